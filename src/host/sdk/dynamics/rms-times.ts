/**
 * The averaging of the rms detector takes its own time. So that the dials mean the same with either detector, the smoother behind
 * it is set faster. Both tables are in windows: what a step takes altogether until 63.2 % in dB are done (first line), with
 * a smoother of this time constant behind the two poles of the window (second line). The step is the one the times are
 * published for: 24 dB, ending or beginning 14 dB above the threshold.
 */
const ATTACKS = [
  [0.552, 0.6055, 0.667, 0.7965, 0.92, 1.1505, 1.419, 1.6765, 2.176, 2.6675, 3.6495, 5.6285, 8.6165, 20.6045],
  [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 20],
] as const
const RELEASES = [
  [1.7935, 1.9915, 2.0875, 2.271, 2.4805, 2.6765, 3.112, 3.578, 4.5425, 6.5135, 9.497, 13.488, 21.4805],
  [0, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 12, 20],
] as const

/** [audio] Time constant behind the rms detector for an attack of `time`; same unit as `window`. 0 from about half a window down. */
export const attackBehindRms = (time: number, window: number): number => behind(ATTACKS, time, window)

/** [audio] Time constant behind the rms detector for a release of `time`. 0 from 1.8 windows down. */
export const releaseBehindRms = (time: number, window: number): number => behind(RELEASES, time, window)

function behind(
  table: readonly [readonly number[], readonly number[]],
  time: number,
  window: number,
): number {
  const totals = table[0]
  const constants = table[1]
  const total = time / window
  const last = totals.length - 1
  if (total >= totals[last]!) return (total - totals[last]! + constants[last]!) * window
  for (let k = 1; k <= last; k++) {
    if (total >= totals[k]!) continue
    const share = (total - totals[k - 1]!) / (totals[k]! - totals[k - 1]!)
    const constant = constants[k - 1]! + share * (constants[k]! - constants[k - 1]!)
    return constant > 0 ? constant * window : 0
  }
  return 0
}
