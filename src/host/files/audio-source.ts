/** Where samples are put: one array per channel, full scale 1. */
export type SampleTarget = Float32Array | Float64Array

/** Channels one file may have. */
export const MAX_CHANNELS = 64

/** Highest sample rate that is believed, Hz. */
export const MAX_SAMPLE_RATE = 768000

/** What can be said about the samples of a file. */
export interface AudioFormat {
  /** 1..64. */
  readonly channels: number
  /** Hz, a whole number. */
  readonly sampleRate: number
  /** Samples of one channel. */
  readonly frames: number
  readonly seconds: number
  /** True when the file ends before its header says, or its header does not say. What is there is read. */
  readonly truncated: boolean
}

/**
 * Samples with random access: a WAV on disk or a decoded file in memory. Calls block: [control] or a reader thread,
 * never the engine.
 */
export interface AudioSource {
  readonly path: string
  readonly info: AudioFormat
  /** NaN, infinite and beyond-32-bit-float samples met so far; each was read as 0. */
  readonly nonFiniteSamples: number
  /**
   * Reads up to `frames` frames from `startFrame` (>= 0) on into `targets[channel][offset..]`. Channels beyond
   * `targets.length` are skipped. Returns the frames read: fewer than asked only at the end; the rest of the targets
   * stays as it was.
   */
  read(startFrame: number, frames: number, targets: readonly SampleTarget[], offset?: number): number
  close(): void
}

/** Throws a `RangeError` for arguments of `AudioSource.read` that can only be a programming error. */
export function checkRead(
  info: AudioFormat,
  startFrame: number,
  frames: number,
  targets: readonly SampleTarget[],
  offset: number,
): void {
  if (!Number.isSafeInteger(startFrame) || startFrame < 0)
    throw new RangeError(`startFrame ${startFrame} is not a frame`)
  if (!Number.isSafeInteger(frames) || frames < 0) throw new RangeError(`frames ${frames} is not a length`)
  if (targets.length > info.channels)
    throw new RangeError(`${targets.length} targets for ${info.channels} channels`)
  for (const target of targets)
    if (target.length < offset + frames)
      throw new RangeError(`a target of ${target.length} samples cannot hold ${offset} + ${frames}`)
}
