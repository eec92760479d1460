import { dbToGain, QUANTUM } from '../sdk/index.ts'
import type { Edge } from './arrange.ts'
import { DelayLine } from './delay-line.ts'
import { GainGlide } from './gain-glide.ts'
import { add, addScaled, scale } from './mix-loops.ts'
import { balanceLeft, panLeft } from './pan.ts'
import { SEND } from './plan.ts'
import type { Workspace } from './workspace.ts'

/**
 * One connection: signal at a tap -> level and pan -> wait (latency compensation) -> added to a sum.
 * A mono sum gets the mono signal, or half of left plus right.
 */
export class Route {
  readonly edge: Edge
  readonly #work: Workspace
  readonly #sum: readonly Float64Array[]
  readonly #stereoIn: boolean
  readonly #left: GainGlide
  readonly #right: GainGlide
  readonly #delay: DelayLine | undefined
  readonly #drainLines: number
  #leaving = false
  /** Grid lines until what still stands in the delay has come out. */
  #draining = 0

  /** [idle] `sum` has 1 or 2 channels; `stereoIn`: the tap carries two. `entering` starts closed and fades in. */
  constructor(work: Workspace, edge: Edge, sum: readonly Float64Array[], stereoIn: boolean) {
    this.edge = edge
    this.#work = work
    this.#sum = sum
    this.#stereoIn = stereoIn
    this.#left = new GainGlide(work.sampleRate, 0)
    this.#right = new GainGlide(work.sampleRate, 0)
    this.#drainLines = 1 + Math.ceil(edge.delay / QUANTUM)
    this.#delay = edge.delay > 0 ? new DelayLine(work.memory, sum.length, edge.delay) : undefined
  }

  /** [idle] True when it does what `edge` into `sum` asks for, so that it may stay. The tap's place may have moved. */
  carries(edge: Edge, sum: readonly Float64Array[]): boolean {
    const own = this.edge
    const samePoints = own.kind === edge.kind && own.from === edge.from && this.#sum === sum
    return (
      samePoints &&
      own.block === edge.block &&
      own.delay === edge.delay &&
      own.tapIndex < 0 === edge.tapIndex < 0
    )
  }

  /** True while it is on its way out. */
  get leaving(): boolean {
    return this.#leaving
  }

  /** True once it has faded out, and its delay too. */
  get closed(): boolean {
    return this.#left.closed && this.#right.closed && this.#draining === 0
  }

  /** [audio] Takes `leave` back. */
  stay(): void {
    this.#leaving = false
  }

  /** [audio] Fades out and stays out. */
  leave(): void {
    this.#leaving = true
    this.#left.to(0)
    this.#right.to(0)
  }

  /**
   * [audio] Sets where the gains go. `channelGain`: what the channel's mute (and for taps before the fader nothing else)
   * does to it; `listen`: the channel's listen mode. `atOnce` for the first block of a new engine.
   */
  aim(channelGain: number, listen: number, atOnce: boolean): void {
    if (this.#leaving) return
    let level = channelGain
    let pan = 0
    if (this.edge.kind === 'pfl') level = listen === 1 ? 1 : 0
    else if (this.edge.kind === 'afl') level = listen === 2 ? 1 : 0
    else if (this.edge.kind === 'send') {
      const values = this.#work.bank.values
      const block = this.edge.block
      level = values[block + SEND.on]! > 0 ? channelGain * dbToGain(values[block + SEND.level]!) : 0
      pan = values[block + SEND.pan]! / 100
    }
    const left =
      level *
      (this.#sum.length === 1 ? 1 : this.#stereoIn ? balanceLeft(pan) : panLeft(pan, this.#work.panLaw))
    const right = level * (this.#stereoIn ? balanceLeft(-pan) : panLeft(-pan, this.#work.panLaw))
    if (atOnce) {
      this.#left.jump(left)
      this.#right.jump(right)
    } else {
      this.#left.to(left)
      this.#right.to(right)
    }
  }

  /** [audio] One grid line. */
  advance(): void {
    this.#left.advance()
    this.#right.advance()
    if (!(this.#left.closed && this.#right.closed)) this.#draining = this.#drainLines
    else if (this.#draining > 0) this.#draining--
  }

  /** [audio] Adds the signal at the tap, 1 or 2 channels, to the sum. */
  push(tap: readonly Float64Array[], frames: number, offset: number): void {
    const left = tap[0]!
    const right = this.#stereoIn ? tap[1]! : left
    if (this.#delay !== undefined) this.#pushDelayed(left, right, frames, offset)
    else if (this.#sum.length === 2) {
      addScaled(this.#sum[0]!, left, this.#left, frames, offset)
      addScaled(this.#sum[1]!, right, this.#right, frames, offset)
    } else if (!this.#left.closed) {
      const mono = this.#mono(left, right, frames)
      addScaled(this.#sum[0]!, mono, this.#left, frames, offset)
    }
  }

  /** [idle] */
  release(): void {
    this.#delay?.release(this.#work.memory)
  }

  #pushDelayed(left: Float64Array, right: Float64Array, frames: number, offset: number): void {
    const spare = this.#work.spare
    if (this.#sum.length === 2) {
      scale(spare[0]!, left, this.#left, frames, offset)
      scale(spare[1]!, right, this.#right, frames, offset)
    } else scale(spare[0]!, this.#mono(left, right, frames), this.#left, frames, offset)
    this.#delay!.process(spare, frames)
    for (let c = 0; c < this.#sum.length; c++) add(this.#sum[c]!, spare[c]!, frames)
  }

  #mono(left: Float64Array, right: Float64Array, frames: number): Float64Array {
    if (!this.#stereoIn) return left
    const mono = this.#work.spare[0]!
    for (let i = 0; i < frames; i++) mono[i] = 0.5 * (left[i]! + right[i]!)
    return mono
  }
}
