import { type AudioFormat, type AudioSource, checkRead, type SampleTarget } from './audio-source.ts'
import { FileBytes } from './file-bytes.ts'
import { findWavChunks, type WavChunks } from './wav-chunks.ts'
import { parseWavFormat, type WavEncoding } from './wav-format.ts'
import { decodeSamples } from './wav-samples.ts'

/** What is in a WAV file. */
export interface WavInfo extends AudioFormat {
  readonly encoding: WavEncoding
  /** Bits that carry sound. */
  readonly bits: number
  readonly float: boolean
}

/** Bytes that are read at once: what one reader holds in memory, whatever the file claims. */
const BUFFER_BYTES = 1 << 16

/**
 * A WAV file with random access. Reading blocks on the disk and throws `AudioFileError` when the disk fails: [control]
 * or a reader thread, never the engine.
 */
export class WavReader implements AudioSource {
  readonly path: string
  readonly info: WavInfo
  #file: FileBytes
  #dataStart: number
  #blockAlign: number
  #bytes: Uint8Array
  #view: DataView
  #nonFinite = 0

  /** Takes over `file`; the caller closes it when this throws. */
  constructor(file: FileBytes) {
    const chunks = findWavChunks(file)
    this.path = file.path
    this.#file = file
    const { info, blockAlign } = describe(file, chunks)
    this.info = info
    this.#dataStart = chunks.dataStart
    this.#blockAlign = blockAlign
    this.#bytes = new Uint8Array(BUFFER_BYTES - (BUFFER_BYTES % blockAlign))
    this.#view = new DataView(this.#bytes.buffer)
  }

  get nonFiniteSamples(): number {
    return this.#nonFinite
  }

  read(startFrame: number, frames: number, targets: readonly SampleTarget[], offset = 0): number {
    checkRead(this.info, startFrame, frames, targets, offset)
    const wanted = Math.min(frames, Math.max(0, this.info.frames - startFrame))
    const most = this.#bytes.length / this.#blockAlign
    let done = 0
    while (done < wanted) {
      const got = this.#fill(startFrame + done, Math.min(most, wanted - done))
      if (got === 0) break
      for (let c = 0; c < targets.length; c++)
        this.#nonFinite += decodeSamples(
          this.info.encoding,
          this.#view,
          got,
          this.info.channels,
          c,
          targets[c]!,
          offset + done,
        )
      done += got
    }
    return done
  }

  close(): void {
    this.#file.close()
  }

  /** Reads frames into the buffer; fewer than asked when somebody shortened the file meanwhile. */
  #fill(frame: number, frames: number): number {
    const bytes = this.#bytes.subarray(0, frames * this.#blockAlign)
    const got = this.#file.readInto(bytes, this.#dataStart + frame * this.#blockAlign)
    return Math.floor(got / this.#blockAlign)
  }
}

function describe(file: FileBytes, chunks: WavChunks): { info: WavInfo; blockAlign: number } {
  const format = parseWavFormat(chunks.fmt)
  if (typeof format === 'string') file.refuse(format)
  const { encoding, channels, sampleRate, bits, blockAlign } = format
  const frames = Math.floor(chunks.dataBytes / blockAlign)
  if (frames === 0) file.refuse('there is not one frame of audio in it')
  const float = encoding === 'float32' || encoding === 'float64'
  const seconds = frames / sampleRate
  return {
    info: { encoding, channels, sampleRate, bits, float, frames, seconds, truncated: chunks.truncated },
    blockAlign,
  }
}

/** Opens a WAV file. Throws `AudioFileError`. [control] or a reader thread. */
export function openWav(path: string): WavReader {
  const file = new FileBytes(path)
  try {
    return new WavReader(file)
  } catch (error) {
    file.close()
    throw error
  }
}
