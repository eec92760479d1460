import { QUANTUM } from '../../../host/sdk/index.ts'

/**
 * The reverb works stage by stage on short chunks that lie on a fixed grid of the frame count, so a call that is split
 * anywhere gives the same samples. Every delay is at least a chunk long: a whole chunk can be read before it is written.
 */

/** Frames in a chunk at most; a power of two that divides QUANTUM. 32 frames are shorter than 0.73 ms up from 44.1 kHz. */
export const CHUNK = 32

/**
 * Doubles behind every ring: a mirror of its first CHUNK frames, so that a chunk is read without wrapping, and an odd
 * number of cache lines, so that rings of a power of two stay out of each other's cache sets.
 */
export const PAD = CHUNK + 40

/** Frame counts wrap here: far above every ring, and still a small integer for the engine underneath. */
const WRAP = 2 ** 30

/** The place of the current chunk in time; shared by all stages. */
export class Chunk {
  /** Frame count of the first frame, wrapped; only its low bits matter. */
  frame = 0
  /** Frames in this chunk, 1 to CHUNK. */
  frames = 0
  /** Where the chunk starts in the arrays of the call. */
  at = 0
  /** Frames from the last grid line to the start of the chunk, 0 to QUANTUM - 1. */
  offset = 0
  /** True while one setting fades into the next; `fade` then holds the weight of the next one, 0..1, per frame. */
  moving = false
  readonly fade: Float64Array

  /** [idle] `fade`: CHUNK doubles. */
  constructor(fade: Float64Array) {
    this.fade = fade
  }

  /** [audio] Moves to the frame `offset` behind the grid line at `gridFrame`. */
  place(gridFrame: number, offset: number, at: number, frames: number): void {
    this.frame = (gridFrame + offset) & (WRAP - 1)
    this.offset = offset
    this.at = at
    this.frames = frames
  }
}

/** [audio] The grid line after `gridFrame`, wrapped. */
export const nextGridFrame = (gridFrame: number): number => (gridFrame + QUANTUM) & (WRAP - 1)

/** [idle] Size of a ring that can be read `frames` back: a power of two, at least QUANTUM. */
export const ringSize = (frames: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(QUANTUM, frames + CHUNK + 2)))

/**
 * [audio] Index in a ring `back` frames before `frame`. The `| 0` tells the compiler that indices from here on are
 * 32-bit integers: without it the loops that start here take a quarter longer.
 */
export const ringIndex = (base: number, frame: number, back: number, mask: number): number =>
  (base + ((frame - back) & mask)) | 0

/** [audio] Copies what was written at the head of a ring behind its end. */
export function mirror(ring: Float64Array, base: number, size: number, at: number, frames: number): void {
  if (at < CHUNK) for (let i = 0; i < frames; i++) ring[base + size + at + i] = ring[base + at + i]!
}

/** [audio] Fills the fade of a chunk that moves: a raised cosine of `length` frames, `done` of them before the last grid line. */
export function fillFade(chunk: Chunk, done: number, length: number): void {
  if (!chunk.moving) return
  const { fade, frames } = chunk
  const start = done + chunk.offset
  const scale = Math.PI / length
  for (let i = 0; i < frames; i++) fade[i] = 0.5 - 0.5 * Math.cos(scale * (start + i))
}
