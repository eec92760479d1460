import type { Tone } from '../score/performance.ts'
import { decayPerFrame, exp2, hzOf, sine } from '../sound/arithmetic.ts'
import { harmonicsBelow, TABLE, wavetable } from '../sound/wavetable.ts'

const MASK = TABLE - 1
/** Frames between two settings of the filter. */
const CONTROL = 32

/**
 * [control] A plucked synthesiser: two saws 9 cents apart through a resonant low-pass that closes after each
 * stroke. It is bright around 2-4 kHz, where the voice wants to be. No echo: that is the desk's work.
 */
export function lead(tones: readonly Tone[], frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames)
  const saws = new Map<number, Float64Array>()
  for (const tone of tones) {
    const count = harmonicsBelow(Math.min(14000, rate * 0.4), hzOf(tone.pitch))
    let saw = saws.get(count)
    if (saw === undefined) {
      saw = wavetable(count, (h) => [0.6 / h, 0])
      saws.set(count, saw)
    }
    addTone(out, saw, tone, rate)
  }
  return out
}

/** The filter is a state-variable one (Hal Chamberlin, "Musical Applications of Microprocessors", 1985). */
function addTone(out: Float64Array, saw: Float64Array, tone: Tone, rate: number): void {
  const from = Math.round(tone.at * rate)
  const end = Math.min(from + Math.round((tone.length * 0.92 + 0.12) * rate), out.length)
  const detune = exp2(4.5 / 1200)
  const stepA = ((hzOf(tone.pitch) * TABLE) / rate) * detune
  const stepB = stepA / (detune * detune)
  const close = decayPerFrame(1.1, rate / CONTROL)
  const decay = decayPerFrame(3.2, rate)
  const attack = 0.002 * rate
  const release = 0.12 * rate
  const damping = 0.5
  let above = (1500 + 5200 * tone.strength) / rate
  let level = tone.strength
  let phaseA = 0
  let phaseB = TABLE * 0.37
  let low = 0
  let band = 0
  let f = 0
  for (let i = from; i < end; i++) {
    if ((i - from) % CONTROL === 0) {
      f = 2 * sine((700 / rate + above) / 2)
      above *= close
    }
    low += f * band
    band += f * (saw[phaseA & MASK]! + saw[phaseB & MASK]! - low - damping * band)
    out[i]! += level * low * Math.min(1, (i - from) / attack, (end - i) / release)
    level *= decay
    phaseA += stepA
    phaseB += stepB
  }
}
