import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bassPart, guitarPart, keysPart, voicePart } from '../../../src/host/demo/band.ts'
import { type DemoStem, demoSessionYaml, demoStems, renderDemoStems } from '../../../src/host/demo/index.ts'
import { STEP_SECONDS } from '../../../src/host/demo/score/performance.ts'
import { filter, highPass, lowPass } from '../../../src/host/demo/sound/filter.ts'
import { isFiniteSignal, peak, rmsDb } from '../../support/measure.ts'

const RATE = 48000
const stems = renderDemoStems(RATE)
const stem = (name: string): DemoStem => stems.find((other) => other.name === name)!
const mono = (name: string): Float64Array => stem(name).channels[0]!
/** First frame of a bar, counted from 1. */
const bar = (number: number): number => Math.round((0.1 + (number - 1) * 16 * STEP_SECONDS) * RATE)

/** RMS in dB between two frequencies, over some bars. */
function bandDb(x: Float64Array, fromHz: number, toHz: number, from = bar(11), to = bar(15)): number {
  const part = x.slice(from, to)
  const edges = [highPass(fromHz, 0.7, RATE), lowPass(toHz, 0.7, RATE)]
  return rmsDb(filter(part, ...edges, ...edges))
}

describe('the recording', () => {
  test('has twelve stems of the same length, finite and with headroom', () => {
    const names = stems.map(({ name }) => name)
    expect(names.join(' ')).toBe(
      'kick snare toms hats overheads percussion bass guitar keys lead voice backing',
    )
    expect(names, 'strips of the session').toEqual(Object.keys(parse(demoSessionYaml()).strips))
    for (const { name, channels } of stems)
      for (const x of channels) {
        expect(x.length, name).toBe(stems[0]!.channels[0]!.length)
        expect(isFiniteSignal(x), name).toBe(true)
        expect(peak(x), name).toBeLessThanOrEqual(10 ** (-3 / 20) + 1e-9)
        expect(peak(x), name).toBeGreaterThan(0.1)
      }
  })

  test('is the same to the bit on every machine', () => {
    const hash = createHash('sha256')
    for (const { channels } of stems) for (const x of channels) hash.update(new Uint8Array(x.buffer))
    // From the stems themselves, 48 kHz, little-endian doubles. Regenerate it with a change that is meant to
    // change the sound, and say so in the change log under that heading.
    expect(hash.digest('hex')).toBe('68ce919a4cd94f81250686df21d0969f4cc52bf43592086a5d7f70afecc4a77f')
  })

  test('comes out the same when it is made again, in part', () => {
    const frames = bar(4)
    const make = () => [
      bassPart(frames, RATE),
      guitarPart(frames, RATE),
      ...keysPart(frames, RATE),
      voicePart(frames, RATE),
    ]
    expect(make()).toEqual(make())
  })

  test('ends in silence, but for the hum of the guitar', () => {
    for (const { name, channels } of stems)
      for (const x of channels)
        expect(rmsDb(x, x.length - 480), name).toBeLessThan(name === 'guitar' ? -50 : -65)
  })

  test('refuses rates that it cannot be made at', () => {
    expect(() => demoStems(8000).next()).toThrow('not at 8000')
    expect(() => demoStems(Number.NaN).next()).toThrow(RangeError)
  })
})

describe('the song', () => {
  test('grows from verse to chorus', () => {
    const level = (from: number, to: number) => {
      let power = 0
      for (const { channels } of stems) for (const x of channels) power += 10 ** (rmsDb(x, from, to) / 10)
      return 10 * Math.log10(power)
    }
    expect(level(bar(11), bar(19)) - level(bar(3), bar(11))).toBeGreaterThan(2)
    expect(level(bar(3), bar(11)) - level(0, bar(2))).toBeGreaterThan(2)
  })

  test('gives the desk work: a hot bass, a boxy kick, a muddy guitar, a dull voice', () => {
    expect(bandDb(mono('bass'), 55, 125)).toBeGreaterThan(bandDb(mono('bass'), 125, 8000) + 6)
    expect(rmsDb(mono('bass'), bar(11), bar(15))).toBeGreaterThan(rmsDb(mono('voice'), bar(11), bar(15)))
    expect(bandDb(mono('kick'), 330, 430)).toBeGreaterThan(bandDb(mono('kick'), 600, 900) + 6)
    expect(bandDb(mono('guitar'), 200, 400)).toBeGreaterThan(bandDb(mono('guitar'), 500, 1000) + 3)
    expect(bandDb(mono('voice'), 4000, 12000)).toBeLessThan(bandDb(mono('voice'), 200, 2000) - 25)
  })

  test('gives the gate work: hum under the resting guitar, bleed under the resting snare', () => {
    const last = mono('guitar').length
    const hum = rmsDb(mono('guitar'), last - RATE / 4)
    expect(hum).toBeGreaterThan(-62)
    expect(hum).toBeLessThan(rmsDb(mono('guitar'), bar(11), bar(19)) - 25)
    const beat = Math.round(4 * STEP_SECONDS * RATE)
    const bleed = rmsDb(mono('snare'), bar(3), bar(3) + beat - 2400)
    expect(bleed).toBeGreaterThan(-60)
    expect(bleed).toBeLessThan(rmsDb(mono('snare'), bar(3) + beat, bar(3) + 2 * beat) - 15)
  })

  test('gives the compressor work: the phrases of the voice lie more than 8 dB apart', () => {
    const phrases = [3, 5, 7, 9, 11, 13].map((at) => rmsDb(mono('voice'), bar(at), bar(at + 2)))
    expect(Math.max(...phrases) - Math.min(...phrases)).toBeGreaterThan(8)
  })

  test('is as wide as its stereo stems: the sides differ, and do not cancel', () => {
    for (const name of ['overheads', 'keys', 'backing']) {
      const [left, right] = stem(name).channels
      const sum = left!.map((v, i) => v + right![i]!)
      const side = left!.map((v, i) => v - right![i]!)
      expect(rmsDb(side) - rmsDb(sum), name).toBeGreaterThan(-20)
      expect(rmsDb(side) - rmsDb(sum), name).toBeLessThan(0)
    }
  })
})
