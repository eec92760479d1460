import { Convolver, LookAhead, type ProcessIo, type ProcessorEnv, QUANTUM } from '../../../host/sdk/index.ts'
import { AutoGain } from '../loudness/auto-gain.ts'
import { AUTO_GAIN, SETTINGS_DOUBLES, TRIM } from '../settings.ts'
import { Trim } from '../trim.ts'
import { Bank } from './bank.ts'
import { fadeLines, fadeOver } from './fade.ts'
import { linearLatency } from './grid.ts'
import { areSettingsFlat, sameSettings } from './planes.ts'
import { Redesign } from './redesign.ts'

/** Time of a design per grid line. */
const NS_PER_LINE = 50_000
/** Longer impulses than this are worth a third length of partition. */
const LONG = 65536

/** What is under way; one design at a time, the newest settings next. */
const RESTING = 0
const DESIGNING = 1
const FILLING = 2
const FADING = 3

/**
 * The equaliser without phase: every frequency is delayed by the same number of frames, half the impulse.
 *
 *            +-> convolver, impulses of bank A -+
 *     in ----+-> convolver, impulses of bank B -+-> fade from one to the other -> trim, auto gain -> out
 *            +-> delay (a flat bank) -----------+
 *
 * A dial that moves: design into the resting bank (10 to 50 grid lines) -> its partitions fill (8 to 16) -> fade (12).
 * All of it happens on grid lines in slices, so blocks of any size and renders give the same bits.
 */
export class LinearKernel {
  readonly #convolver: Convolver
  readonly #delay: LookAhead
  readonly #redesign: Redesign
  readonly #banks: readonly Bank[]
  readonly #outputs: readonly Float64Array[]
  readonly #channels: number
  readonly #fadeLines: number
  readonly #auto: AutoGain
  readonly #trim: Trim
  /** What the newest design was made from. */
  readonly #designed: Float64Array
  /** The bank that is heard, or faded out. */
  #heard = 0
  #state = RESTING
  #line = 0
  #trimMoves = false

  /** [idle] Designs its first impulses at once: about 3 ms for 16384 taps. */
  constructor(env: ProcessorEnv, taps: number, settings: Float64Array) {
    const { channels, sampleRate } = env
    const allocate = (doubles: number): Float64Array => env.allocate(doubles)
    const sizes = [QUANTUM, 8 * QUANTUM, ...(taps > LONG ? [64 * QUANTUM] : [])]
    this.#channels = channels
    this.#banks = [0, channels].map((first) => new Bank(channels, first, taps, sizes, allocate))
    const paths = this.#banks.flatMap((bank) => bank.paths)
    this.#convolver = new Convolver(allocate, { inputs: channels, outputs: 2 * channels, paths, taps, sizes })
    this.#outputs = Array.from({ length: 2 * channels }, () => env.allocate(QUANTUM))
    this.#delay = new LookAhead(env, linearLatency(taps))
    this.#redesign = new Redesign(sampleRate, taps, this.#banks[0]!.impulses.length, allocate)
    this.#fadeLines = fadeLines(sampleRate)
    this.#auto = new AutoGain(env)
    this.#trim = new Trim(env)
    this.#designed = env.allocate(SETTINGS_DOUBLES)
    this.#start(settings)
  }

  /** [audio] `settings`: where the dials will stand, and the trim at the next grid line; read on grid lines. */
  process(io: ProcessIo, settings: Float64Array): void {
    const { input, output, frames, offset } = io
    if (offset === 0) this.#gridLine(settings, io.changed)
    this.#convolver.process(input, this.#outputs, frames, offset)
    const dry = this.#delay.process(input, frames)
    const next = 1 - this.#heard
    const fading = this.#state === FADING
    for (let c = 0; c < this.#channels; c++) {
      const now = this.#given(this.#heard, c, dry)
      const y = output[c]!
      if (fading)
        fadeOver(
          now,
          this.#given(next, c, dry),
          y,
          frames,
          this.#line * QUANTUM + offset,
          this.#fadeLines * QUANTUM,
        )
      else for (let i = 0; i < frames; i++) y[i] = now[i]!
    }
    if (this.#auto.active) this.#auto.hear(dry, output, frames)
    this.#trim.process(output, output, frames, offset)
  }

  /** [audio] About 20 µs for 16384 taps. A fade that is under way ends at once. */
  reset(): void {
    if (this.#state === FADING) this.#endFade()
    this.#convolver.reset()
    this.#delay.reset()
    this.#auto.reset(this.#designed[AUTO_GAIN] === 1, this.#designed)
    this.#trim.settle(this.#designed[TRIM]! + this.#auto.gainDb)
    this.#trimMoves = false
  }

  /** [audio] */
  flush(): void {
    if (this.#auto.active) this.#auto.flush()
  }

  #start(settings: Float64Array): void {
    this.#keep(settings)
    const first = this.#banks[0]!
    first.flat = areSettingsFlat(settings)
    if (!first.flat) {
      this.#redesign.begin(settings, first.impulses)
      while (!this.#redesign.advance(Number.POSITIVE_INFINITY));
      first.connect(this.#redesign.needed)
    }
    for (let output = 0; output < 2 * this.#channels; output++)
      this.#convolver.setActive(output, output < this.#channels && !first.flat)
    this.reset()
  }

  #given(bank: number, channel: number, dry: readonly Float64Array[]): Float64Array {
    return this.#banks[bank]!.flat ? dry[channel]! : this.#outputs[bank * this.#channels + channel]!
  }

  #keep(settings: Float64Array): void {
    for (let i = 0; i < SETTINGS_DOUBLES; i++) this.#designed[i] = settings[i]!
  }

  #gridLine(settings: Float64Array, changed: boolean): void {
    if (changed || this.#trimMoves) this.#level(settings)
    if (this.#state === FADING && ++this.#line === this.#fadeLines) this.#endFade()
    const next = this.#banks[1 - this.#heard]!
    if (this.#state === RESTING) this.#look(settings, next)
    else if (this.#state === DESIGNING && this.#redesign.advance(NS_PER_LINE)) {
      next.connect(this.#redesign.needed)
      this.#activate(1 - this.#heard, true)
      this.#state = FILLING
    } else if (this.#state === FILLING && this.#convolver.isReady((1 - this.#heard) * this.#channels))
      this.#fade()
  }

  /** The level after the bands; what the automatic gain takes back is that of the curve that is heard. */
  #level(settings: Float64Array): void {
    const auto = this.#auto
    this.#designed[TRIM] = settings[TRIM]!
    if (settings[AUTO_GAIN] !== this.#designed[AUTO_GAIN]) {
      this.#designed[AUTO_GAIN] = settings[AUTO_GAIN]!
      auto.set(settings[AUTO_GAIN] === 1, this.#designed)
    }
    if (auto.active) auto.advance()
    const moves = this.#trim.advance(settings[TRIM]! + auto.gainDb)
    this.#trimMoves = moves || auto.active
  }

  /** Starts a design when the dials stand elsewhere than at the last one. */
  #look(settings: Float64Array, next: Bank): void {
    if (sameSettings(settings, this.#designed)) return
    this.#keep(settings)
    next.flat = areSettingsFlat(settings)
    if (next.flat) this.#fade()
    else {
      this.#redesign.begin(settings, next.impulses)
      this.#state = DESIGNING
    }
  }

  #fade(): void {
    this.#auto.set(this.#designed[AUTO_GAIN] === 1, this.#designed)
    this.#state = FADING
    this.#line = 0
  }

  #endFade(): void {
    this.#activate(this.#heard, false)
    this.#heard = 1 - this.#heard
    this.#state = RESTING
  }

  #activate(bank: number, active: boolean): void {
    for (let c = 0; c < this.#channels; c++) this.#convolver.setActive(bank * this.#channels + c, active)
  }
}
