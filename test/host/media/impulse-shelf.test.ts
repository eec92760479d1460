import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import { WavWriter } from '../../../src/host/files/index.ts'
import { openSession } from '../../../src/host/media/open-session.ts'
import { OfflineDesk } from '../../../src/host/offline/offline-desk.ts'
import { declaredTailSeconds } from '../../../src/host/offline/tail.ts'
import { Desk } from '../../../src/host/session/desk/desk.ts'
import { difference, peak } from '../../support/measure.ts'
import { sampler } from '../../support/plugins.ts'
import { noise, sine } from '../../support/signals.ts'

const PLUGINS = new Map([[sampler.id, sampler]])

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function writeWav(name: string, sampleRate: number, planar: readonly Float64Array[]): void {
  const writer = new WavWriter(join(folder, name), {
    channels: planar.length,
    sampleRate,
    encoding: 'float32',
  })
  writer.write(planar)
  writer.close()
}

/** A session whose only strip plays `sample` by the plugin. */
async function openWith(sample: string) {
  const path = join(folder, 'session.yaml')
  const strip = `{ input: none, inserts: [ { sampler: { sample: ${JSON.stringify(sample)} } } ], channels: 2 }`
  writeFileSync(path, `gainstage: 1\nname: Files\nrate: 48000\nstrips:\n  one: ${strip}\n`)
  return openSession(path, { plugins: PLUGINS })
}

describe('audio files of plugins', () => {
  it('are at the plugin when the session starts', async () => {
    const samples = Float64Array.from(noise(480, 0.5, 3), Math.fround)
    writeWav('room.wav', 48000, [samples])
    const session = await openWith('room.wav')
    const desk = new OfflineDesk(session.document, PLUGINS, [], ['/strip/one'], session.shelf)
    const out = desk.next(480)
    expect(difference(out[0]!.subarray(0, 480), samples)).toBeLessThan(1e-15)
    expect(declaredTailSeconds(session.document, PLUGINS, session.shelf)).toBe(0.01)
    expect(session.media).toEqual([join(folder, 'room.wav')])
  })

  it('come at the rate of the session', async () => {
    writeWav('room.wav', 44100, [sine(1000, 44100, 44100, 0.5), sine(500, 44100, 44100, 0.5)])
    const session = await openWith('room.wav')
    const [left, right] = session.shelf.samples('room.wav')!
    expect([left!.length, right!.length]).toEqual([48000, 48000])
    const wanted = sine(1000, 48000, 48000, 0.5)
    expect(difference(left!.subarray(1000, 47000), wanted.subarray(1000, 47000))).toBeLessThan(1e-5)
  })

  it('that are missing or outside are said with the line and what is near', async () => {
    writeWav('room.wav', 48000, [noise(10)])
    await expect(openWith('rom.wav')).rejects.toThrow(
      /session\.yaml:5:.*one\.inserts\.sampler\.sample.*no such file; the nearest is room\.wav/,
    )
    await expect(openWith('../room.wav')).rejects.toThrow('leads out of the folder')
  })

  it('that cannot be decoded, or are too long, are refused in a sentence', async () => {
    writeFileSync(join(folder, 'text.wav'), 'no audio at all')
    await expect(openWith('text.wav')).rejects.toThrow('text.wav')
    writeWav('long.wav', 8000, [new Float64Array(8000 * 31)])
    await expect(openWith('long.wav')).rejects.toThrow('31.0 s long, but a plugin takes at most 30 s')
  })

  it('can be changed while the session plays', async () => {
    writeWav('room.wav', 48000, [noise(480)])
    writeWav('hall.wav', 48000, [noise(960)])
    const session = await openWith('room.wav')
    const desk = new Desk(session.document, PLUGINS, createBanks(), { shelf: session.shelf })
    const address = '/strip/one/sampler/sample'
    expect(desk.set(address, 'hal.wav', 'test')).toEqual({
      refused: `${address}: "hal.wav" cannot be used: there is no such file; the nearest is hall.wav`,
    })
    expect(desk.get(address)).toMatchObject({ plain: 'room.wav', text: 'room.wav' })
    const lengths: (number | undefined)[] = []
    const arrived = new Promise<void>((resolve) => {
      desk.onPlan((plan) => {
        const samples = plan.channels[0]!.inserts[0]!.files!['sample']!
        lengths.push(samples[0]?.length)
        if (samples.length > 0) resolve()
      })
    })
    expect(desk.set(address, 'hall.wav', 'test')).toMatchObject({ plain: 'hall.wav' })
    await arrived
    expect(lengths).toEqual([undefined, 960])
    desk.set(address, 'none', 'test')
    expect(desk.get(address)).toMatchObject({ plain: '', text: 'none' })
    expect(desk.setNorm(address, 0.5, 'test')).toMatchObject({
      refused: expect.stringContaining('a file is named'),
    })
    desk.set('/undo', true, 'test')
    expect(desk.document().strips[0]!.inserts[0]!.values).toEqual({ sample: 'room.wav' })
  })

  it('that changed on the disk are read anew when they are named again', async () => {
    writeWav('room.wav', 48000, [noise(480)])
    const session = await openWith('room.wav')
    const desk = new Desk(session.document, PLUGINS, createBanks(), { shelf: session.shelf })
    const before = desk.plan.channels[0]!.inserts[0]!
    writeWav('room.wav', 48000, [noise(480, 0.25, 9), noise(480)])
    const arrived = new Promise<void>((resolve) => desk.onPlan(() => resolve()))
    desk.set('/strip/one/sampler/sample', 'room.wav', 'test')
    await arrived
    const after = desk.plan.channels[0]!.inserts[0]!
    expect(after.files!['sample']).toHaveLength(2)
    expect(after.build).not.toBe(before.build)
  })

  it('that break while the session plays are named, and the rest goes on', async () => {
    writeWav('room.wav', 48000, [noise(480, 0.5)])
    const session = await openWith('room.wav')
    const desk = new Desk(session.document, PLUGINS, createBanks(), { shelf: session.shelf })
    writeFileSync(join(folder, 'text.wav'), 'no audio at all')
    const said = new Promise<string>((resolve) => session.shelf.onFault(resolve))
    desk.set('/strip/one/sampler/sample', 'text.wav', 'test')
    expect(await said).toContain('text.wav')
    expect(desk.plan.channels[0]!.inserts[0]!.files).toEqual({ sample: [] })
    const offline = new OfflineDesk(desk.document(), PLUGINS, [], ['/strip/one'], session.shelf)
    expect(peak(offline.next(480)[0]!)).toBe(0)
  })
})
