import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { PluginMap } from '../../../src/host/engine/graph.ts'
import { STATUS } from '../../../src/host/engine/plan.ts'
import { WavWriter } from '../../../src/host/files/index.ts'
import { LiveHost } from '../../../src/host/live/live-host.ts'
import { nullDriver } from '../../../src/host/live/null-driver.ts'
import { openSession } from '../../../src/host/media/open-session.ts'
import { isRefusal } from '../../../src/host/sdk/index.ts'
import { gain } from '../../../src/plugins/gain/index.ts'
import { sine } from '../../support/signals.ts'

const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
afterAll(() => rmSync(folder, { recursive: true }))
copyFileSync(join(import.meta.dirname, '../../support/broken-plugins/breaks.ts'), join(folder, 'breaks.ts'))
const wav = new WavWriter(join(folder, 'tone.wav'), { channels: 1, sampleRate: 48000, encoding: 'int24' })
wav.write([sine(440, 48000, 48000, 0.5)])
wav.close()

const YAML = `gainstage: 1
plugins: { breaks: ./breaks.ts }
strips:
  bad: { input: { file: tone.wav, loop: true }, inserts: [ { breaks: BREAKS } ] }
  good: { input: { file: tone.wav, loop: true }, inserts: [ { gain: { level: -6 } } ], fader: -3 }
`

let host: LiveHost | undefined
const notes: string[] = []
afterEach(async () => {
  await host?.close()
  host = undefined
  notes.length = 0
})

async function play(breaks = '{}'): Promise<LiveHost> {
  writeFileSync(join(folder, 'session.yaml'), YAML.replace('BREAKS', breaks))
  const session = await openSession(join(folder, 'session.yaml'), {
    // Few plugins, little to warm up.
    plugins: new Map([[gain.id, gain]]) as PluginMap,
  })
  host = await LiveHost.open(session, {
    driver: nullDriver,
    device: undefined,
    frames: 256,
    loopSong: false,
    fresh: true,
    onNote: (sentence) => notes.push(sentence),
  })
  host.desk.set('/transport/playing', true, 'test')
  return host
}

/** Polls until `condition` holds; the test's own time-out is the limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Makes the plugin break in that way. */
function breakIt(live: LiveHost, parameter: string, way: string): void {
  live.desk.group('break', 'test', () => {
    live.desk.set('/strip/bad/breaks/sure', true, 'test')
    live.desk.set(`/strip/bad/breaks/${parameter}`, way, 'test')
  })
}

const named = (): string | undefined =>
  notes.find((note) => note.includes('/strip/bad/breaks (Breaks) was bypassed'))
const value = (of: LiveHost, address: string): unknown => {
  const reading = of.desk.get(address)
  return isRefusal(reading) ? reading.refused : reading.plain
}
/** The strip beside it is heard, and the song goes on. */
async function playsOn(of: LiveHost): Promise<void> {
  const at = of.meters[STATUS.position]!
  of.meters[STATUS.frames] = 0
  await until(() => of.meters[STATUS.frames]! > 4800 && of.meters[STATUS.position]! > at)
  await until(() => Number(value(of, '/meter/strip/good/post/left')) > -30)
  await until(() => Number(value(of, '/meter/strip/bad/post/left')) > -30)
}

describe('a plugin that breaks while it plays', () => {
  it.each([
    ['how', 'throws', 'enough'],
    ['how', 'nan', 'it gave samples that are not numbers'],
    ['prepare', 'throws', 'nothing can be prepared'],
  ])('is bypassed and named, and the rest plays on (%s: %s)', async (parameter, way, sentence) => {
    const live = await play()
    await until(() => live.meters[STATUS.position]! > 4800)
    breakIt(live, parameter, way)
    await until(() => named() !== undefined)
    expect(named()).toContain(sentence)
    await playsOn(live)
    expect(notes.join()).not.toContain('audio thread runs again')
  })

  it.each([
    ['how', 'hangs', 'it did not return within 400 ms'],
    ['how', 'flush', 'it did not return within 400 ms'],
    ['how', 'exits', 'it ended the audio thread'],
    ['prepare', 'hangs', 'it did not get prepared within 2 s'],
  ])(
    'is ended with its thread, and another goes on at the same place (%s: %s)',
    async (parameter, way, sentence) => {
      const live = await play()
      await until(() => live.meters[STATUS.position]! > 4800)
      live.desk.set('/strip/good/fader', -5, 'test')
      breakIt(live, parameter, way)
      await until(() => named() !== undefined)
      expect(named()).toContain(sentence)
      expect(notes.some((note) => /^the audio thread runs again after \d+ ms$/.test(note))).toBe(true)
      expect(live.meters[STATUS.position]).toBeGreaterThan(4800)
      expect(value(live, '/strip/good/fader')).toBe(-5)
      expect(value(live, '/transport/playing')).toBe(true)
      await playsOn(live)
      expect(value(live, '/status/faults')).toBe(1)
    },
  )

  it('is out before the first sound when it hangs from the start', async () => {
    const live = await play('{ how: hangs }')
    await until(() => named() !== undefined)
    await playsOn(live)
  })

  it('is let in again when it was taken out and put in anew', async () => {
    const live = await play()
    await until(() => live.meters[STATUS.position]! > 0)
    live.desk.set('/strip/bad/breaks/how', 'hangs', 'test')
    await until(() => named() !== undefined)
    notes.length = 0
    live.desk.removeInsert('/strip/bad', 'breaks')
    await until(() => value(live, '/status/faults') === 0)
    expect(live.desk.insertPlugin('/strip/bad', 0, 'breaks', 'breaks')).not.toHaveProperty('refused')
    await playsOn(live)
    await until(() => value(live, '/status/faults') === 0)
    expect(named()).toBeUndefined()
  })
})
