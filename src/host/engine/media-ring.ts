/**
 * How a file reaches the engine: a window of the file in shared memory, in chunks that each say which part of the file
 * they hold. A reader (a thread, or the offline renderer) fills the chunks around the position; the engine takes what
 * is there and never waits. A jump of the transport needs no message: chunks of the wrong place simply do not match.
 *
 *     chunk k of the file stands in slot k mod SLOTS;  tag[slot] = k once its samples are complete, -1 while not
 *
 * The end and the beginning of a loop may want the same slot at the same moment. So the beginning (two chunks for a looping
 * file, two for the transport's loop) also stands in slots of its own, the anchors.
 */

/** Frames per chunk. */
export const CHUNK = 4096
/** Chunks in the window: 2.7 s at 48 kHz. */
export const SLOTS = 32
/** Slots behind the window for where loops begin again: 0 and 1 of a looping file, 2 and 3 of the transport. */
export const ANCHORS = 4
const ALL_SLOTS = SLOTS + ANCHORS

/** Words: 0 channels, 1 loop (0 or 1), 2.. tags. Doubles: 0 length of the file in frames. */
const WORDS = 2 + ALL_SLOTS
const HEAD_BYTES = Math.ceil((WORDS * 4) / 8) * 8 + 8

export interface MediaInfo {
  /** 1 or 2. */
  readonly channels: 1 | 2
  /** Length of the file in frames at the session's rate. */
  readonly frames: number
  /** True when the file starts again at its end. */
  readonly loop: boolean
}

/** [control] Shared memory for one file; empty. */
export function createMediaRing(info: MediaInfo): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(HEAD_BYTES + info.channels * ALL_SLOTS * CHUNK * 4)
  const words = new Int32Array(memory, 0, WORDS)
  words[0] = info.channels
  words[1] = info.loop ? 1 : 0
  words.fill(-1, 2)
  new Float64Array(memory, HEAD_BYTES - 8, 1)[0] = info.frames
  return memory
}

export class MediaRing {
  readonly channels: 1 | 2
  readonly frames: number
  readonly loop: boolean
  readonly #tags: Int32Array
  /** Planar inside a slot: ALL_SLOTS x channels x CHUNK. 32 bits hold every sample of a 24-bit or 32-bit float file. */
  readonly #samples: Float32Array

  constructor(memory: SharedArrayBuffer) {
    const words = new Int32Array(memory, 0, WORDS)
    this.channels = words[0] === 1 ? 1 : 2
    this.loop = words[1] === 1
    this.#tags = words.subarray(2)
    this.frames = new Float64Array(memory, HEAD_BYTES - 8, 1)[0]!
    this.#samples = new Float32Array(memory, HEAD_BYTES)
  }

  /** [audio] True when chunk `k` of the file is complete in the window. */
  holds(k: number): boolean {
    return Atomics.load(this.#tags, k % SLOTS) === k
  }

  /** [control] [idle] True when chunk `k` stands in an anchor, 0 to ANCHORS - 1. */
  anchored(anchor: number, k: number): boolean {
    return Atomics.load(this.#tags, SLOTS + anchor) === k
  }

  /** [audio] True when playing could begin at frame `position` of the timeline. */
  ready(position: number): boolean {
    const place = this.loop ? position % this.frames : position
    return place >= this.frames || this.#slotOf(Math.floor(place / CHUNK)) >= 0
  }

  /** [control] [idle] Lets `write` put chunk `k` into its slot: planar views of CHUNK frames, one per channel. */
  fill(k: number, write: (channels: Float32Array[]) => void): void {
    this.#fillSlot(k % SLOTS, k, write)
  }

  /** [control] [idle] `fill` into an anchor. */
  fillAnchor(anchor: number, k: number, write: (channels: Float32Array[]) => void): void {
    this.#fillSlot(SLOTS + anchor, k, write)
  }

  #fillSlot(slot: number, k: number, write: (channels: Float32Array[]) => void): void {
    Atomics.store(this.#tags, slot, -1)
    const base = slot * this.channels * CHUNK
    const views = Array.from({ length: this.channels }, (_, c) =>
      this.#samples.subarray(base + c * CHUNK, base + (c + 1) * CHUNK),
    )
    write(views)
    Atomics.store(this.#tags, slot, k)
  }

  /**
   * [audio] Adds nothing, writes `frames` frames from frame `position` of the timeline to `out[..][at..]`; returns how many
   * of them had to be silence because the reader was late. Past the end of the file silence is right and not counted.
   */
  read(out: readonly Float64Array[], at: number, position: number, frames: number): number {
    let starved = 0
    let done = 0
    while (done < frames) {
      const place = this.loop ? (position + done) % this.frames : position + done
      if (place >= this.frames) {
        this.#silence(out, at + done, frames - done)
        return starved
      }
      const k = Math.floor(place / CHUNK)
      const inChunk = place - k * CHUNK
      const n = Math.min(frames - done, CHUNK - inChunk, this.frames - place)
      if (!this.#copy(out, at + done, k, inChunk, n)) {
        this.#silence(out, at + done, n)
        starved += n
      }
      done += n
    }
    return starved
  }

  #copy(out: readonly Float64Array[], at: number, k: number, from: number, n: number): boolean {
    const slot = this.#slotOf(k)
    if (slot < 0) return false
    for (let c = 0; c < this.channels; c++) {
      const base = (slot * this.channels + c) * CHUNK + from
      const samples = this.#samples
      const to = out[c]!
      for (let i = 0; i < n; i++) to[at + i] = samples[base + i]!
    }
    // The reader may have given the slot away meanwhile (after a jump): then these samples are not ours.
    return Atomics.load(this.#tags, slot) === k
  }

  /** Where chunk `k` stands, or -1. */
  #slotOf(k: number): number {
    if (Atomics.load(this.#tags, k % SLOTS) === k) return k % SLOTS
    for (let slot = SLOTS; slot < ALL_SLOTS; slot++) if (Atomics.load(this.#tags, slot) === k) return slot
    return -1
  }

  #silence(out: readonly Float64Array[], at: number, n: number): void {
    for (let c = 0; c < this.channels; c++) {
      const to = out[c]!
      for (let i = 0; i < n; i++) to[at + i] = 0
    }
  }
}
