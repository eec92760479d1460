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

const RATE = 48000
const FAR_SECONDS = 1000
const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
// Every test starts threads that load the same modules: without this, half of the time goes there.
process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled')
afterAll(() => rmSync(folder, { recursive: true }))
copyFileSync(join(import.meta.dirname, '../../support/broken-plugins/breaks.ts'), join(folder, 'breaks.ts'))
const wav = new WavWriter(join(folder, 'tone.wav'), { channels: 1, sampleRate: RATE, encoding: 'int24' })
wav.write([sine(440, RATE, RATE, 0.5)])
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

const PREPARED = /it did not get prepared within 2 s/
const RETURNED = /it did not return within 400 ms/
const CRAWLED = /it takes longer than the sound lasts that it works on/
const AT_WORK = /the engine thread .* while it was at work/
/** It fills the memory or the time, whichever is smaller. */
const EITHER = new RegExp(`${RETURNED.source}|${AT_WORK.source}`)

describe('a plugin that breaks while it plays', () => {
  it('is bypassed and named, and the rest plays on', async () => {
    const live = await play()
    await until(() => live.meters[STATUS.position]! > 0)
    for (const [parameter, way, healthy, sentence] of [
      ['how', 'throws', 'not', 'enough'],
      ['how', 'nan', 'not', 'it gave samples that are not numbers'],
      ['prepare', 'throws', 'well', 'nothing can be prepared'],
    ] as const) {
      breakIt(live, parameter, way)
      await until(() => named() !== undefined)
      expect(named()).toContain(sentence)
      await playsOn(live)
      live.desk.set(`/strip/bad/breaks/${parameter}`, healthy, 'test')
      for (const off of [true, false]) live.desk.set('/strip/bad/breaks/bypass', off, 'test')
      live.desk.set('/strip/bad/breaks/sure', false, 'test')
      await until(() => value(live, '/status/faults') === 0)
      expect(notes.join()).not.toContain('audio thread starts again')
      notes.length = 0
    }
  })

  it.each([
    ['how', 'hangs', RETURNED],
    ['how', 'flush', RETURNED],
    ['how', 'reset', RETURNED],
    ['how', 'crawls', CRAWLED],
    ['how', 'exits', AT_WORK],
    ['how', 'hoards', EITHER],
    ['prepare', 'hangs', PREPARED],
  ])(
    'is ended with its thread, and another goes on at the same place (%s: %s)',
    async (parameter, way, sentence) => {
      const live = await play()
      live.desk.set('/strip/good/fader', -5, 'test')
      // Far from the beginning, which a thread without memory would play again.
      live.desk.set('/transport/position', FAR_SECONDS, 'test')
      await until(() => live.meters[STATUS.position]! > FAR_SECONDS * RATE)
      const before = performance.now()
      breakIt(live, parameter, way)
      // It is reset when it falls asleep.
      if (way === 'reset') live.desk.set('/strip/bad/breaks/bypass', true, 'test')
      await until(() => named() !== undefined)
      expect(named()).toMatch(sentence)
      expect(notes.some((note) => /^the audio thread runs again after \d+ ms$/.test(note))).toBe(true)
      await playsOn(live)
      const played = live.meters[STATUS.position]! / RATE - FAR_SECONDS
      expect(played).toBeGreaterThan(0)
      expect(played).toBeLessThan(1 + (performance.now() - before) / 1000)
      expect(value(live, '/strip/good/fader')).toBe(-5)
      expect(value(live, '/transport/playing')).toBe(true)
      expect(value(live, '/status/faults')).toBe(1)
      if (way === 'hangs') await comesAnew(live)
    },
  )

  it('is out before the first sound when it hangs from the start', async () => {
    const live = await play('{ how: hangs }')
    await until(() => named() !== undefined)
    expect(named()).toMatch(PREPARED)
    await playsOn(live)
  })
})

/** What was taken out and is put in anew is let in again. */
async function comesAnew(live: LiveHost): Promise<void> {
  notes.length = 0
  live.desk.removeInsert('/strip/bad', 'breaks')
  await until(() => value(live, '/status/faults') === 0)
  expect(live.desk.insertPlugin('/strip/bad', 0, 'breaks', 'breaks')).not.toHaveProperty('refused')
  await playsOn(live)
  await until(() => value(live, '/status/faults') === 0)
  expect(named()).toBeUndefined()
}
