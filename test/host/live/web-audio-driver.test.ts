import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import type { DriverEvent, OpenOptions } from '../../../src/host/live/driver.ts'
import { webAudioDriver } from '../../../src/host/live/web-audio-driver.ts'
import { loadWebAudio } from '../../../src/host/live/web-audio-library.ts'

vi.mock('../../../src/host/live/web-audio-library.ts', () => ({ loadWebAudio: vi.fn() }))

/** Breaks one step of a device that otherwise opens. */
interface Damage {
  readonly addModule?: () => Promise<void>
  readonly getUserMedia?: () => Promise<unknown>
  readonly resume?: () => Promise<void>
  readonly close?: () => Promise<void>
  /** The engine never says that it is ready. */
  readonly silent?: true
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
        if (damage.silent !== true) queueMicrotask(() => hear({ data: { kind: 'ready' } }))
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

const open = (
  damage: Damage,
  options: Partial<OpenOptions> = {},
  onEvent: (event: DriverEvent) => void = () => {},
) => {
  vi.mocked(loadWebAudio).mockResolvedValue(library(damage) as never)
  const wanted = { sampleRate: 48000, frames: 256, inputs: 1, outputs: 2, device: undefined, ...options }
  return webAudioDriver.open(
    wanted,
    { banks: createBanks(), warmUp: [], plugins: [], barredPlugins: new Map() },
    onEvent,
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

describe('the thread of the web-audio driver', () => {
  let worker: Worker
  /** What a thread of the library is: one that Node tells of, and that never ends by itself. */
  const addModule = async (): Promise<void> => {
    worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
    await once(worker, 'online')
  }

  it('is ended at once when the opening is given up', async () => {
    const life = new AbortController()
    const stuck = vi.fn(() => new Promise<void>(() => {}))
    const events: DriverEvent[] = []
    const silent = { addModule, silent: true as const, close: stuck }
    const opening = open(silent, { signal: life.signal }, (event) => events.push(event))
    await vi.waitFor(() => expect(worker?.listenerCount('exit')).toBeGreaterThan(0))
    life.abort()
    await expect(opening).rejects.toThrow('the audio thread ended')
    expect(worker.threadId).toBe(-1)
    expect(closed).toHaveBeenCalledOnce()
    expect(events).toEqual([])
  })

  it('is ended without another word while it plays', async () => {
    const life = new AbortController()
    const events: DriverEvent[] = []
    await open({ addModule }, { signal: life.signal }, (event) => events.push(event))
    const gone = once(worker, 'exit')
    life.abort()
    await gone
    expect(closed).toHaveBeenCalledOnce()
    expect(events.filter(({ kind }) => kind === 'lost')).toEqual([])
  })

  it('is lost when it ends by itself, and the context hears of its end even when it asks late', async () => {
    const life = new AbortController()
    const lost = new Promise<DriverEvent>((resolve) => {
      const hear = (event: DriverEvent): void => (event.kind === 'lost' ? resolve(event) : undefined)
      void open({ addModule }, { signal: life.signal }, hear).then(() => worker.terminate())
    })
    expect(await lost).toEqual({ kind: 'lost', sentence: 'the audio thread ended', ended: true })
    const told = once(worker, 'exit')
    life.abort()
    await told
    expect(closed).toHaveBeenCalledOnce()
  })
})
