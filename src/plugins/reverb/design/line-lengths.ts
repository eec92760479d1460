import type { Character, LineCount } from './characters.ts'
import { draw } from './draw.ts'

/** The delay lines of one character: which length each has, and in which order they lie from short to long. */
export interface Ladder {
  /** Length per line at size factor 1, ms. */
  readonly ms: Float64Array
  /** Line numbers from the shortest to the longest. */
  readonly order: Float64Array
}

/**
 * [idle] A geometric ladder with drawn jitter. Line k takes step 7k mod n, so that neighbours in the matrix are far
 * apart in time.
 */
export function makeLadder(
  character: Character,
  lines: LineCount,
  allocate: (doubles: number) => Float64Array,
): Ladder {
  const shortest = character.loopMs[lines][0]
  const longest = character.loopMs[lines][1]
  const ms = allocate(lines)
  for (let k = 0; k < lines; k++) {
    const jitter = 0.8 * (draw(k + 100 * character.loopDraw[lines]) - 0.5)
    const place = Math.min(1, Math.max(0, (((k * 7) % lines) + jitter) / (lines - 1)))
    ms[k] = shortest * (longest / shortest) ** place
  }
  const order = allocate(lines)
  order.set(Array.from(ms.keys()).sort((a, b) => ms[a]! - ms[b]!))
  return { ms, order }
}

/** [audio] The smallest odd prime at or above `from`: lengths without common divisors keep echoes from falling together. */
export function primeFrom(from: number): number {
  let p = Math.max(3, Math.round(from)) | 1
  while (!isOddPrime(p)) p += 2
  return p
}

function isOddPrime(p: number): boolean {
  for (let d = 3; d * d <= p; d += 2) if (p % d === 0) return false
  return true
}
