import { hzOf } from '../sound/arithmetic.ts'
import { bell, filter, highPass, lowPass, mixInto } from '../sound/filter.ts'
import { Noise } from '../sound/noise.ts'
import { SINE, TABLE } from '../sound/wavetable.ts'
import { type Pluck, pluckString } from './string.ts'

/** One stroke of the right hand on a chord. */
export interface Strum {
  readonly seconds: number
  /** MIDI notes of the strings, low to high. */
  readonly strings: readonly number[]
  /** `D d U u p 1..5 -`, see the score. */
  readonly mark: string
  readonly strength: number
}

/**
 * [control] The guitar through its amplifier: strings, a body with too much between 200 and 400 Hz, and the
 * amplifier's own hum and hiss, which go on when nobody plays.
 */
export function guitar(strums: readonly Strum[], frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames)
  const noise = new Noise(51)
  for (let string = 0; string < 5; string++)
    for (const pluck of plucks(strums, string, frames, rate)) pluckString(out, pluck, noise, rate)
  filter(
    out,
    highPass(75, 0.7, rate),
    bell(235, 1.1, 10, rate),
    bell(350, 1.3, 9, rate),
    bell(850, 0.8, -3, rate),
    lowPass(4800, 0.8, rate),
    lowPass(7500, 0.7, rate),
  )
  addHum(out, noise, rate)
  return out
}

/** What the strokes mean for one string: when it starts, how it rings, and when the next stroke stops it. */
function plucks(strums: readonly Strum[], string: number, frames: number, rate: number): Pluck[] {
  const own = strums.filter(({ mark }) => touches(mark, string))
  return own.flatMap(({ seconds, strings, mark, strength }, k) => {
    if (mark === '-') return []
    const up = mark === 'U' || mark === 'u'
    const muted = mark === 'p'
    const spread = muted ? 0.004 : 0.011
    const from = Math.round((seconds + (up ? 4 - string : string) * spread) * rate)
    const next = own[k + 1]
    const to = next ? Math.round((next.seconds + string * 0.002) * rate) : frames
    const ring = { decaySeconds: muted ? 0.45 : 4.5 - 0.5 * string, damping: muted ? 0.42 : 0.16 }
    const weight = up ? 0.7 + 0.075 * string : 1 - 0.06 * string
    return [{ from, to, hz: hzOf(strings[string]!), strength: strength * weight, ...ring }]
  })
}

function touches(mark: string, string: number): boolean {
  if (mark >= '1' && mark <= '5') return Number(mark) === string + 1
  if (mark === 'p') return string < 2
  if (mark === 'U' || mark === 'u') return string > 0
  return true
}

/** Mains hum of 50 Hz with its harmonics, and hiss. */
function addHum(out: Float64Array, noise: Noise, rate: number): void {
  const step = (50 * TABLE) / rate
  let phase = 0
  for (let i = 0; i < out.length; i++) {
    const p = Math.floor(phase)
    const hum =
      SINE[p & (TABLE - 1)]! + 0.9 * SINE[(3 * p) & (TABLE - 1)]! + 0.5 * SINE[(5 * p) & (TABLE - 1)]!
    out[i]! += 0.012 * (hum + 0.35 * SINE[(7 * p) & (TABLE - 1)]! + 0.25 * SINE[(11 * p) & (TABLE - 1)]!)
    phase += step
  }
  mixInto(out, filter(noise.white(out.length), lowPass(4500, 0.7, rate)), 0.011)
}
