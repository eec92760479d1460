import { reductionDb } from '../../../host/sdk/index.ts'

/** How far a dynamic band moves: the same law for the kernel, the tests and the README. */

/**
 * [audio] dB by which the gain of a band moves while its region stands at `levelDb` (peak of a sine): the static curve of a
 * compressor without a knee. Nothing up to the threshold (nor when the level is no number); above it 1 - 1/ratio dB per dB,
 * towards `rangeDb` and never further: negative cuts what is loud, positive lifts it.
 */
export function moveDb(levelDb: number, thresholdDb: number, ratio: number, rangeDb: number): number {
  if (!(levelDb > thresholdDb)) return 0
  return rangeDb < 0
    ? reductionDb(levelDb, thresholdDb, ratio, 0, -rangeDb)
    : -reductionDb(levelDb, thresholdDb, ratio, 0, rangeDb)
}
