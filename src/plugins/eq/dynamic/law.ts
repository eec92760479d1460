/** How far a dynamic band moves: the same law for the kernel, the tests and the README. */

/** From this ratio on the level above the threshold is answered in full, as in the compressor. */
const FULL_RATIO = 100

/**
 * [audio] dB by which the gain of a band moves while its region stands at `levelDb` (peak of a sine). Nothing up to the
 * threshold; above it 1 - 1/ratio dB per dB, towards `rangeDb` and never further: negative cuts what is loud, positive
 * lifts it. The static curve of a compressor: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor
 * Design", JAES 60(6), 2012, eq. 3.
 */
export function moveDb(levelDb: number, thresholdDb: number, ratio: number, rangeDb: number): number {
  const over = levelDb - thresholdDb
  if (!(over > 0)) return 0
  const move = over * (ratio >= FULL_RATIO ? 1 : 1 - 1 / ratio)
  return rangeDb < 0 ? Math.max(rangeDb, -move) : Math.min(rangeDb, move)
}
