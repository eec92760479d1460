import { statSync } from 'node:fs'
import { AudioFileError, inspectAudio, openAudio, resample } from '../files/index.ts'
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
 * Audio files that plugins work with (impulse responses), decoded as a whole at the session's rate. What its inserts name is read before
 * a session starts; what a scene or a hand names later is read when it is asked for. A file that is named again after it changed on the
 * disk is read anew. What was read stays in memory until the session is closed. [control]
 */
export class ImpulseShelf implements AudioShelf {
  readonly #options: ShelfOptions
  readonly #shelved = new Map<string, Shelved>()
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
    const why = whyNoMedia(this.#options.folder, file, this.#options)
    if (why !== undefined) return why
    // Somebody names it again, perhaps because it has been mended or made anew.
    const known = this.#shelved.get(file)
    if (known !== undefined && known.stamp !== this.#stamp(file)) {
      this.#shelved.set(file, { ...known, reading: undefined })
      // What was read before sounds on until the new one has arrived.
      this.samples(file)
    }
    return undefined
  }

  samples(file: string): readonly Float64Array[] | undefined {
    const known = this.#shelved.get(file)
    if (known?.reading === undefined)
      this.load(file).then(
        () => {
          for (const listener of this.#listeners) listener()
        },
        (error: unknown) => this.#onFault(error instanceof Error ? error.message : String(error)),
      )
    return known?.samples
  }

  version(file: string): number {
    return this.#shelved.get(file)?.version ?? 0
  }

  /** Reads a file and keeps it. Rejects with `AudioFileError` or `SessionError`; a file that failed is tried again when it is named again. */
  load(file: string): Promise<void> {
    const known = this.#shelved.get(file)
    if (known?.reading !== undefined) return known.reading
    const stamp = this.#stamp(file)
    const version = known?.version ?? 0
    const reading = this.#read(file).then(
      (samples) => {
        this.#shelved.set(file, { samples, reading, stamp, version: version + 1 })
      },
      (error: unknown) => {
        // Another stamp than any file has: naming it again tries again.
        this.#shelved.set(file, { samples: undefined, reading, stamp: 'failed', version })
        throw error
      },
    )
    this.#shelved.set(file, { samples: known?.samples, reading, stamp, version })
    return reading
  }

  /** Changes with the file. */
  #stamp(file: string): string {
    try {
      const { mtimeMs, size } = statSync(resolveMedia(this.#options.folder, file, this.#options))
      return `${mtimeMs} ${size}`
    } catch {
      return 'missing'
    }
  }

  async #read(file: string): Promise<readonly Float64Array[]> {
    const path = resolveMedia(this.#options.folder, file, this.#options)
    // Asked before anything is decoded: a concert of two hours would stop the desk.
    refuseTooMuch(path, await inspectAudio(path))
    const source = await openAudio(path)
    try {
      const { channels, frames, sampleRate } = source.info
      refuseTooMuch(path, source.info)
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

interface Shelved {
  readonly samples: readonly Float64Array[] | undefined
  /** Undefined: it must be read. */
  readonly reading: Promise<void> | undefined
  readonly stamp: string
  readonly version: number
}

function refuseTooMuch(path: string, { channels, seconds }: { channels: number; seconds?: number }): void {
  if (seconds !== undefined && seconds > MOST_SECONDS)
    throw new AudioFileError(
      path,
      `it is ${seconds.toFixed(1)} s long, but a plugin takes at most ${MOST_SECONDS} s`,
    )
  if (channels > MOST_CHANNELS)
    throw new AudioFileError(path, `it has ${channels} channels, but a plugin takes at most ${MOST_CHANNELS}`)
}

/** A copy that every thread sees without another one. */
function shared(samples: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(samples.length * 8))
  copy.set(samples)
  return copy
}
