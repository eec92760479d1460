import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import type { OpenOptions } from '../../../src/host/live/driver.ts'
import { webAudioDriver } from '../../../src/host/live/web-audio-driver.ts'
import { loadWebAudio } from '../../../src/host/live/web-audio-library.ts'

vi.mock('../../../src/host/live/web-audio-library.ts', () => ({ loadWebAudio: vi.fn() }))

/** Breaks one step of a device that otherwise opens. */
interface Damage {
  readonly addModule?: () => Promise<void>
  readonly getUserMedia?: () => Promise<unknown>
  readonly resume?: () => Promise<void>
  readonly close?: () => Promise<void>
}

const closed = vi.fn()
const asked = vi.fn()

function library(damage: Damage): unknown {
  const done = async (): Promise<void> => {}
  class AudioContext {
    readonly destination = { channelCount: 2, maxChannelCount: 2 }
    readonly audioWorklet = { addModule: damage.addModule ?? done }
    readonly resume = damage.resume ?? done
    createMediaStreamSource = () => ({ connect() {} })
    close(): Promise<void> {
      closed()
      return damage.close?.() ?? done()
    }
  }
  class AudioWorkletNode {
    readonly port = {
      postMessage() {},
      set onmessage(hear: (event: { data: unknown }) => void) {
        queueMicrotask(() => hear({ data: { kind: 'ready' } }))
      },
    }
    connect(): void {}
  }
  const getUserMedia = (constraints: unknown) => {
    asked(constraints)
    return damage.getUserMedia?.() ?? done()
  }
  const enumerateDevices = async () => [
    { deviceId: 'o1', label: 'Scarlett 2i2', kind: 'audiooutput' },
    { deviceId: 'o2', label: 'Monitor', kind: 'audiooutput' },
    { deviceId: 'i1', label: 'Scarlett 2i2', kind: 'audioinput' },
  ]
  return { AudioContext, AudioWorkletNode, mediaDevices: { enumerateDevices, getUserMedia } }
}

const open = (damage: Damage, options: Partial<OpenOptions> = {}) => {
  vi.mocked(loadWebAudio).mockResolvedValue(library(damage) as never)
  const wanted = { sampleRate: 48000, frames: 256, inputs: 1, outputs: 2, device: undefined, ...options }
  return webAudioDriver.open(
    wanted,
    { banks: createBanks(), warmUp: [], plugins: [], barredPlugins: new Map() },
    () => {},
  )
}

beforeEach(() => {
  closed.mockClear()
  asked.mockClear()
})

describe('the web-audio driver', () => {
  const fails = () => Promise.reject(new Error('no luck\nsecond line'))

  it.each([
    ['the worklet', { addModule: fails }],
    ['the input', { getUserMedia: fails }],
    ['the start', { resume: fails }],
    ['the start and the closing', { resume: fails, close: fails }],
  ])('closes the context and says why when %s fails', async (_what, damage) => {
    await expect(open(damage)).rejects.toThrow(/^web-audio did not open the default device: no luck$/)
    expect(closed).toHaveBeenCalledOnce()
  })

  it('does not wait for a context that never closes', async () => {
    vi.useFakeTimers()
    const opening = expect(open({ resume: fails, close: () => new Promise(() => {}) })).rejects.toThrow(
      'no luck',
    )
    await vi.advanceTimersByTimeAsync(1000)
    await opening
    vi.useRealTimers()
  })

  it('takes the input of the device that was asked for', async () => {
    const running = await open({}, { device: 'scarlett' })
    expect(asked).toHaveBeenCalledWith({ audio: { deviceId: 'i1' } })
    await running.close()
    expect(closed).toHaveBeenCalledOnce()
  })

  it('refuses a device without the input that is needed, and names those there are', async () => {
    await expect(open({}, { device: 'Monitor' })).rejects.toThrow(
      'there is no input device "Monitor"; there are: "Scarlett 2i2"',
    )
    expect(closed).not.toHaveBeenCalled()
    await (await open({}, { device: 'Monitor', inputs: 0 })).close()
    await expect(open({}, { device: 'Moon' })).rejects.toThrow('no output device "Moon"')
  })
})
