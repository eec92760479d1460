/**
 * The heap tells how much stands on it, not how much was allocated: a collection in between hides everything. So it is looked at in short
 * pieces, and the median of them counts, which neither a collection nor the compiler moves.
 */

const PIECES = 21
/** Blocks of a piece: short ones for whoever fills the young generation (1 MB at first) in no time, long ones for single bytes. */
const SHORT = 8
const LONG = 200
/** Bytes per block above which the long pieces would be collected in between. */
const MUCH = 2048

/** [control] Bytes per block that `play` leaves behind. */
export function garbageOf(play: (blocks: number) => void): number {
  // Looking at the heap leaves something behind as well.
  const looking = medianGrowth(play, 0)
  const perBlock = (blocks: number): number => Math.max(0, medianGrowth(play, blocks) - looking) / blocks
  const much = perBlock(SHORT)
  return much > MUCH ? much : perBlock(LONG)
}

function medianGrowth(play: (blocks: number) => void, blocks: number): number {
  const growths = new Float64Array(PIECES)
  for (let p = 0; p < PIECES; p++) {
    const before = process.memoryUsage().heapUsed
    play(blocks)
    growths[p] = process.memoryUsage().heapUsed - before
  }
  return growths.sort()[PIECES >> 1]!
}
