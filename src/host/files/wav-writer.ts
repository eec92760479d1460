import { MAX_CHANNELS, MAX_SAMPLE_RATE, type SampleTarget } from './audio-source.ts'
import { TriangularDither } from './dither.ts'
import { NewFile } from './new-file.ts'
import { type EncodeCounts, encodeFloats, encodeIntegers } from './wav-encode.ts'
import { frameBytes, type WavSpec, wavHeader } from './wav-header.ts'

/** How a new WAV is written. */
export interface WavWriterOptions extends WavSpec {
  /** Dither of integer codings; `triangular` unless told otherwise at 16 bits, `none` at 24. */
  readonly dither?: 'triangular' | 'none'
  /** Another seed gives another, equally good noise. */
  readonly ditherSeed?: number
}

/** What was written. */
export interface WavReport {
  readonly path: string
  readonly frames: number
  /** Samples beyond full scale that were clipped; always 0 for float. */
  readonly clippedSamples: number
  /** NaN and infinite samples, written as 0. */
  readonly nonFiniteSamples: number
}

/** The seed of every render, so that the same session gives the same bytes. */
const DITHER_SEED = 0x6761696e

/** Bytes that are encoded at once. */
const BUFFER_BYTES = 1 << 16

/**
 * Writes a WAV block by block; the blocks' lengths do not matter to the bytes. The file has its name only after
 * `close`, complete; it becomes RF64 by itself above 4 GiB. Throws `AudioFileError` when the disk refuses, and removes
 * its temporary file then. [control]
 */
export class WavWriter {
  readonly path: string
  readonly #spec: WavSpec
  readonly #file: NewFile
  readonly #dither: TriangularDither | undefined
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #counts: EncodeCounts = { clipped: 0, nonFinite: 0 }
  readonly #dataStart: number
  #frames = 0

  constructor(path: string, options: WavWriterOptions) {
    const { channels, sampleRate, encoding } = options
    if (!Number.isInteger(channels) || channels < 1 || channels > MAX_CHANNELS)
      throw new RangeError(`a WAV of ${channels} channels cannot be written, 1 to ${MAX_CHANNELS} can`)
    if (!Number.isInteger(sampleRate) || sampleRate < 1 || sampleRate > MAX_SAMPLE_RATE)
      throw new RangeError(`a WAV at ${sampleRate} Hz cannot be written, 1 to ${MAX_SAMPLE_RATE} Hz can`)
    this.path = path
    this.#spec = { channels, sampleRate, encoding }
    const dither = options.dither ?? (encoding === 'int16' ? 'triangular' : 'none')
    if (dither === 'triangular')
      this.#dither = new TriangularDither(channels, options.ditherSeed ?? DITHER_SEED)
    const frame = frameBytes(this.#spec)
    this.#bytes = new Uint8Array(BUFFER_BYTES - (BUFFER_BYTES % frame))
    this.#view = new DataView(this.#bytes.buffer)
    const header = wavHeader(this.#spec, 0)
    this.#dataStart = header.length
    this.#file = new NewFile(path)
    this.#file.write(header, 0)
  }

  /** Frames written so far. */
  get frames(): number {
    return this.#frames
  }

  get clippedSamples(): number {
    return this.#counts.clipped
  }

  /** Appends `frames` frames from `planar[channel][offset]` on; one array per channel of the file. */
  write(planar: readonly Readonly<SampleTarget>[], frames = planar[0]?.length ?? 0, offset = 0): void {
    if (planar.length !== this.#spec.channels)
      throw new RangeError(`${planar.length} channels were given, the file has ${this.#spec.channels}`)
    for (const channel of planar)
      if (channel.length < offset + frames)
        throw new RangeError(`a channel of ${channel.length} samples does not hold ${offset} + ${frames}`)
    const frame = frameBytes(this.#spec)
    const most = this.#bytes.length / frame
    for (let done = 0; done < frames; ) {
      const count = Math.min(most, frames - done)
      this.#encode(planar, offset + done, count)
      this.#file.write(this.#bytes.subarray(0, count * frame), this.#dataStart + this.#frames * frame)
      this.#frames += count
      done += count
    }
  }

  /** Completes the header and gives the file its name. */
  close(): WavReport {
    const bytes = this.#frames * frameBytes(this.#spec)
    if (bytes % 2 === 1) this.#file.write(new Uint8Array(1), this.#dataStart + bytes)
    this.#file.write(wavHeader(this.#spec, this.#frames), 0)
    this.#file.commit()
    return {
      path: this.path,
      frames: this.#frames,
      clippedSamples: this.#counts.clipped,
      nonFiniteSamples: this.#counts.nonFinite,
    }
  }

  /** Gives up; a file that had the name before is still there. Does nothing after `close`. */
  abort(): void {
    this.#file.abort()
  }

  #encode(planar: readonly Readonly<SampleTarget>[], offset: number, frames: number): void {
    const { channels, encoding } = this.#spec
    for (let c = 0; c < channels; c++) {
      if (encoding === 'float32')
        encodeFloats(planar[c]!, offset, frames, this.#view, channels, c, this.#counts)
      else
        encodeIntegers(
          encoding === 'int16' ? 2 : 3,
          planar[c]!,
          offset,
          frames,
          this.#view,
          channels,
          c,
          this.#dither,
          this.#counts,
        )
    }
  }
}
