import type { Tone } from '../score/performance.ts'
import { decayPerFrame, hzOf } from '../sound/arithmetic.ts'
import { bell, filter } from '../sound/filter.ts'
import { SINE, TABLE } from '../sound/wavetable.ts'

const MASK = TABLE - 1
/** A modulation index of one radian in frames of the table. */
const RADIAN = TABLE / (2 * Math.PI)

/**
 * [control] An electric piano, left and right. Two pairs of sines in frequency modulation (John Chowning,
 * "The synthesis of complex audio spectra by means of frequency modulation", 1973): 1:1 for the body, 14:1
 * for the bell of the tine. Low notes left, high notes right, and the slow tremolo of the amplifier from side
 * to side.
 */
export function keys(tones: readonly Tone[], frames: number, rate: number): [Float64Array, Float64Array] {
  const left = new Float64Array(frames)
  const right = new Float64Array(frames)
  for (const tone of tones) addTone(left, right, tone, rate)
  const step = (4.4 * TABLE) / rate
  let phase = 0
  for (let i = 0; i < frames; i++) {
    const sway = 0.28 * SINE[phase & MASK]!
    left[i]! *= 1 + sway
    right[i]! *= 1 - sway
    phase += step
  }
  return [filter(left, bell(300, 0.9, 3, rate)), filter(right, bell(300, 0.9, 3, rate))]
}

function addTone(left: Float64Array, right: Float64Array, tone: Tone, rate: number): void {
  const hz = hzOf(tone.pitch)
  const from = Math.round(tone.at * rate)
  const end = Math.min(from + Math.round((tone.length + 0.1) * rate), left.length)
  const step = (hz * TABLE) / rate
  const decay = decayPerFrame(5.5 - (tone.pitch - 52) * 0.08, rate)
  const dull = decayPerFrame(2.2, rate)
  const ping = decayPerFrame(0.5, rate)
  const place = Math.max(-0.35, Math.min(0.35, (tone.pitch - 60) / 30))
  const attack = 0.002 * rate
  const release = 0.1 * rate
  let level = tone.strength
  let body = (0.35 + 1.3 * tone.strength) * RADIAN
  let bell = 0.9 * tone.strength * RADIAN
  let phase = 0
  for (let i = from; i < end; i++) {
    const tine = SINE[(phase + bell * SINE[(14 * phase) & MASK]!) & MASK]!
    const bar = SINE[(phase + body * SINE[phase & MASK]!) & MASK]!
    const edge = Math.min(1, (i - from) / attack, (end - i) / release)
    const y = level * edge * (0.66 * bar + 0.34 * tine)
    left[i]! += y * (1 - place)
    right[i]! += y * (1 + place)
    level *= decay
    body *= dull
    bell *= ping
    phase += step
  }
}
