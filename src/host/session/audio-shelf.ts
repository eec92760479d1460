import type { PlainValue } from '../sdk/index.ts'

/**
 * The audio files that plugins work with, as a desk sees them: by the path that stands in the session. Who owns the disk implements it
 * (host/media). [control]
 */
export interface AudioShelf {
  /** Why a file cannot be used ("there is no such file"), as far as that can be told at once. */
  refusal(file: string): string | undefined
  /**
   * The samples at the session's rate, planar, in shared memory. Undefined while the file is being read, which asking begins, and when
   * it cannot be read.
   */
  samples(file: string): readonly Float64Array[] | undefined
  /** Goes up when the file was read anew, because it had changed on the disk. */
  version(file: string): number
  /** Hears when a file that was asked for has arrived. */
  onArrival(listener: () => void): void
}

/** A shelf without files, for desks that no disk stands behind. */
export const NO_SHELF: AudioShelf = {
  refusal: () => 'files cannot be read here',
  samples: () => undefined,
  version: () => 0,
  onArrival: () => {},
}

const NOTHING: readonly Float64Array[] = []

/** [control] The samples of a parameter of the kind `file`; none where no file is set or it is not there yet. */
export const samplesOf = (shelf: AudioShelf, value: PlainValue): readonly Float64Array[] =>
  value === '' ? NOTHING : (shelf.samples(String(value)) ?? NOTHING)
