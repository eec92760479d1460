import type { Tone } from '../score/performance.ts'
import { cosine, decayPerFrame, hzOf, sine } from '../sound/arithmetic.ts'
import { bandPass, filter, mixInto } from '../sound/filter.ts'
import { burst } from './drums.ts'

/**
 * [control] A finger on a long string: twelve partials, the high ones fade first; long notes, most of their
 * weight between 60 and 120 Hz, and a neck that lets notes near 87 Hz boom.
 */
export function bass(tones: readonly Tone[], frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames)
  for (const [k, tone] of tones.entries()) {
    const hz = hzOf(tone.pitch)
    const note = new Float64Array(Math.round((tone.length + 0.02) * rate))
    for (let h = 1; h <= 12; h++) addPartial(note, hz, h, tone.strength, rate)
    shape(note, rate)
    mixInto(note, filter(burst(k, 0.03, 0.02, rate), bandPass(900, 0.8, rate)), 0.12 * tone.strength)
    mixInto(out, note, boom(hz) * tone.strength, Math.round(tone.at * rate))
  }
  return out
}

/** Linear: 1, and up to 1.6 within some Hz around the neck's resonance. */
const boom = (hz: number): number => 1 + 0.6 / (1 + ((hz - 87) * (hz - 87)) / 25)

/** A decaying sine by the recursion y[n] = 2 r cos w y[n-1] - r^2 y[n-2]. Soft notes are darker. */
function addPartial(note: Float64Array, hz: number, h: number, strength: number, rate: number): void {
  const turns = (hz * h) / rate
  const r = decayPerFrame(7 / (1 + 0.7 * h), rate)
  const gain = (sine(0.23 * h) / (h * (1 + (0.06 * h * h) / (0.3 + strength)))) * 1.1
  const back = 2 * r * cosine(turns)
  const far = r * r
  let y2 = 0
  let y1 = gain * sine(turns)
  for (let i = 0; i < note.length; i++) {
    note[i]! += y1
    const y = back * y1 - far * y2
    y2 = y1
    y1 = y
  }
}

/** The finger needs 7 ms to let go of the string and 45 to stop it. */
function shape(note: Float64Array, rate: number): void {
  const rise = 0.007 * rate
  const fall = 0.045 * rate
  for (let i = 0; i < note.length; i++) note[i]! *= Math.min(1, i / rise, (note.length - i) / fall)
}
