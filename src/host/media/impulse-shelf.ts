import { AudioFileError, openAudio, resample } from '../files/index.ts'
import type { AudioShelf } from '../session/audio-shelf.ts'
import { type LoadOptions, resolveMedia, whyNoMedia } from '../storage/load-session.ts'

/** Longest file a plugin works with, seconds at its own rate. */
const MOST_SECONDS = 30
const MOST_CHANNELS = 8

export interface ShelfOptions extends LoadOptions {
  readonly folder: string
  /** Hz of the session. */
  readonly rate: number
}

/**
 * Audio files that plugins work with (impulse responses), decoded as a whole at the session's rate. What a session names is read before
 * it starts; what is named later is read when it is asked for. [control]
 */
export class ImpulseShelf implements AudioShelf {
  readonly #options: ShelfOptions
  readonly #samples = new Map<string, readonly Float64Array[]>()
  readonly #reading = new Map<string, Promise<void>>()
  readonly #failed = new Set<string>()
  readonly #listeners: (() => void)[] = []
  #onFault: (sentence: string) => void = () => {}

  constructor(options: ShelfOptions) {
    this.#options = options
  }

  /** Hears, in one sentence, that a file named while the session plays cannot be read after all. */
  onFault(listener: (sentence: string) => void): void {
    this.#onFault = listener
  }

  onArrival(listener: () => void): void {
    this.#listeners.push(listener)
  }

  refusal(file: string): string | undefined {
    // Somebody names it again, perhaps because it has been mended.
    if (this.#failed.delete(file)) this.#reading.delete(file)
    return whyNoMedia(this.#options.folder, file, this.#options)
  }

  samples(file: string): readonly Float64Array[] | undefined {
    const known = this.#samples.get(file)
    if (known === undefined && !this.#reading.has(file))
      this.load(file).then(
        () => {
          for (const listener of this.#listeners) listener()
        },
        (error: unknown) => this.#onFault(error instanceof Error ? error.message : String(error)),
      )
    return known
  }

  /** Reads a file and keeps it. Rejects with `AudioFileError` or `SessionError`; a file that failed is tried again when it is named again. */
  load(file: string): Promise<void> {
    const begun = this.#reading.get(file)
    if (begun !== undefined) return begun
    const reading = this.#read(file).then(
      (samples) => {
        this.#samples.set(file, samples)
      },
      (error: unknown) => {
        this.#failed.add(file)
        throw error
      },
    )
    this.#reading.set(file, reading)
    return reading
  }

  async #read(file: string): Promise<readonly Float64Array[]> {
    const path = resolveMedia(this.#options.folder, file, this.#options)
    const source = await openAudio(path)
    try {
      const { channels, frames, sampleRate, seconds } = source.info
      if (seconds > MOST_SECONDS)
        throw new AudioFileError(
          path,
          `it is ${seconds.toFixed(1)} s long, but a plugin takes at most ${MOST_SECONDS} s`,
        )
      if (channels > MOST_CHANNELS)
        throw new AudioFileError(
          path,
          `it has ${channels} channels, but a plugin takes at most ${MOST_CHANNELS}`,
        )
      const planar = Array.from({ length: channels }, () => new Float64Array(frames))
      source.read(0, frames, planar)
      // The resampler's samples are 32-bit floats; at the session's own rate nothing is lost.
      const atRate =
        sampleRate === this.#options.rate ? planar : await resample(planar, sampleRate, this.#options.rate)
      return atRate.map(shared)
    } finally {
      source.close()
    }
  }
}

/** A copy that every thread sees without another one. */
function shared(samples: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(samples.length * 8))
  copy.set(samples)
  return copy
}
