/** Low-passes whose sum falls by 3 dB per octave within 0.5 dB: corner, Hz, and gain far below it. */
const LOW_PASSES: readonly (readonly [hz: number, gain: number])[] = [
  [16.5, 42.1],
  [264, 8.01],
  [3950, 2.45],
]
const DIRECT = 0.185
/** Below this nothing counts: two first-order high-passes. */
const LOWEST_HZ = 25
/** After which the filters have died away, s. */
const RINGING_SECONDS = 0.2

/**
 * [idle] What pink noise gains on its way through `taps`, as a power: their energy with all octaves alike. Music falls off
 * like pink noise, so this is nearer to loudness than the bare energy. The weighting has the corners of P. Kellet, "Filter
 * to make pink noise from white" (1999), at any rate.
 */
export function pinkEnergy(taps: Float64Array, sampleRate: number): number {
  return weighted(taps, sampleRate) / weighted(Float64Array.of(1), sampleRate)
}

function weighted(taps: Float64Array, sampleRate: number): number {
  const share = (hz: number): number => 1 - Math.exp((-2 * Math.PI * hz) / sampleRate)
  const cut = share(LOWEST_HZ)
  const [a, b, c] = LOW_PASSES.map(([hz]) => share(hz)) as [number, number, number]
  const [g, h, k] = LOW_PASSES.map(([, gain]) => gain) as [number, number, number]
  const end = taps.length + Math.ceil(RINGING_SECONDS * sampleRate)
  let rumble = 0
  let sway = 0
  let low = 0
  let middle = 0
  let high = 0
  let energy = 0
  for (let i = 0; i < end; i++) {
    let x = i < taps.length ? taps[i]! : 0
    rumble += cut * (x - rumble)
    x -= rumble
    sway += cut * (x - sway)
    x -= sway
    low += a * (x - low)
    middle += b * (x - middle)
    high += c * (x - high)
    energy += (g * low + h * middle + k * high + DIRECT * x) ** 2
  }
  return energy
}
