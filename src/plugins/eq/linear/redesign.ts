import { CosineTransform, type Impulse } from '../../../host/sdk/index.ts'
import { CHANNELS_OF, SETTINGS_DOUBLES, UNIT_DOUBLES, UNITS } from '../settings.ts'
import { sideTaps, windowAt } from './grid.ts'
import { fillMagnitude, isUnitFlat } from './magnitude.ts'
import { applyUnit, isPlaneNeeded, PLANES, planesNeeded } from './planes.ts'

/** Bins of one step; all units together take up to 10 µs for them. */
const BINS = 128
const NS_PER_MAGNITUDE = 6
/** Taps of one step. */
const TAPS = 1024
const NS_PER_TAP = 2

const MAGNITUDES = 0
const TRANSFORM = 1
const WINDOW = 2
const SPECTRA = 3
const DONE = 4

/**
 * From settings to impulses, in slices that fit beside the sound:
 *
 *     units -> magnitudes of the planes -> for each plane: cosine transform -> window, mirror -> spectra of its partitions
 *
 * The magnitudes are those of the analogue prototypes themselves, at `taps` frequencies, twice as many as the impulse resolves:
 * what folds back in time is then three times as far from the middle as what the window cuts off, and far below it.
 */
export class Redesign {
  readonly #stepHz: number
  readonly #window: Float64Array
  readonly #planes: readonly Float64Array[]
  readonly #magnitudes: Float64Array
  readonly #transform: CosineTransform
  readonly #impulse: Float64Array
  readonly #settings: Float64Array
  #into: readonly Impulse[] = []
  #needed = 0
  #phase = DONE
  #plane = 0
  #at = 0

  /** [idle] Impulses of `taps`; `planes`: 4, or 1 for mono. */
  constructor(sampleRate: number, taps: number, planes: number, allocate: (doubles: number) => Float64Array) {
    const side = sideTaps(taps)
    this.#stepHz = (0.5 * sampleRate) / taps
    this.#window = allocate(side)
    for (let n = 0; n < side; n++) this.#window[n] = windowAt(n, side)
    this.#planes = Array.from({ length: planes }, () => allocate(taps))
    this.#magnitudes = allocate(BINS)
    this.#transform = new CosineTransform(allocate, taps)
    this.#impulse = allocate(taps)
    this.#settings = allocate(SETTINGS_DOUBLES)
  }

  /** [audio] What the design at hand needs, see `planesNeeded`; a mono one is ALIKE whatever its channels. */
  get needed(): number {
    return this.#needed
  }

  /** [audio] Starts on these settings; the impulses, one per plane, are not to be heard until `advance` says so. */
  begin(settings: Float64Array, into: readonly Impulse[]): void {
    for (let i = 0; i < SETTINGS_DOUBLES; i++) this.#settings[i] = settings[i]!
    this.#into = into
    this.#needed = this.#planes.length < PLANES ? 0 : planesNeeded(settings)
    this.#phase = MAGNITUDES
    this.#plane = 0
    this.#at = 0
  }

  /** [audio] Goes on for about `ns`, at most 12 µs more; true when the impulses are complete. */
  advance(ns: number): boolean {
    if (this.#phase === MAGNITUDES) this.#fillPlanes(ns)
    else if (this.#phase === TRANSFORM) {
      if (this.#transform.advance(ns)) this.#enter(WINDOW)
    } else if (this.#phase === WINDOW) this.#fillImpulse(ns)
    else if (this.#phase === SPECTRA && this.#into[this.#plane]!.advance(ns)) this.#nextPlane()
    return this.#phase === DONE
  }

  #enter(phase: number): void {
    this.#phase = phase
    this.#at = 0
  }

  #fillPlanes(ns: number): void {
    const bins = this.#planes[0]!.length
    for (let spent = 0; this.#at < bins && spent < ns; this.#at += BINS) spent += this.#fillBins(this.#at)
    if (this.#at >= bins) this.#toTransform()
  }

  /** The bins from `at` on through all units; returns what it cost in ns. */
  #fillBins(at: number): number {
    const planes = this.#planes
    const settings = this.#settings
    const m = this.#magnitudes
    let ns = 0
    for (let plane = 0; plane < planes.length; plane++)
      if (isPlaneNeeded(plane, this.#needed)) planes[plane]!.fill(plane % 2 === 0 ? 1 : 0, at, at + BINS)
    for (let unit = 0; unit < UNITS; unit++) {
      if (isUnitFlat(settings, unit)) continue
      // Halfway between the bins of a plain transform, as the cosine transform takes them.
      fillMagnitude(settings, unit, (at + 0.5) * this.#stepHz, this.#stepHz, m, BINS)
      const channels = planes.length < PLANES ? 0 : settings[unit * UNIT_DOUBLES + CHANNELS_OF]!
      applyUnit(planes, this.#needed, channels, m, at, BINS)
      ns += NS_PER_MAGNITUDE * BINS
    }
    return ns
  }

  #toTransform(): void {
    this.#transform.begin(this.#planes[this.#plane]!)
    this.#enter(TRANSFORM)
  }

  /** Half an impulse becomes a whole one: its middle at taps/2, the same on both sides to the bit. */
  #fillImpulse(ns: number): void {
    const half = this.#transform.output
    const window = this.#window
    const impulse = this.#impulse
    const middle = impulse.length / 2
    for (let spent = 0; this.#at < window.length && spent < ns; spent += NS_PER_TAP * TAPS) {
      const end = Math.min(window.length, this.#at + TAPS)
      for (let n = this.#at; n < end; n++) {
        const tap = half[n]! * window[n]!
        impulse[middle + n] = tap
        impulse[middle - n] = tap
      }
      this.#at = end
    }
    if (this.#at < window.length) return
    this.#into[this.#plane]!.begin(impulse)
    this.#enter(SPECTRA)
  }

  #nextPlane(): void {
    do this.#plane++
    while (this.#plane < this.#planes.length && !isPlaneNeeded(this.#plane, this.#needed))
    if (this.#plane < this.#planes.length) this.#toTransform()
    else this.#enter(DONE)
  }
}
