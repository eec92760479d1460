import { createRequire } from 'node:module'
import type { SRC } from '@alexanderolsen/libsamplerate-js/dist/src.d.ts'
import type { SampleTarget } from './audio-source.ts'

/** Takes `frames` resampled frames; the arrays are used again for the next block. */
export type BlockSink = (planar: readonly Float32Array[], frames: number) => void

type Library = typeof import('@alexanderolsen/libsamplerate-js')

/** Frames that are resampled at once, about 10 ms of work for two channels. */
const BLOCK = 4096

/** Samples that the library's fixed buffers hold, a little less to be safe. */
const LIBRARY_SAMPLES = 1_000_000

/** Ratios and whole-number terms of a ratio that the library can do. */
const MAX_RATIO = 256
const MAX_TERM = 192000

/**
 * [control] True when audio can be brought from one rate to the other: between all usual rates up to 768 kHz, not
 * between odd ones above 192 kHz.
 */
export function canResample(fromRate: number, toRate: number): boolean {
  if (!Number.isSafeInteger(fromRate) || !Number.isSafeInteger(toRate) || fromRate < 1) return false
  const ratio = toRate / fromRate
  const inRange = ratio <= MAX_RATIO && ratio >= 1 / MAX_RATIO
  return inRange && Math.max(fromRate, toRate) / commonDivisor(fromRate, toRate) <= MAX_TERM
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/**
 * Brings a stream from one sample rate to another: libsamplerate's best sinc, THD+N below -140 dB, linear phase, no
 * delay (frame 0 stays frame 0), exactly round(n * toRate / fromRate) frames. The blocks' lengths do not matter to the
 * result. Samples pass as 32-bit floats. Source of the method: J. O. Smith, P. Gossett, "A Flexible Sampling-Rate
 * Conversion Method", ICASSP 1984. [control]
 */
export class Resampler {
  readonly #src: SRC
  readonly #channels: number
  readonly #fromRate: number
  readonly #toRate: number
  readonly #block: number
  readonly #input: Float32Array
  readonly #output: Float32Array
  readonly #planar: readonly Float32Array[]
  readonly #count = { frames: 0 }
  #fed = 0
  #made = 0

  /** Use `openResampler`. */
  constructor(src: SRC, channels: number, fromRate: number, toRate: number) {
    this.#src = src
    this.#channels = channels
    this.#fromRate = fromRate
    this.#toRate = toRate
    const ratio = toRate / fromRate
    this.#block = Math.min(BLOCK, Math.floor(LIBRARY_SAMPLES / (channels * Math.max(1, ratio) + 1)))
    // The first blocks come out short and a later one may come out a frame longer.
    const most = Math.ceil(this.#block * ratio) + 64
    this.#input = new Float32Array(this.#block * channels)
    this.#output = new Float32Array(most * channels)
    this.#planar = Array.from({ length: channels }, () => new Float32Array(most))
  }

  /** Feeds `frames` frames from `planar[channel][offset]` on; what is ready goes to `sink`. */
  feed(planar: readonly Readonly<SampleTarget>[], frames: number, offset: number, sink: BlockSink): void {
    for (let done = 0; done < frames; ) {
      const count = Math.min(this.#block, frames - done)
      for (let c = 0; c < this.#channels; c++) {
        const source = planar[c]!
        for (let i = 0, at = c; i < count; i++, at += this.#channels)
          this.#input[at] = source[offset + done + i]!
      }
      done += count
      this.#fed += count
      this.#run(count, sink)
    }
  }

  /** Gives the rest to `sink` and frees the library's memory. Only `feed` may come before it, nothing after. */
  finish(sink: BlockSink): void {
    const length = this.length
    this.#input.fill(0)
    // The filter looks 144 frames ahead, of the lower rate; silence pushes out what is behind it.
    const rounds = 2 + Math.ceil(200 / (this.#block * Math.min(1, this.#toRate / this.#fromRate)))
    for (let n = 0; n < rounds && this.#made < length; n++) this.#run(this.#block, sink)
    this.#src.destroy()
    if (this.#made < length) throw new Error(`resampling gave ${this.#made} of ${length} frames`)
  }

  /** Frames that all that was fed so far becomes. */
  get length(): number {
    return Math.round((this.#fed * this.#toRate) / this.#fromRate)
  }

  #run(frames: number, sink: BlockSink): void {
    this.#src.full(this.#input.subarray(0, frames * this.#channels), this.#output, this.#count)
    const ready = Math.min(this.#count.frames, this.length - this.#made)
    if (ready <= 0) return
    for (let c = 0; c < this.#channels; c++) {
      const target = this.#planar[c]!
      for (let i = 0, at = c; i < ready; i++, at += this.#channels) target[i] = this.#output[at]!
    }
    this.#made += ready
    sink(this.#planar, ready)
  }
}

/**
 * [control] A running resampler for 1..64 channels. Throws a `RangeError` when `canResample` says no. Loads the library
 * on first use: parsing it takes 70 ms.
 */
export async function openResampler(channels: number, fromRate: number, toRate: number): Promise<Resampler> {
  if (!canResample(fromRate, toRate))
    throw new RangeError(`audio at ${fromRate} Hz cannot be brought to ${toRate} Hz`)
  const library = createRequire(import.meta.url)('@alexanderolsen/libsamplerate-js') as Library
  const converterType = library.ConverterType.SRC_SINC_BEST_QUALITY
  // Only the ratio counts, and the library refuses numbers above 192000.
  const common = commonDivisor(fromRate, toRate)
  const src = await library.create(channels, fromRate / common, toRate / common, { converterType })
  return new Resampler(src, channels, fromRate, toRate)
}

/** [control] Whole channels at another rate, see `Resampler`. At the same rate they are copied. */
export async function resample(
  planar: readonly Readonly<SampleTarget>[],
  fromRate: number,
  toRate: number,
): Promise<Float32Array[]> {
  if (fromRate === toRate) return planar.map((channel) => Float32Array.from(channel))
  const frames = planar[0]?.length ?? 0
  const resampler = await openResampler(planar.length, fromRate, toRate)
  const length = Math.round((frames * toRate) / fromRate)
  const result = planar.map(() => new Float32Array(length))
  let at = 0
  const sink: BlockSink = (block, ready) => {
    for (const [c, channel] of block.entries()) result[c]!.set(channel.subarray(0, ready), at)
    at += ready
  }
  resampler.feed(planar, frames, 0, sink)
  resampler.finish(sink)
  return result
}
