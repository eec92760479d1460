import { decayPerFrame } from '../sound/arithmetic.ts'
import { bandPass, bell, filter, highPass, lowPass } from '../sound/filter.ts'
import { Noise } from '../sound/noise.ts'
import { SINE, TABLE } from '../sound/wavetable.ts'
import { burst } from './drums.ts'

/**
 * [control] `seconds` of ringing bronze without an envelope: noise among `count` steady partials between
 * `lowHz` and `highHz` that have no common root. Every stroke of a cymbal cuts another piece out of it.
 */
export function bronze(
  seconds: number,
  count: number,
  lowHz: number,
  highHz: number,
  rate: number,
): Float64Array {
  const noise = new Noise(count)
  const out = filter(noise.white(Math.round(seconds * rate)), highPass(lowHz, 0.7, rate))
  for (let k = 0; k < count; k++) {
    const place = (k + 0.5 + 0.45 * noise.next()) / count
    const step = ((lowHz + (highHz - lowHz) * place * place) * TABLE) / rate
    let phase = 0
    for (let i = 0; i < out.length; i++) {
      out[i]! += 0.22 * SINE[phase & (TABLE - 1)]!
      phase += step
    }
  }
  return filter(out, bell(8500, 1, 3, rate), lowPass(15000, 0.7, rate))
}

/** A stroke of a cymbal. */
export interface Stroke {
  readonly frame: number
  readonly strength: number
  /** Decay by 60 dB in seconds. */
  readonly decaySeconds: number
}

/** [control] Adds strokes on one cymbal to `out`; each stroke stops the one before, as on a hi-hat. */
export function strike(
  out: Float64Array,
  metal: Float64Array,
  strokes: readonly Stroke[],
  rate: number,
): void {
  const attack = Math.round(0.0008 * rate)
  for (const [k, stroke] of strokes.entries()) {
    const next = strokes[k + 1]?.frame ?? out.length
    const end = Math.min(next, stroke.frame + Math.round(stroke.decaySeconds * rate), out.length)
    const decay = decayPerFrame(stroke.decaySeconds, rate)
    const from = (k * 7919) % Math.floor(metal.length / 2)
    const room = metal.length - from
    let level = stroke.strength
    for (let i = 0; i < end - stroke.frame; i++) {
      const edge = Math.min(1, i / attack, (end - stroke.frame - i) / attack)
      out[stroke.frame + i]! += level * edge * metal[from + (i % room)]!
      level *= decay
    }
  }
}

/** [control] One move of a shaker: the beads gather in 25 ms and fall silent in 60. */
export function shake(seed: number, rate: number): Float64Array {
  const out = filter(new Noise(seed).white(Math.round(0.14 * rate)), bandPass(6800, 0.9, rate))
  const rise = 0.025 * rate
  const decay = decayPerFrame(0.13, rate)
  let level = 0.9
  for (let i = 0; i < out.length; i++) {
    if (i < rise) out[i]! *= (i / rise) * (i / rise) * level
    else {
      level *= decay
      out[i]! *= level
    }
  }
  return out
}

/** [control] Four people clapping once, within 30 ms. */
export function clap(seed: number, rate: number): Float64Array {
  const out = new Float64Array(Math.round(0.3 * rate))
  for (const [k, delay] of [0, 0.009, 0.019, 0.028].entries()) {
    const hands = burst(seed + k, 0.25, k === 3 ? 0.2 : 0.03, rate)
    const at = Math.round(delay * rate)
    for (let i = 0; i < hands.length && at + i < out.length; i++) out[at + i]! += hands[i]!
  }
  return filter(out, bandPass(1300, 0.8, rate), highPass(500, 0.7, rate))
}
