/** Reads how high one channel rises around each frame. */
export interface PeakReader {
  /** Frames between the arrival of a sample and its reading. */
  readonly lateFrames: number
  /** [audio] On a grid line: nothing below `aim` (linear, the lowest of the quantum) needs to be read from here on. */
  watch(aim: number): void
  /**
   * [audio] Raises `peak[i]`, `frames` long, to the height of the frame that arrived `lateFrames` before x[i]; heights below
   * `aim[i]` may be left out. `x`: finite samples.
   */
  read(x: Float64Array, frames: number, aim: Float64Array, peak: Float64Array): void
  /** [audio] */
  reset(): void
}

/** The samples as they are: for true peak off. */
export const samplePeaks: PeakReader = {
  lateFrames: 0,
  watch() {},
  read(x, frames, _aim, peak) {
    for (let i = 0; i < frames; i++) {
      const m = Math.abs(x[i]!)
      if (m > peak[i]!) peak[i] = m
    }
  },
  reset() {},
}
