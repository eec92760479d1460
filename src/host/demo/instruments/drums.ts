import { decayPerFrame } from '../sound/arithmetic.ts'
import { bandPass, bell, filter, highPass, lowPass, mixInto } from '../sound/filter.ts'
import { Noise } from '../sound/noise.ts'
import { SINE, TABLE } from '../sound/wavetable.ts'

/** A tone that falls in pitch, the sound of a struck skin. */
interface Skin {
  /** Hz when struck and after `fallSeconds` (60 dB of the way). */
  readonly fromHz: number
  readonly toHz: number
  readonly fallSeconds: number
  /** Decay by 60 dB in seconds. */
  readonly decaySeconds: number
  readonly gain: number
}

function addSkin(out: Float64Array, skin: Skin, rate: number): void {
  const fall = decayPerFrame(skin.fallSeconds, rate)
  const decay = decayPerFrame(skin.decaySeconds, rate)
  const scale = TABLE / rate
  let above = (skin.fromHz - skin.toHz) * scale
  let level = skin.gain
  let phase = 0
  for (let i = 0; i < out.length; i++) {
    const fine = phase & (TABLE - 1)
    out[i]! += level * (SINE[fine]! + (phase - Math.floor(phase)) * (SINE[fine + 1]! - SINE[fine]!))
    phase += skin.toHz * scale + above
    above *= fall
    level *= decay
  }
}

/** [control] `seconds` of seeded noise that decays by 60 dB in `decaySeconds`. */
export function burst(seed: number, seconds: number, decaySeconds: number, rate: number): Float64Array {
  const out = new Noise(seed).white(Math.round(seconds * rate))
  const decay = decayPerFrame(decaySeconds, rate)
  let level = 1
  for (let i = 0; i < out.length; i++) {
    out[i]! *= level
    level *= decay
  }
  return out
}

/**
 * [control] One stroke of the kick, full strength. Skin, the wooden box of the shell (too much of it around
 * 380 Hz, as with a microphone in the hole) and the click of the beater.
 */
export function kick(seed: number, rate: number): Float64Array {
  const out = new Float64Array(Math.round(0.8 * rate))
  addSkin(out, { fromHz: 190, toHz: 51, fallSeconds: 0.11, decaySeconds: 0.62, gain: 1 }, rate)
  addSkin(out, { fromHz: 420, toHz: 375, fallSeconds: 0.1, decaySeconds: 0.22, gain: 0.22 }, rate)
  mixInto(out, filter(burst(seed, 0.05, 0.03, rate), bandPass(3400, 0.7, rate)), 0.5)
  return out
}

/**
 * [control] One stroke of the snare, full strength: two modes of the skin, the wires, the stick, and a ring
 * at 860 Hz that somebody forgot to damp.
 */
export function snare(seed: number, rate: number): Float64Array {
  const out = new Float64Array(Math.round(0.5 * rate))
  addSkin(out, { fromHz: 235, toHz: 186, fallSeconds: 0.06, decaySeconds: 0.26, gain: 0.62 }, rate)
  addSkin(out, { fromHz: 352, toHz: 331, fallSeconds: 0.06, decaySeconds: 0.2, gain: 0.34 }, rate)
  addSkin(out, { fromHz: 862, toHz: 858, fallSeconds: 0.1, decaySeconds: 0.55, gain: 0.09 }, rate)
  const wires = filter(burst(seed, 0.5, 0.4, rate), highPass(900, 0.7, rate), bell(4200, 0.8, 4, rate))
  mixInto(out, filter(wires, lowPass(9500, 0.7, rate)), 0.62)
  mixInto(out, filter(burst(seed + 1, 0.03, 0.012, rate), highPass(2500, 0.7, rate)), 0.4)
  return out
}

/** [control] One stroke of a tom tuned to `hz`, full strength. */
export function tom(hz: number, seed: number, rate: number): Float64Array {
  const out = new Float64Array(Math.round(0.9 * rate))
  addSkin(out, { fromHz: hz * 1.5, toHz: hz, fallSeconds: 0.12, decaySeconds: 0.8, gain: 0.8 }, rate)
  addSkin(out, { fromHz: hz * 1.7, toHz: hz * 1.59, fallSeconds: 0.1, decaySeconds: 0.4, gain: 0.25 }, rate)
  mixInto(out, filter(burst(seed, 0.1, 0.06, rate), bandPass(2200, 0.6, rate)), 0.35)
  return out
}
