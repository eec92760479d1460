import type { PluginDefinition, ProcessIo } from '../sdk/index.ts'
import type { AudioMemory } from './audio-memory.ts'
import type { ParameterBank } from './bank.ts'
import { DelayLine } from './delay-line.ts'
import { EntryRamp } from './entry-ramp.ts'
import { GainGlide } from './gain-glide.ts'
import { GuardedProcessor } from './guarded-processor.ts'
import { HeldMeter, ReadingCell } from './held-meter.ts'
import { blend, silenceBroken } from './mix-loops.ts'
import { ParameterBlock } from './parameter-block.ts'
import type { InsertPlan } from './plan.ts'
import type { Workspace } from './workspace.ts'

/** Planar buffers of 1 or 2 channels, QUANTUM long. */
export type Planar = readonly Float64Array[]

/** ProcessIo as the host writes it. */
type Io = { -readonly [K in keyof ProcessIo]: ProcessIo[K] }

/**
 * A plugin at work in a channel. The host's part of the contract is here: bypass with a fade and a dry path of the same
 * latency, glides, the guard against broken samples, meters.
 *
 *     in -+-> entry -> processor -> finite? -> x wet -+-> out
 *         +-> delay (its latency) -> x (1 - wet) -----+
 */
export class Insert {
  readonly plan: InsertPlan
  readonly definition: PluginDefinition
  /** 1 sounds, 0 bypassed. */
  readonly wet: GainGlide
  /** Buffers of the key signal, filled by the channel it comes from; empty without a key. */
  readonly key: Planar
  /** Set by the guard: why the processor no longer runs. */
  fault: string | undefined
  readonly #bank: ParameterBank
  readonly #parameters: ParameterBlock
  readonly #processor: GuardedProcessor
  readonly #dry: DelayLine | undefined
  readonly #dryBuffers: Planar
  readonly #owned: Float64Array[] = []
  readonly #cells: { value: number }[] = []
  readonly #meters: HeldMeter[]
  readonly #io: Io
  #generation: number
  #bypassed: boolean
  #leaving = false
  #asleep: boolean
  /** The input opens; then `wet` follows. */
  #waking = false
  readonly #entry: EntryRamp
  /** Parameters moved while the processor slept: it must hear of it in its first call. */
  #stale = true

  /**
   * [idle] `entering` starts dry and fades in, for an insert that comes into a playing channel. `barred`: why its code must
   * not run at all; it passes its input on, like one whose `prepare` throws.
   */
  constructor(
    work: Workspace,
    plan: InsertPlan,
    definition: PluginDefinition,
    channels: 1 | 2,
    entering: boolean,
    barred?: string,
  ) {
    const { bank, memory, sampleRate } = work
    this.plan = plan
    this.definition = definition
    this.#bank = bank
    this.#generation = bank.blockGeneration(plan.block)
    this.#bypassed = bank.values[plan.block]! > 0
    this.wet = new GainGlide(sampleRate, entering || this.#bypassed ? 0 : 1)
    const first = plan.block + 1
    this.#parameters = new ParameterBlock(definition.params, bank.values, first, sampleRate, plan.files)
    const allocate = (doubles: number): Float64Array => {
      const view = memory.allocate(doubles)
      this.#owned.push(view)
      return view
    }
    const cells: Record<string, { value: number }> = {}
    this.#meters = Object.entries(definition.meters).map(([id, meter]) => {
      const cell = new ReadingCell(meter.rest)
      cells[id] = cell
      this.#cells.push(cell)
      return new HeldMeter(meter, sampleRate)
    })
    this.#processor = new GuardedProcessor(work.meters, plan.block, () => {
      if (barred !== undefined) throw new Error(barred)
      return definition.prepare({ sampleRate, channels, allocate }, this.#parameters.views, cells)
    })
    this.fault = this.#processor.missing
    if (this.fault !== undefined) this.wet.jump(0)
    this.#asleep = entering || this.#bypassed || this.fault !== undefined
    const buffers = (): Planar => Array.from({ length: channels }, () => allocate(work.quantum))
    this.#entry = new EntryRamp(sampleRate, buffers(), plan.latencyFrames)
    this.#dryBuffers = plan.latencyFrames > 0 ? buffers() : []
    this.#dry = plan.latencyFrames > 0 ? new DelayLine(memory, channels, plan.latencyFrames) : undefined
    this.key = plan.key === null ? [] : [allocate(work.quantum), allocate(work.quantum)]
    this.#io = {
      input: [],
      output: [],
      key: plan.key === null ? undefined : this.key,
      frames: 0,
      offset: 0,
      changed: true,
      bpm: 120,
    }
  }

  /** True when it is about to be taken out. */
  get leaving(): boolean {
    return this.#leaving
  }

  /** [audio] Fades to dry and stays there: the insert is about to be taken out. */
  leave(): void {
    this.#leaving = true
    this.#aim()
  }

  /** [audio] Fades in, unless it is bypassed: the insert has just come into a playing channel. */
  enter(): void {
    this.#leaving = false
    this.#aim()
  }

  /** [audio] Takes what was written into its block since the last look. */
  retarget(): void {
    const generation = this.#bank.blockGeneration(this.plan.block)
    if (generation === this.#generation) return
    this.#generation = generation
    const bypassed = this.#bank.values[this.plan.block]! > 0
    // Switching a faulty insert off and on again is how a person gives it another try.
    if (bypassed !== this.#bypassed && this.#processor.missing === undefined) this.fault = undefined
    this.#bypassed = bypassed
    this.#parameters.retarget(this.#bank.values, this.plan.block + 1)
    this.#aim()
  }

  /** [audio] One grid line; `meters` is the meter bank. */
  advance(meters: Float64Array): void {
    this.wet.advance()
    this.#entry.advance()
    this.#parameters.advance()
    if (this.#parameters.changed) this.#stale = true
    if (this.#waking && this.#entry.through) {
      this.#waking = false
      this.wet.to(1)
    }
    if (this.wet.closed && !this.#waking) {
      if (!this.#asleep) this.#reset()
      this.#asleep = true
    } else {
      this.#asleep = false
      const wrong = this.#processor.flush()
      if (wrong !== undefined) this.#blame(wrong)
    }
    for (let m = 0; m < this.#meters.length; m++) {
      this.#meters[m]!.publish(meters, this.plan.meter + m)
    }
  }

  /** [audio] True when the result stands in `output`, false when it still stands in `input`. */
  process(input: Planar, output: Planar, frames: number, offset: number, bpm: number): boolean {
    const dry = this.#delayedDry(input, frames)
    if (this.#asleep || this.fault !== undefined) return this.#passDry(input, dry, output, frames)
    const io = this.#io
    io.input = this.#entry.let(input, frames, offset)
    io.output = output
    io.frames = frames
    io.offset = offset
    io.changed = offset === 0 && this.#stale
    if (offset === 0) this.#stale = false
    io.bpm = bpm
    const wrong = this.#processor.process(io, output, frames)
    if (wrong !== undefined) {
      this.#blame(wrong)
      // What it should only have read may be broken too.
      for (let c = 0; c < input.length; c++) silenceBroken(input[c]!, frames)
      return this.#passDry(input, dry, output, frames)
    }
    for (let m = 0; m < this.#meters.length; m++) this.#meters[m]!.give(this.#cells[m]!)
    if (this.wet.still && this.wet.c0 === 1) return true
    for (let c = 0; c < output.length; c++) blend(output[c]!, dry[c]!, output[c]!, this.wet, frames, offset)
    return true
  }

  /** [idle] Gives all its memory back. */
  release(memory: AudioMemory): void {
    for (const view of this.#owned) memory.free(view)
    this.#owned.length = 0
    this.#dry?.release(memory)
  }

  #aim(): void {
    if (this.#bypassed || this.#leaving || this.fault !== undefined) {
      this.#waking = false
      this.wet.to(0)
      return
    }
    if (this.#asleep && !this.#waking) {
      this.#waking = true
      this.#entry.begin()
    }
    if (!this.#waking) this.wet.to(1)
  }

  /** The block is already broken: dry at once, without a fade. */
  #blame(why: string): void {
    this.fault = why
    this.wet.jump(0)
    this.#asleep = true
    this.#waking = false
    this.#reset()
  }

  #reset(): void {
    const wrong = this.#processor.reset()
    if (wrong !== undefined) this.fault = wrong
  }

  #delayedDry(input: Planar, frames: number): Planar {
    if (this.#dry === undefined) return input
    for (let c = 0; c < input.length; c++) {
      const from = input[c]!
      const to = this.#dryBuffers[c]!
      for (let i = 0; i < frames; i++) to[i] = from[i]!
    }
    this.#dry.process(this.#dryBuffers, frames)
    return this.#dryBuffers
  }

  #passDry(input: Planar, dry: Planar, output: Planar, frames: number): boolean {
    if (dry === input) return false
    for (let c = 0; c < output.length; c++) {
      const from = dry[c]!
      const to = output[c]!
      for (let i = 0; i < frames; i++) to[i] = from[i]!
    }
    return true
  }
}
