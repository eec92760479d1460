import { QUANTUM } from '../plugin.ts'

/** Lengths of the partitions unless a caller knows better: the best of those tried for 0.1 to 12 s. */
const PARTITION_SIZES: readonly number[] = [QUANTUM, 8 * QUANTUM, 64 * QUANTUM]

/** The partitions of one length. */
export interface PartitionLevel {
  /** Frames, a power of two, a multiple of QUANTUM. */
  readonly size: number
  /** First tap of the first partition. */
  readonly first: number
  readonly count: number
}

/**
 * [idle] Cuts `taps` into partitions. Short ones stand in front, because a partition can be heard only when its input is
 * complete; long ones are cheaper per tap.
 *
 *     taps  0        128              2048                  16384
 *           | direct | 15 x 128       | 14 x 1024           | 8192 each ...
 *
 * Partitions of QUANTUM are worked off on the grid line that completes their input, so they serve taps from QUANTUM on.
 * Longer ones may take as long as their own length to be worked off, a slice per grid line, so they serve taps from twice
 * their size on. Source: W. Gardner, "Efficient convolution without input-output delay", 1995.
 */
export function partitionsOf(taps: number, sizes: readonly number[] = PARTITION_SIZES): PartitionLevel[] {
  const levels: PartitionLevel[] = []
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i]!
    const first = i === 0 ? QUANTUM : 2 * size
    const end = i + 1 < sizes.length ? Math.min(taps, 2 * sizes[i + 1]!) : taps
    if (end > first) levels.push({ size, first, count: Math.ceil((end - first) / size) })
  }
  return levels
}
