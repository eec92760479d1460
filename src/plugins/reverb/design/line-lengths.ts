import type { Character, LineCount } from './characters.ts'
import { draw } from './draw.ts'

/** The delay lines of one character: which length each has, and in which order they lie from short to long. */
export interface Ladder {
  /** Length per line at size factor 1, ms. */
  readonly ms: Float64Array
  /** Line numbers from the shortest to the longest. */
  readonly order: Float64Array
  /** Gain of the input per line, mean power 1. */
  readonly feed: Float64Array
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
  const feed = allocate(lines)
  let power = 0
  for (let k = 0; k < lines; k++) power += feedPower(ms[k]!, shortest, longest) / lines
  for (let k = 0; k < lines; k++) feed[k] = Math.sqrt(feedPower(ms[k]!, shortest, longest) / power)
  return { ms, order, feed }
}

/**
 * [idle] What a line of `ms` gets of the input, so that the loop gives the same power from its shortest line on. On a
 * geometric ladder the lines per ms thin out, so the first passes must grow with the length; from twice the shortest line
 * on second passes come in, and the first ones make room for them.
 */
function feedPower(ms: number, shortest: number, longest: number): number {
  const second = Math.log(Math.max(1, ms / shortest - 1)) / Math.log(longest / shortest)
  return ms * (1 - second)
}

/** Below this decay the lines come closer, s. */
const CLOSE_BELOW = 1
/** How much of a change of size the loop takes part in, as an exponent. */
const LOOP_SHARE = 0.3

/**
 * [audio] Factor on the lengths of the lines. A line that loses 40 dB in one pass cannot be a smooth decay, and short
 * decays need fewer modes, for their resonances are broad: so the lines follow the decay below 1 s. They follow the size
 * only in part: a small room has reflections that are close together, but as many modes as a large one above its
 * lowest tones, and a short loop would ring like a tube.
 */
export const loopFactor = (size: number, decay: number): number =>
  size ** LOOP_SHARE * Math.min(1, decay / CLOSE_BELOW)

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
