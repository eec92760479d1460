import { CHUNK, createMediaRing, MediaRing, SLOTS } from '../engine/media-ring.ts'
import { openWav, type WavReader } from '../files/index.ts'

/**
 * Fills the media rings of file strips around the transport's position: what is needed next first. The live reader
 * thread and the offline renderer both use it, so a file sounds the same in both.
 */

/** A file strip: a WAV at the session's rate. */
export interface Track {
  readonly path: string
  readonly loop: boolean
  readonly ring: SharedArrayBuffer
}

/** [control] Rings for files at the session's rate. Throws `AudioFileError` for a file that cannot be opened. */
export function createTracks(files: readonly { readonly path: string; readonly loop: boolean }[]): Track[] {
  return files.map(({ path, loop }) => {
    const wav = openWav(path)
    const { channels, frames } = wav.info
    wav.close()
    return { path, loop, ring: createMediaRing({ channels: channels === 1 ? 1 : 2, frames, loop }) }
  })
}

/** Chunks ahead that are kept filled; the rest of the window stays behind the position. */
const AHEAD = SLOTS - 2

interface OpenTrack {
  readonly wav: WavReader
  readonly ring: MediaRing
}

export class MediaFeeder {
  readonly #tracks: readonly OpenTrack[]
  /** Chunk that a slot is promised to in this round, by slot. */
  readonly #promised = new Int32Array(SLOTS)

  /** [control] Opens the files. Throws `AudioFileError`. */
  constructor(tracks: readonly Track[]) {
    this.#tracks = tracks.map(({ path, ring }) => ({ wav: openWav(path), ring: new MediaRing(ring) }))
  }

  /**
   * Reads what is missing from `position` (frames of the timeline) on, up to `ahead` chunks per file, in the order in which it will
   * be needed. `loopEnd` above `loopStart` while the transport loops. Blocks on the disk: a reader thread, or offline.
   */
  feed(position: number, loopStart: number, loopEnd: number, ahead = AHEAD): void {
    // Every file's next chunks before anybody's later ones: after a jump all of them can start soonest.
    for (let depth = 1; ; depth = Math.min(depth * 4, ahead)) {
      for (const track of this.#tracks) this.#feedTrack(track, position, loopStart, loopEnd, depth)
      if (depth >= ahead) return
    }
  }

  close(): void {
    for (const { wav } of this.#tracks) wav.close()
  }

  #feedTrack(track: OpenTrack, position: number, loopStart: number, loopEnd: number, depth: number): void {
    const { frames, loop } = track.ring
    const looping = loopEnd > loopStart && position < loopEnd
    if (loop) this.#feedAnchor(track, 0, 0)
    if (looping) this.#feedAnchor(track, 1, loop ? loopStart % frames : loopStart)
    this.#promised.fill(-1)
    let at = position
    for (let n = 0; n <= depth; n++) {
      if (looping && at === loopEnd) at = loopStart
      const place = loop ? at % frames : at
      if (place >= frames) return
      this.#feedChunk(track, Math.floor(place / CHUNK))
      const inChunk = Math.min(CHUNK - (place % CHUNK), frames - place)
      at += looping ? Math.min(inChunk, loopEnd - at) : inChunk
    }
  }

  /** The chunk where a loop begins again, and the one after it, in a place of their own: see ANCHORS. */
  #feedAnchor({ wav, ring }: OpenTrack, loop: 0 | 1, place: number): void {
    const first = Math.floor(place / CHUNK)
    for (let n = 0; n < 2; n++) {
      const k = first + n
      if (k * CHUNK >= ring.frames || ring.anchored(2 * loop + n, k)) continue
      ring.fillAnchor(2 * loop + n, k, (channels) => readChunk(wav, k, channels))
    }
  }

  #feedChunk({ wav, ring }: OpenTrack, k: number): void {
    const slot = k % SLOTS
    // A later chunk that wants the place of an earlier one waits until that has been played.
    if (this.#promised[slot] !== -1 && this.#promised[slot] !== k) return
    this.#promised[slot] = k
    if (ring.holds(k)) return
    ring.fill(k, (channels) => readChunk(wav, k, channels))
  }
}

function readChunk(wav: WavReader, k: number, channels: readonly Float32Array[]): void {
  const got = wav.read(k * CHUNK, CHUNK, channels)
  for (const channel of channels) channel.fill(0, got)
}
