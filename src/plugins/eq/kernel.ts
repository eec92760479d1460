import { type ProcessIo, QUANTUM } from '../../host/sdk/index.ts'
import { designUnit, firstSlot, SLOTS, slotsOf, UNIT_SECTIONS } from './chain.ts'
import {
  holdPoint,
  IDLE,
  isPointDry,
  MOTION,
  MOVING,
  modeOf,
  pointAt,
  REST,
  settle,
  takePoint,
  wakeDry,
  writeGlide,
} from './motion.ts'
import { clearMemory, flushMemory, GLIDE, HOT, restMono, restStereo, runGlide, writeRest } from './run.ts'
import { COEFFICIENTS, writeDry } from './section.ts'
import { SETTINGS_DOUBLES, TRIM, UNIT_DOUBLES, UNITS } from './settings.ts'
import { Trim } from './trim.ts'

/** How long a change of type, slope or on/off takes, in grid lines at `sampleRate`: 20 ms or a little more. */
const turnLines = (sampleRate: number): number => Math.max(2, Math.ceil((0.02 * sampleRate) / QUANTUM))

/**
 *     in -> low cut (0-4 sections) -> band 1 .. band 6 -> high cut (0-4 sections) -> trim -> out
 *
 * Fourteen slots, one section each. An idle slot (off, or a bell or shelf at 0 dB) costs nothing and changes no bit; a slot
 * at rest runs a fixed recursion; a moving one takes new coefficients on every frame.
 */
export class EqKernel {
  readonly #sampleRate: number
  readonly #turnLines: number
  readonly #hot: Float64Array
  readonly #motion: Float64Array
  readonly #glide: Float64Array
  readonly #trim: Trim
  /** The settings the designs were made from. */
  readonly #designed: Float64Array
  readonly #unit = new Float64Array(UNIT_SECTIONS * COEFFICIENTS)
  readonly #mode = new Uint8Array(SLOTS)
  /** Kind of every slot (see settings.ts) and grid lines left of its turn. */
  readonly #kind = new Uint8Array(SLOTS)
  readonly #turn = new Int32Array(SLOTS)
  /** True while anything has to be done on the next grid line. */
  #busy = true

  /** [idle] `settings` as they are now (see settings.ts): the kernel starts there, at rest. */
  constructor(sampleRate: number, settings: Float64Array, allocate: (doubles: number) => Float64Array) {
    this.#sampleRate = sampleRate
    this.#turnLines = turnLines(sampleRate)
    this.#hot = allocate(SLOTS * HOT)
    this.#motion = allocate(SLOTS * MOTION)
    this.#glide = allocate(SLOTS * GLIDE)
    this.#designed = allocate(SETTINGS_DOUBLES).fill(Number.NaN)
    this.#trim = new Trim(allocate(6))
    for (let slot = 0; slot < SLOTS; slot++) {
      this.#motion[slot * MOTION] = 1
      this.#motion[slot * MOTION + 1] = 1
      writeDry(this.#motion, slot * MOTION)
    }
    this.#design(settings)
    this.reset()
  }

  /** [audio] `settings` hold the values at the next grid line; read when `io.changed`. */
  process(io: ProcessIo, settings: Float64Array): void {
    if (io.changed) this.#busy = true
    if (io.offset === 0 && this.#busy) this.#gridLine(settings)
    const { input, output, frames } = io
    const mode = this.#mode
    const hot = this.#hot
    let x = input
    for (let slot = 0; slot < SLOTS; slot++) {
      const now = mode[slot]!
      if (now === IDLE) continue
      if (now === MOVING) runGlide(hot, this.#glide, slot, x, output, frames)
      else if (x.length > 1) restStereo(hot, slot, x[0]!, x[1]!, output[0]!, output[1]!, frames)
      else restMono(hot, slot, x[0]!, output[0]!, frames)
      x = output
    }
    if (!this.#trim.process(x, output, frames) && x === input) copy(input, output, frames)
  }

  /** [idle] */
  reset(): void {
    for (let slot = 0; slot < SLOTS; slot++) {
      settle(this.#motion, slot)
      this.#turn[slot] = 0
      clearMemory(this.#hot, slot)
      this.#enter(slot, modeOf(this.#motion, slot))
    }
    this.#trim.settle(this.#designed[TRIM]!)
    this.#busy = false
  }

  /** [audio] */
  flush(): void {
    for (let slot = 0; slot < SLOTS; slot++) if (this.#mode[slot] !== IDLE) flushMemory(this.#hot, slot)
  }

  #gridLine(settings: Float64Array): void {
    this.#design(settings)
    this.#busy = this.#trim.advance(settings[TRIM]!)
    for (let slot = 0; slot < SLOTS; slot++) if (this.#advance(slot)) this.#busy = true
  }

  /** Designs the units whose settings moved. */
  #design(settings: Float64Array): void {
    const designed = this.#designed
    for (let unit = 0; unit < UNITS; unit++) {
      const at = unit * UNIT_DOUBLES
      let same = true
      for (let i = at; i < at + UNIT_DOUBLES; i++) {
        if (designed[i] !== settings[i]) same = false
        designed[i] = settings[i]!
      }
      if (same) continue
      const used = designUnit(unit, settings, this.#sampleRate, this.#unit)
      const first = firstSlot(unit)
      for (let i = 0; i < slotsOf(unit); i++)
        this.#redesign(first + i, i < used ? settings[at]! : 0, i * COEFFICIENTS)
    }
    designed[TRIM] = settings[TRIM]!
  }

  /** Gives a slot its design; a new kind starts a turn. A slot that is switched off keeps its frequency and fades to dry. */
  #redesign(slot: number, kind: number, from: number): void {
    const motion = this.#motion
    const at = slot * MOTION
    if (kind === 0) writeDry(motion, at)
    else for (let i = 0; i < COEFFICIENTS; i++) motion[at + i] = this.#unit[from + i]!
    if (kind === this.#kind[slot]) return
    this.#kind[slot] = kind
    this.#turn[slot] = this.#turnLines
    holdPoint(motion, slot, this.#mode[slot] === IDLE)
  }

  /** One grid line of one slot; true while it has somewhere to go. */
  #advance(slot: number): boolean {
    const motion = this.#motion
    const left = this.#turn[slot]!
    if (left > 0) this.#turn[slot] = left - 1
    const t = 1 - Math.max(0, left - 1) / this.#turnLines
    takePoint(motion, slot, t * t * (3 - 2 * t))
    if (this.#mode[slot] === IDLE) {
      if (isPointDry(motion, slot)) return left > 1
      wakeDry(motion, slot)
    }
    const mode = modeOf(motion, slot)
    if (mode === MOVING) writeGlide(motion, slot, this.#glide)
    if (mode !== this.#mode[slot]) this.#enter(slot, mode)
    return mode === MOVING || left > 1
  }

  #enter(slot: number, mode: number): void {
    this.#mode[slot] = mode
    if (mode === REST) writeRest(this.#motion, pointAt(slot), this.#hot, slot)
    if (mode === IDLE) clearMemory(this.#hot, slot)
  }
}

function copy(from: readonly Float64Array[], to: readonly Float64Array[], frames: number): void {
  for (let c = 0; c < from.length; c++) {
    const x = from[c]!
    const y = to[c]!
    for (let i = 0; i < frames; i++) y[i] = x[i]!
  }
}
