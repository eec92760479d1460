import { QUANTUM } from '../../host/sdk/index.ts'
import { SLOTS } from './chain.ts'
import { LEFT, MID, MidSide, RIGHT, STEREO } from './channels.ts'
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

/**
 * The sections of the chain. An idle one (off, or a bell or shelf at 0 dB) costs nothing and changes no bit; one at rest
 * runs a fixed recursion; a moving one takes new coefficients on every frame.
 */
export class Slots {
  readonly #turnPoints: number
  readonly #stereo: boolean
  readonly #hot: Float64Array
  readonly #motion: Float64Array
  readonly #glide: Float64Array
  readonly #midSide: MidSide
  readonly #mode = new Uint8Array(SLOTS)
  /** Kind of every slot (see settings.ts) and points left of its turn. */
  readonly #kind = new Uint8Array(SLOTS)
  readonly #turn = new Int32Array(SLOTS)
  /** How many points a slot gets per grid line. */
  readonly #points = new Uint8Array(SLOTS).fill(1)
  /** Channels every slot works on, and those it is meant to. */
  readonly #route = new Uint8Array(SLOTS)
  readonly #wanted = new Uint8Array(SLOTS)

  /** [idle] `turnPoints`: how many grid lines a change of type, slope or on/off takes. */
  constructor(turnPoints: number, channels: number, allocate: (doubles: number) => Float64Array) {
    this.#turnPoints = turnPoints
    this.#stereo = channels > 1
    this.#hot = allocate(SLOTS * HOT)
    this.#motion = allocate(SLOTS * MOTION)
    this.#glide = allocate(SLOTS * GLIDE)
    this.#midSide = new MidSide(allocate)
    for (let slot = 0; slot < SLOTS; slot++) {
      this.#motion[slot * MOTION] = 1
      this.#motion[slot * MOTION + 1] = 1
      writeDry(this.#motion, slot * MOTION)
    }
  }

  /** [audio] True when a slot changes nothing until its next point. */
  isIdle(slot: number): boolean {
    return this.#mode[slot] === IDLE
  }

  /**
   * [audio] Gives a slot its design, five doubles at c[from..]. A new kind starts a turn; a slot that is switched off (kind
   * 0) keeps its frequency and fades to dry. False when the slot must first fall silent, because it shall work on other
   * channels: then it fades to dry, and wants its design again as soon as it is idle.
   */
  design(slot: number, kind: number, channels: number, c: Float64Array, from: number): boolean {
    const route = this.#stereo ? channels : STEREO
    this.#wanted[slot] = route
    const idle = this.#mode[slot] === IDLE
    if (idle) this.#route[slot] = route
    const parked = route !== this.#route[slot]
    this.#aim(slot, parked ? 0 : kind, c, from)
    return !parked
  }

  #aim(slot: number, kind: number, c: Float64Array, from: number): void {
    const motion = this.#motion
    const at = slot * MOTION
    if (kind === 0) writeDry(motion, at)
    else for (let i = 0; i < COEFFICIENTS; i++) motion[at + i] = c[from + i]!
    if (kind === this.#kind[slot]) return
    this.#kind[slot] = kind
    this.turn(slot)
  }

  /** [audio] Whatever design a slot has or is given now: it goes there on a smooth step, 20 ms long. */
  turn(slot: number): void {
    this.#turn[slot] = this.#turnPoints * this.#points[slot]!
    holdPoint(this.#motion, slot, this.#mode[slot] === IDLE)
  }

  /** [audio] From now on `advance` is called `points` times per grid line for this slot. */
  setPoints(slot: number, points: number): void {
    this.#turn[slot] = Math.ceil((this.#turn[slot]! * points) / this.#points[slot]!)
    this.#points[slot] = points
  }

  /** [audio] One point of one slot; true while it has somewhere to go. */
  advance(slot: number): boolean {
    const motion = this.#motion
    const left = this.#turn[slot]!
    if (left > 0) this.#turn[slot] = left - 1
    const points = this.#points[slot]!
    const t = 1 - Math.max(0, left - 1) / (this.#turnPoints * points)
    takePoint(motion, slot, t * t * (3 - 2 * t))
    if (this.#mode[slot] === IDLE) {
      if (isPointDry(motion, slot)) return left > 1
      wakeDry(motion, slot)
    }
    const mode = modeOf(motion, slot)
    if (mode === MOVING) writeGlide(motion, slot, this.#glide, QUANTUM / points)
    if (mode !== this.#mode[slot]) this.#enter(slot, mode)
    return mode === MOVING || left > 1
  }

  #enter(slot: number, mode: number): void {
    this.#mode[slot] = mode
    if (mode === REST) writeRest(this.#motion, pointAt(slot), this.#hot, slot)
    if (mode === IDLE) clearMemory(this.#hot, slot)
  }

  /** [audio] Frames from..to of x through a slot that is not idle, into y (may be the same arrays). */
  run(slot: number, x: readonly Float64Array[], y: readonly Float64Array[], from: number, to: number): void {
    const route = this.#route[slot]!
    if (route === STEREO) {
      if (this.#stereo) this.#pair(slot, x, y, from, to)
      else this.#one(slot, x[0]!, y[0]!, from, to)
    } else if (route >= MID) {
      const midSide = this.#midSide
      midSide.split(route, x[0]!, x[1]!, from, to)
      this.#one(slot, midSide.before, midSide.after, from, to)
      midSide.join(route, x, y, from, to)
    } else {
      const worked = route === LEFT ? 0 : 1
      const other = route === RIGHT ? 0 : 1
      this.#one(slot, x[worked]!, y[worked]!, from, to)
      if (x !== y) copyFrames(x[other]!, y[other]!, from, to)
    }
  }

  #pair(
    slot: number,
    x: readonly Float64Array[],
    y: readonly Float64Array[],
    from: number,
    to: number,
  ): void {
    if (this.#mode[slot] === REST) restStereo(this.#hot, slot, x[0]!, x[1]!, y[0]!, y[1]!, from, to)
    else runGlide(this.#hot, this.#glide, slot, true, x[0]!, x[1]!, y[0]!, y[1]!, from, to)
  }

  #one(slot: number, x: Float64Array, y: Float64Array, from: number, to: number): void {
    if (this.#mode[slot] === REST) restMono(this.#hot, slot, x, y, from, to)
    else runGlide(this.#hot, this.#glide, slot, false, x, x, y, y, from, to)
  }

  /** [audio] Every slot falls silent and forgets what it was; `settle` ends it, after the designs are given again. */
  clear(): void {
    this.#mode.fill(IDLE)
    this.#kind.fill(0)
    for (let slot = 0; slot < SLOTS; slot++) clearMemory(this.#hot, slot)
  }

  /** [audio] Every slot stands at its design. */
  settle(): void {
    for (let slot = 0; slot < SLOTS; slot++) {
      settle(this.#motion, slot)
      this.#turn[slot] = 0
      this.#enter(slot, modeOf(this.#motion, slot))
    }
  }

  /** [audio] */
  flush(): void {
    for (let slot = 0; slot < SLOTS; slot++) if (this.#mode[slot] !== IDLE) flushMemory(this.#hot, slot)
  }
}

/** [audio] */
export function copyFrames(x: Float64Array, y: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) y[i] = x[i]!
}

/** [idle] How many points a change of type, slope or on/off takes at `sampleRate`: 20 ms or a little more. */
export const turnPoints = (sampleRate: number): number =>
  Math.max(2, Math.ceil((0.02 * sampleRate) / QUANTUM))
