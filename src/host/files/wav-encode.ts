import type { SampleTarget } from './audio-source.ts'
import type { TriangularDither } from './dither.ts'

/** What could not be stored as it was. */
export interface EncodeCounts {
  /** Samples beyond -1..1 that an integer coding had to clip. */
  clipped: number
  /** NaN and infinite samples, written as 0. */
  nonFinite: number
}

/**
 * Stores one channel of `frames` samples from `source[offset]` on into interleaved integers of 2 or 3 bytes, rounded to
 * the nearest step (ties up). Full scale 1 is one step beyond the highest integer and becomes that one, without
 * counting as clipped. Allocates nothing. [control]
 */
export function encodeIntegers(
  width: 2 | 3,
  source: Readonly<SampleTarget>,
  offset: number,
  frames: number,
  bytes: DataView,
  channels: number,
  channel: number,
  dither: TriangularDither | undefined,
  counts: EncodeCounts,
): void {
  const scale = width === 2 ? 0x8000 : 0x800000
  for (let i = 0, at = channel * width; i < frames; i++, at += channels * width) {
    const x = finite(source[offset + i]!, counts)
    if (x > 1 || x < -1) counts.clipped++
    const noise = dither === undefined ? 0 : dither.next(channel)
    const rounded = Math.floor(x * scale + noise + 0.5)
    const step = rounded > scale - 1 ? scale - 1 : rounded < -scale ? -scale : rounded
    bytes.setInt16(at, width === 2 ? step : step & 0xffff, true)
    if (width === 3) bytes.setInt8(at + 2, step >> 16)
  }
}

/** Like `encodeIntegers`, for 32-bit floats: nothing is clipped short of the highest float. [control] */
export function encodeFloats(
  source: Readonly<SampleTarget>,
  offset: number,
  frames: number,
  bytes: DataView,
  channels: number,
  channel: number,
  counts: EncodeCounts,
): void {
  for (let i = 0, at = channel * 4; i < frames; i++, at += channels * 4)
    bytes.setFloat32(at, finite(Math.fround(source[offset + i]!), counts), true)
}

function finite(x: number, counts: EncodeCounts): number {
  if (Number.isFinite(x)) return x
  counts.nonFinite++
  return 0
}
