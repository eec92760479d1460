import { type WavOutputEncoding, type WavReport, WavWriter } from '../files/index.ts'
import { BLOCK } from './offline-desk.ts'

/** Linear level below which a tail counts as over: -110 dB. */
export const SILENCE = 10 ** (-110 / 20)

/** Frames `from` to `from + frames` of two arrays, not written yet. */
interface Held {
  readonly left: Float64Array
  readonly right: Float64Array
  from: number
  frames: number
}

/** What stands for held silence, so that a long one costs no memory. */
const ZEROS = new Float64Array(BLOCK)

/**
 * A stereo file that grows. Its channel's latency is dropped from the start, and what may lie behind the end, which is
 * found late, is held back, so that the file can be ended and faded at a frame that has long been rendered. [control]
 */
export class OutputFile {
  /** Highest sample that was written, linear. */
  peak = 0
  readonly #writer: WavWriter
  readonly #held: Held[] = []
  #skip: number
  #frames = 0

  /** `latency`: frames its channel comes late. Throws `AudioFileError`. */
  constructor(path: string, sampleRate: number, encoding: WavOutputEncoding, latency: number) {
    this.#writer = new WavWriter(path, { channels: 2, sampleRate, encoding })
    this.#skip = latency
  }

  /** Frames it was given, latency not counted. */
  get frames(): number {
    return this.#frames
  }

  /** Appends `frames` frames (at most BLOCK). What comes before frame `settled` of the file is written, the rest held. */
  take(left: Float64Array, right: Float64Array, frames: number, settled: number): void {
    const drop = Math.min(this.#skip, frames)
    this.#skip -= drop
    this.#flush(settled)
    const count = frames - drop
    const direct = this.#held.length > 0 ? 0 : Math.min(count, Math.max(0, settled - this.#frames))
    this.#write(left, right, drop, direct)
    if (direct < count)
      this.#hold(left.subarray(drop + direct, frames), right.subarray(drop + direct, frames))
    this.#frames += count
  }

  /** Ends the sound at frame `end`, faded out over `fade` frames if it is still heard there. All of both is held. */
  end(end: number, fade: number): void {
    if (fade > 0 && this.#sounds(end - fade, end)) this.#fadeOut(end, fade)
    this.#flush(end)
    this.#held.length = 0
  }

  /** Completes the file and gives it its name. */
  close(): WavReport {
    return this.#writer.close()
  }

  /** Gives up; does nothing after `close`. */
  abort(): void {
    this.#writer.abort()
  }

  #hold(left: Float64Array, right: Float64Array): void {
    const frames = left.length
    const silent = lastAbove(left, right, frames, 0) === 0
    this.#held.push({
      left: silent ? ZEROS : left.slice(),
      right: silent ? ZEROS : right.slice(),
      from: 0,
      frames,
    })
  }

  #flush(settled: number): void {
    while (this.#held.length > 0 && this.#writer.frames < settled) {
      const held = this.#held[0]!
      const count = Math.min(held.frames, settled - this.#writer.frames)
      this.#write(held.left, held.right, held.from, count)
      held.from += count
      held.frames -= count
      if (held.frames === 0) this.#held.shift()
    }
  }

  #write(left: Float64Array, right: Float64Array, from: number, frames: number): void {
    if (frames === 0) return
    for (let i = from; i < from + frames; i++) {
      this.peak = Math.max(this.peak, Math.abs(left[i]!), Math.abs(right[i]!))
    }
    this.#writer.write([left, right], frames, from)
  }

  #sounds(start: number, end: number): boolean {
    let at = this.#writer.frames
    for (const { left, right, from, frames } of this.#held) {
      for (let i = 0; i < frames; i++) {
        const inside = at + i >= start && at + i < end
        if (inside && (Math.abs(left[from + i]!) > SILENCE || Math.abs(right[from + i]!) > SILENCE))
          return true
      }
      at += frames
    }
    return false
  }

  /** Half a cosine that is 0 at the last frame. */
  #fadeOut(end: number, fade: number): void {
    let at = this.#writer.frames
    for (const { left, right, from, frames } of this.#held) {
      for (let i = 0; i < frames; i++) {
        const into = at + i - (end - fade) + 1
        if (into <= 0 || into > fade || left === ZEROS) continue
        const gain = 0.5 + 0.5 * Math.cos((Math.PI * into) / fade)
        left[from + i] = left[from + i]! * gain
        right[from + i] = right[from + i]! * gain
      }
      at += frames
    }
  }
}

/** [control] How many of the first `frames` frames there are up to the last one above `level` (linear); 0: none is. */
export function lastAbove(left: Float64Array, right: Float64Array, frames: number, level: number): number {
  let last = frames
  while (last > 0 && Math.abs(left[last - 1]!) <= level && Math.abs(right[last - 1]!) <= level) last--
  return last
}
