import { describe, expect, it } from 'vitest'
import { fromNorm, type PlainValue } from '../../../src/host/sdk/index.ts'
import { CHARACTERS } from '../../../src/plugins/reverb/design/characters.ts'
import { reverb } from '../../../src/plugins/reverb/index.ts'
import { difference, isFiniteSignal, magnitudeDb, peak, rmsDb } from '../../support/measure.ts'
import { rawValues, runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence } from '../../support/signals.ts'
import { paths } from './measures.ts'
import { bare, flat, response } from './responses.ts'
import { pinkGainDb } from './room-measures.ts'

const FS = 48000
const CHARACTER_NAMES = CHARACTERS.map((c) => c.name)

describe('reverb', () => {
  it('passes the input bit for bit at mix 0', () => {
    const input = [noise(4000), noise(4000, 1, 2)]
    const { output } = runPlugin(reverb, { input, values: { mix: 0 } })
    expect(difference(output[0]!, input[0]!)).toBe(0)
    expect(difference(output[1]!, input[1]!)).toBe(0)
  })

  it('lets nothing of the dry signal through at mix 100', () => {
    const x = impulse(2000)
    const { output } = runPlugin(reverb, { input: [x, x], values: { mix: 100, preDelay: 50 } })
    expect(peak(output[0]!)).toBe(0)
  })

  it('comes as much later as the pre-delay says, to the sample', () => {
    const onset = (preDelay: number) => response({ preDelay }, 0.35)[0]!.findIndex((v) => v !== 0)
    for (const ms of [1, 12.5, 100, 300]) expect(onset(ms) - onset(0)).toBe((ms * FS) / 1000)
  })

  it('has its reflections at the same time at every sample rate', () => {
    const onsetMs = (sampleRate: number) =>
      (response({ character: 'hall' }, 0.02, 0, sampleRate)[0]!.findIndex((v) => v !== 0) * 1000) / sampleRate
    for (const rate of [8000, 22050, 44100, 96000, 192000])
      expect(Math.abs(onsetMs(rate) - onsetMs(FS))).toBeLessThan(500 / 8000)
  })

  it('gives one channel what the left ear of two equal channels hears', () => {
    const x = noise(20000)
    const mono = runPlugin(reverb, { input: [x], values: { width: 30 } }).output[0]!
    const stereo = runPlugin(reverb, { input: [x, x], values: { width: 100 } }).output[0]!
    expect(difference(mono, stereo)).toBe(0)
  })

  it('is one signal on both sides at width 0, as loud as at width 100', () => {
    const input = [noise(48000), noise(48000, 1, 2)]
    const at = (width: number) => runPlugin(reverb, { input, values: { ...bare, width } }).output
    const narrow = at(0)
    expect(difference(narrow[0]!, narrow[1]!)).toBeLessThan(1e-12)
    expect(Math.abs(rmsDb(narrow[0]!, 24000) - rmsDb(at(100)[0]!, 24000))).toBeLessThan(1)
  })

  it.each(CHARACTER_NAMES)('returns pink noise as loud as it came, at 2 s: %s', (character) => {
    for (const quality of ['16', '32']) {
      const pairs = paths({ ...flat, character, quality }, 2.5, FS)
      expect(Math.abs(pinkGainDb(pairs, FS))).toBeLessThan(0.5)
    }
  })

  it('cuts the wet signal at 12 dB per octave', () => {
    const run = (values: Values) => response({ ...values, decay: 0.3 }, 1)[0]!
    const open = run({})
    const cut = run({ lowCut: 500, highCut: 4000 })
    for (const [hz, db] of [
      [125, -24.1],
      [500, -3.01],
      [4000, -3.01],
    ] as const)
      expect(magnitudeDb(cut, hz) - magnitudeDb(open, hz)).toBeCloseTo(db, 0)
    expect(magnitudeDb(cut, 1400) - magnitudeDb(open, 1400)).toBeCloseTo(0, 0)
  })

  it('turns from tail alone to reflections alone', () => {
    const late = (early: number) => rmsDb(response({ early }, 0.5)[0]!, 0.3 * FS)
    const first = (early: number) => rmsDb(response({ early }, 0.05)[0]!, 0, 0.02 * FS)
    expect(late(0)).toBeCloseTo(late(50), 1)
    expect(late(100)).toBeLessThan(late(50) - 60)
    expect(first(100)).toBeCloseTo(first(50), 9)
    expect(first(0)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('stays finite, whatever the dials and the input do', () => {
    let state = 12345
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    }
    const anything = (): Values =>
      Object.fromEntries(
        Object.entries(reverb.params).map(([id, p]): [string, PlainValue] => [
          id,
          fromNorm(p, random() < 0.3 ? Math.round(random()) : random()),
        ]),
      )
    for (let run = 0; run < 12; run++) {
      const sampleRate = [8000, 11025, 44099.5, 48000, 96000, 192000][run % 6]!
      const input = [noise(15000, 10 ** (6 * random() - 3), run + 1), noise(15000, 1, run + 50)]
      const { output } = runPlugin(reverb, {
        input,
        sampleRate,
        values: anything(),
        automate: (frame) => (frame % 1280 === 0 ? anything() : undefined),
      })
      expect(isFiniteSignal(output[0]!) && isFiniteSignal(output[1]!), `run ${run}`).toBe(true)
      expect(peak(output[0]!)).toBeLessThan(300 * Math.max(peak(input[0]!), peak(input[1]!)))
    }
  })

  it('lets no broken sample into the loop', () => {
    const x = noise(FS)
    for (const [at, value] of [
      [1000, Number.NaN],
      [2000, Number.POSITIVE_INFINITY],
      [3000, -1e300],
    ] as const)
      x[at] = value
    const { output } = runPlugin(reverb, { input: [x, x], values: { preDelay: 0 } })
    for (let i = 3001; i < FS; i++) if (!Number.isFinite(output[0]![i]!)) throw new Error(`frame ${i}`)
    expect(peak(output[0]!, 3001)).toBeLessThan(20)
  })

  it('has presets whose values are in range', () => {
    expect(reverb.presets!.length).toBeGreaterThanOrEqual(8)
    for (const preset of reverb.presets!) expect(() => rawValues(reverb, preset.values)).not.toThrow()
  })

  it('makes no sound of silence', () => {
    const { output } = runPlugin(reverb, { input: [silence(2000), silence(2000)] })
    expect(peak(output[0]!)).toBe(0)
  })
})
