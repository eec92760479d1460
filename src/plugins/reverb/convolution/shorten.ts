/** The decay is read off between these levels of what is still to come, dB: above the noise of most recordings. */
const FROM_DB = -5
const TO_DB = -25
/** Share of the energy that may be cut off at the end: -150 dB. */
const NEGLIGIBLE = 1e-15

/**
 * [idle] Reverberation time of an impulse response in frames, from its backward-integrated energy over all channels
 * (Schroeder, "New method of measuring reverberation time", JASA 1965); 0 when it has no decay.
 */
export function decayFrames(channels: readonly Float64Array[]): number {
  const length = Math.max(0, ...channels.map((c) => c.length))
  let total = 0
  for (const c of channels) for (let i = 0; i < c.length; i++) total += c[i]! ** 2
  let left = total
  let begin = -1
  for (let i = 0; i < length && total > 0; i++) {
    const level = 10 * Math.log10(left / total)
    if (begin < 0 && level <= FROM_DB) begin = i
    if (level <= TO_DB) return ((i - begin) * 60) / (FROM_DB - TO_DB)
    for (const c of channels) left -= (c[i] ?? 0) ** 2
  }
  return 0
}

/**
 * [idle] `taps` under an exponential window that makes a decay of `frames` the `share` (0..1] of it: the rates of two
 * decays add. It starts at the loudest frame, which keeps its level; the end that nobody can hear is cut off.
 */
export function shortened(taps: Float64Array, frames: number, share: number): Float64Array {
  if (share >= 1 || frames === 0) return taps
  let loudest = 0
  for (let i = 0; i < taps.length; i++) if (Math.abs(taps[i]!) > Math.abs(taps[loudest]!)) loudest = i
  const nepers = (3 * Math.LN10 * (1 / share - 1)) / frames
  const windowed = taps.map((v, i) => (i < loudest ? v : v * Math.exp(-nepers * (i - loudest))))
  let rest = NEGLIGIBLE * windowed.reduce((sum, v) => sum + v * v, 0)
  let end = windowed.length
  while (end > 0 && rest >= windowed[end - 1]! ** 2) rest -= windowed[--end]! ** 2
  return windowed.subarray(0, end)
}
