import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaults, QUANTUM } from '../../../src/host/sdk/index.ts'
import { designBand } from '../../../src/plugins/eq/band.ts'
import { eq } from '../../../src/plugins/eq/index.ts'
import { EqKernel } from '../../../src/plugins/eq/kernel.ts'
import { GLIDE, HOT, restMono, runGlide, writeRest } from '../../../src/plugins/eq/run.ts'
import { settingsOf } from '../../../src/plugins/eq/settings.ts'
import { difference, isFiniteSignal, peak, rmsDb } from '../../support/measure.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, noise, silence, sine } from '../../support/signals.ts'
import { undoneDb } from './motion-measures.ts'

describe('eq', () => {
  it('leaves every bit alone when every band is on at 0 dB', () => {
    const input = [noise(4800, 1, 1), noise(4800, 1, 2)]
    const { output } = runPlugin(eq, { input })
    expect(difference(output[0]!, input[0]!)).toBe(0)
    expect(difference(output[1]!, input[1]!)).toBe(0)
  })

  it('leaves every bit alone again after everything has moved and returned', () => {
    const x = noise(48000)
    const there: Values = { lowCutOn: true, highCutOn: true, band2Gain: 6, band3Type: 'notch', trim: 3 }
    const back: Values = { lowCutOn: false, highCutOn: false, band2Gain: 0, band3Type: 'bell', trim: 0 }
    const automate = (frame: number) => (frame === 1280 ? there : frame === 12800 ? back : undefined)
    const y = runPlugin(eq, { input: [x], automate }).output[0]!
    expect(difference(y.subarray(1280, 12800), x.subarray(1280, 12800))).toBeGreaterThan(0.1)
    expect(difference(y.subarray(24000), x.subarray(24000))).toBe(0)
  })

  it.each(['bell', 'lowShelf', 'highShelf'] as const)(
    'undoes the boost of a %s with the same cut',
    (type) => {
      expect(undoneDb(type, 9000, 0.9)).toBeLessThan(-290)
      expect(undoneDb(type, 16000, 2)).toBeLessThan(-290)
    },
  )

  it('runs the same filter at rest and in motion, down to 20 Hz at 192 kHz', () => {
    const c = new Float64Array(5)
    designBand(0, 20, 6, 1, 192000, c, 0)
    const x = sine(20, 192000, 192000, 0.5)
    const atRest = new Float64Array(HOT)
    writeRest(c, 0, atRest, 0)
    const y = new Float64Array(x.length)
    restMono(atRest, 0, x, y, 0, x.length)
    const glide = new Float64Array(GLIDE)
    glide.set(c)
    const z = new Float64Array(x.length)
    runGlide(new Float64Array(HOT), glide, 0, false, x, x, z, z, 0, x.length)
    expect(rmsDb(y.map((v, i) => v - z[i]!))).toBeLessThan(-220)
  })

  it('falls silent without denormals', () => {
    const x = impulse(96000)
    const y = runPlugin(eq, { input: [x], values: { lowCutOn: true, band2Gain: 12, band4Gain: -6 } })
      .output[0]!
    expect(peak(y, 90000)).toBe(0)
  })

  it('starts from silence again after a reset', () => {
    const settings = settingsOf({ ...defaults(eq.params), band1Gain: 12, lowCutOn: true, trim: 6 })
    const allocate = (doubles: number) => new Float64Array(doubles)
    const kernel = new EqKernel(
      { sampleRate: 48000, channels: 1, allocate },
      settings,
      { value: 0 },
      { value: 0 },
    )
    const io = { key: undefined, frames: QUANTUM, offset: 0, changed: false, bpm: 120 }
    const output = [new Float64Array(QUANTUM)]
    kernel.process({ ...io, input: [noise(QUANTUM)], output })
    expect(peak(output[0]!)).toBeGreaterThan(0.1)
    kernel.reset()
    kernel.process({ ...io, input: [silence(QUANTUM)], output })
    expect(peak(output[0]!)).toBe(0)
  })

  it.each([8000, 32000, 44100, 192000])(
    'stays finite and bounded whatever is turned, at %i Hz',
    (sampleRate) => {
      const band = (n: number) =>
        fc.record({
          [`band${n}On`]: fc.boolean(),
          [`band${n}Type`]: fc.constantFrom('bell', 'lowShelf', 'highShelf', 'notch', 'bandPass'),
          [`band${n}Freq`]: fc.double({ min: 20, max: 20000, noNaN: true }),
          [`band${n}Gain`]: fc.double({ min: -24, max: 24, noNaN: true }),
          [`band${n}Q`]: fc.double({ min: 0.1, max: 40, noNaN: true }),
          [`band${n}Channels`]: fc.constantFrom('stereo', 'left', 'right', 'mid', 'side'),
          [`band${n}Dynamic`]: fc.boolean(),
          [`band${n}Threshold`]: fc.double({ min: -80, max: 0, noNaN: true }),
          [`band${n}Range`]: fc.double({ min: -24, max: 24, noNaN: true }),
        })
      const slope = fc.constantFrom('6', '12', '18', '24', '36', '48')
      const cuts = fc.record({
        lowCutOn: fc.boolean(),
        lowCut: fc.double({ min: 20, max: 2000, noNaN: true }),
        lowCutSlope: slope,
        lowCutShape: fc.constantFrom('butterworth', 'linkwitzRiley'),
        lowCutChannels: fc.constantFrom('stereo', 'mid'),
        autoGain: fc.boolean(),
        highCutOn: fc.boolean(),
        highCut: fc.double({ min: 1000, max: 20000, noNaN: true }),
        highCutSlope: slope,
      })
      // Two bands and both cuts: +48 dB of bands at most, some more while they swing in.
      const settings = fc.tuple(cuts, band(2), band(5)).map(([a, b, c]) => ({ ...a, ...b, ...c }) as Values)
      const input = [noise(128 * 40, 1, 1), noise(128 * 40, 1, 2)]
      fc.assert(
        fc.property(fc.array(settings, { minLength: 2, maxLength: 8 }), (turns) => {
          const automate = (frame: number) =>
            frame % 640 === 0 ? turns[(frame / 640) % turns.length] : undefined
          const { output } = runPlugin(eq, { input, values: turns[0]!, automate, sampleRate })
          for (const x of output) {
            expect(isFiniteSignal(x)).toBe(true)
            expect(peak(x)).toBeLessThan(10 ** (60 / 20))
          }
        }),
        { seed: 20160, numRuns: 60 },
      )
    },
  )
})
