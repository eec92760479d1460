import { exp2, smoothing } from '../sound/arithmetic.ts'
import type { Noise } from '../sound/noise.ts'

/** How a string is plucked and left to ring. */
export interface Pluck {
  /** First frame, and the frame where the string is stopped. */
  readonly from: number
  readonly to: number
  readonly hz: number
  readonly strength: number
  /** Decay by 60 dB in seconds. */
  readonly decaySeconds: number
  /** Loss of treble on each turn, 0.05 (new string) to 0.5 (palm on the bridge). */
  readonly damping: number
}

/**
 * [control] Adds a plucked string to `out`: a delay line of one period with a low-pass and an all-pass for
 * the fraction of a frame in its loop (David A. Jaffe and Julius O. Smith, "Extensions of the Karplus-Strong
 * plucked-string algorithm", 1983). Plucked at a seventh of its length, so the seventh harmonic is missing.
 */
export function pluckString(out: Float64Array, pluck: Pluck, noise: Noise, rate: number): void {
  const { from, hz, damping } = pluck
  const to = Math.min(pluck.to, out.length)
  const period = rate / hz - damping
  const frames = Math.floor(period - 0.2)
  const fraction = period - frames
  const allPass = (1 - fraction) / (1 + fraction)
  const line = excitation(frames, pluck.strength, noise, rate)
  const loss = exp2(-9.965784284662087 / (hz * pluck.decaySeconds))
  const direct = loss * (1 - damping)
  const late = loss * damping
  const release = Math.round(0.006 * rate)
  let before = 0
  let passIn = 0
  let passOut = 0
  let read = 0
  for (let i = from; i < to; i++) {
    const y = line[read]!
    const lost = direct * y + late * before
    before = y
    passOut = allPass * (lost - passOut) + passIn
    passIn = lost
    line[read] = passOut
    read = read + 1 === frames ? 0 : read + 1
    out[i]! += to - i < release ? (y * (to - i)) / release : y
  }
}

/**
 * The shape the pick gives the string: noise, duller for soft strokes, minus itself a seventh of the string
 * later.
 */
function excitation(frames: number, strength: number, noise: Noise, rate: number): Float64Array {
  const line = noise.white(frames)
  const follow = smoothing(0.00003 + 0.00012 * Math.max(0, 1 - strength), rate)
  let smooth = 0
  let mean = 0
  for (let i = 0; i < frames; i++) {
    smooth += follow * (line[i]! - smooth)
    line[i] = smooth
    mean += smooth / frames
  }
  const pick = Math.round(frames / 7)
  const plain = line.slice()
  for (let i = 0; i < frames; i++)
    line[i] = strength * (plain[i]! - mean - 0.9 * (plain[(i + pick) % frames]! - mean))
  return line
}
