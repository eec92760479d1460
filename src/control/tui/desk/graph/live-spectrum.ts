import { SpectrumAnalyser } from '../../../../host/index.ts'
import type { Peephole } from './peephole.ts'
import { hzAt, THIRDS } from './scale.ts'

/** Length of what is looked at together, s: tells tones 12 Hz apart, and still shows single notes. Rounded to a power of two. */
const LOOK_SECONDS = 0.17
const MOST_FRAMES = 32768
/** Frames of the dashboard that come sooner show what was found before, ms. */
const PAUSE_MS = 45
/** Time in which what was heard fades to 37 % of its power, ms: noise calms down, a hit still stands out. */
const MEMORY_MS = 80
/** How fast a column sinks at most, dB per second: slow enough to be read, gone within three seconds. */
const FALL_DB_PER_S = 30
/** Narrowest band of a column in third-octaves: a sixth of an octave, about what the ear tells apart. */
const NARROWEST_THIRDS = 0.5
const SILENT_DB = -300

/** The spectrum of what can be seen through a window, calm enough to be read. Pink noise stands level. [control] */
export class LiveSpectrum {
  readonly #analyser: SpectrumAnalyser
  readonly #left: Float32Array
  readonly #right: Float32Array
  #columns = new Float64Array(0)
  #at = Number.NEGATIVE_INFINITY
  #seen = false

  constructor(sampleRate: number) {
    const size = Math.min(MOST_FRAMES, 2 ** Math.round(Math.log2(LOOK_SECONDS * sampleRate)))
    this.#analyser = new SpectrumAnalyser({ sampleRate, size })
    this.#left = new Float32Array(size)
    this.#right = new Float32Array(size)
  }

  /**
   * [control] Level of each of `count` columns from LOWEST_HZ to HIGHEST_HZ, dB: a sine of full scale gives 0. Undefined until something
   * was seen. The same array while the width stays. `now` in ms.
   */
  look(hole: Peephole, count: number, now: number): Float64Array | undefined {
    const passed = now - this.#at
    const wider = count !== this.#columns.length
    if (wider) this.#columns = new Float64Array(count).fill(SILENT_DB)
    if (passed >= PAUSE_MS || wider) {
      this.#at = now
      if (hole.look(this.#left, this.#right)) {
        this.#seen = true
        this.#analyser.take(this.#left, this.#right, Math.exp(-passed / MEMORY_MS))
      }
      this.#sink((FALL_DB_PER_S * passed) / 1000)
    }
    return this.#seen ? this.#columns : undefined
  }

  #sink(fallDb: number): void {
    const columns = this.#columns
    const thirds = Math.max(NARROWEST_THIRDS, THIRDS / columns.length)
    for (let i = 0; i < columns.length; i++) {
      const level = this.#analyser.bandDb(hzAt((i + 0.5) / columns.length), thirds)
      columns[i] = Math.max(level, columns[i]! - fallDb, SILENT_DB)
    }
  }
}
