import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, type TestContext } from 'vitest'
import { BrokenShow, RATE, until } from './broken-show.ts'

/** Far from the beginning, which a thread without memory would play again. */
const FAR_SECONDS = 1000
const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
afterAll(() => rmSync(folder, { recursive: true }))
// Every test starts threads that load the same modules: without this, half of the time goes there.
process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled')

let count = 0
async function play(finished: TestContext['onTestFinished'], breaks?: string): Promise<BrokenShow> {
  const show = await BrokenShow.play(join(folder, String(++count)), breaks)
  finished(() => show.host.close())
  return show
}

const PREPARED = /it did not get prepared within 2 s/
const RETURNED = /it did not return within 400 ms/
const CRAWLED = /it takes longer than the sound lasts that it works on/
const AT_WORK = /the engine thread .* while it was at work/
/** It fills the memory or the time, whichever is smaller. */
const EITHER = new RegExp(`${RETURNED.source}|${AT_WORK.source}`)

/** Breaks the plugin; the thread must go on at the same place with the same mix. */
async function endsAndGoesOn(show: BrokenShow, parameter: string, way: string, why: RegExp): Promise<void> {
  show.set('/strip/good/fader', -5)
  show.set('/transport/position', FAR_SECONDS)
  await until(() => show.position > FAR_SECONDS * RATE)
  const before = performance.now()
  show.break(parameter, way)
  // It is reset when it falls asleep.
  if (way === 'reset') show.set('/strip/bad/breaks/bypass', true)
  await until(() => show.named !== undefined)
  expect(show.named).toMatch(why)
  expect(show.notes.some((note) => /^the audio thread runs again after \d+ ms$/.test(note))).toBe(true)
  await show.playsOn()
  const played = show.position / RATE - FAR_SECONDS
  expect(played).toBeGreaterThan(0)
  expect(played).toBeLessThan(1 + (performance.now() - before) / 1000)
  expect(show.value('/strip/good/fader')).toBe(-5)
  expect(show.value('/transport/playing')).toBe(true)
  expect(show.value('/status/faults')).toBe(1)
}

/** What was taken out and is put in anew is let in again. */
async function comesAnew(show: BrokenShow): Promise<void> {
  show.notes.length = 0
  show.host.desk.removeInsert('/strip/bad', 'breaks')
  await until(() => show.value('/status/faults') === 0)
  expect(show.host.desk.insertPlugin('/strip/bad', 0, 'breaks', 'breaks')).not.toHaveProperty('refused')
  await show.playsOn()
  await until(() => show.value('/status/faults') === 0)
  expect(show.named).toBeUndefined()
}

describe('a plugin that breaks while it plays', () => {
  it('is bypassed and named, and the rest plays on', async ({ onTestFinished }) => {
    const show = await play(onTestFinished)
    await until(() => show.position > 0)
    for (const [parameter, way, healthy, sentence] of [
      ['how', 'throws', 'not', 'enough'],
      ['how', 'nan', 'not', 'it gave samples that are not numbers'],
      ['prepare', 'throws', 'well', 'nothing can be prepared'],
    ] as const) {
      show.break(parameter, way)
      await until(() => show.named !== undefined)
      expect(show.named).toContain(sentence)
      await show.playsOn()
      show.set(`/strip/bad/breaks/${parameter}`, healthy)
      for (const off of [true, false]) show.set('/strip/bad/breaks/bypass', off)
      show.set('/strip/bad/breaks/sure', false)
      await until(() => show.value('/status/faults') === 0)
      expect(show.notes.join()).not.toContain('audio thread starts again')
      show.notes.length = 0
    }
  })

  it('is ended with its thread when it takes all the memory', async ({ onTestFinished }) => {
    await endsAndGoesOn(await play(onTestFinished), 'how', 'hoards', EITHER)
  })

  it('is let in again when it was taken out and put in anew', async ({ onTestFinished }) => {
    const show = await play(onTestFinished)
    await endsAndGoesOn(show, 'how', 'hangs', RETURNED)
    await comesAnew(show)
  })
})

// Here the time goes into waiting, and that may be done at once.
describe.concurrent('a plugin that does not come back in time', () => {
  it.for([
    ['how', 'flush', RETURNED],
    ['how', 'reset', RETURNED],
    ['how', 'exits', AT_WORK],
    ['how', 'crawls', CRAWLED],
    ['prepare', 'hangs', PREPARED],
  ] as const)(
    'is ended with its thread, and another goes on at the same place (%s: %s)',
    async ([parameter, way, why], { onTestFinished }) => {
      await endsAndGoesOn(await play(onTestFinished), parameter, way, why)
    },
  )

  it('is out before the first sound when it hangs from the start', async ({ onTestFinished }) => {
    const show = await play(onTestFinished, '{ how: hangs }')
    await until(() => show.named !== undefined)
    expect(show.named).toMatch(PREPARED)
    await show.playsOn()
  })
})
