import { BUILT_IN } from '../../plugins/index.ts'
import { Engine } from '../engine/engine.ts'
import type { PluginMap } from '../engine/graph.ts'
import { OutputGuard } from '../engine/output-guard.ts'
import { STATUS } from '../engine/plan.ts'
import { warmUp } from '../engine/warm-up.ts'
import { gainToDb } from '../sdk/index.ts'
import type { EngineSetup, FromEngine, ToEngine } from './messages.ts'

/** Share of the newest block in the load reading: it settles within some 50 blocks. */
const LOAD_SHARE = 0.05
/** Grid of events: the engine is asked for news once in this many blocks. */
const NEWS = 32

/**
 * The engine inside a driver's thread: messages in between blocks, 32-bit device buffers at the edges, the output guard
 * behind. The null driver's Worker and the web-audio worklet are thin shells around this one, and tests run it as it is.
 *
 *     device in (32 bit) -> engine (64 bit) -> guard -> device out (32 bit)
 */
export class EngineShell {
  readonly engine: Engine
  readonly #setup: EngineSetup
  readonly #guard: OutputGuard
  readonly #meters: Float64Array
  readonly #answer: (message: FromEngine) => void
  readonly #inputs: readonly Float64Array[]
  readonly #outputs: readonly Float64Array[]
  #blocks = 0
  #load = 0
  #late = 0
  #closed = false

  /**
   * [idle] Warms the plugins up, then answers `ready`. `own`: plugins that do not come with the desk.
   */
  constructor(setup: EngineSetup, answer: (message: FromEngine) => void, own: PluginMap = new Map()) {
    const started = performance.now()
    this.#setup = setup
    this.#answer = answer
    this.#guard = new OutputGuard(setup.sampleRate, setup.outputs)
    this.#meters = new Float64Array(setup.banks.meters)
    const buffers = (channels: number) =>
      Array.from({ length: channels }, () => new Float64Array(setup.blockFrames))
    this.#inputs = buffers(setup.inputs)
    this.#outputs = buffers(setup.outputs)
    warmUp(BUILT_IN, setup.warmUp, setup.sampleRate)
    this.#warmUpOwn(own)
    const plugins = new Map([...BUILT_IN, ...own])
    this.engine = new Engine({ sampleRate: setup.sampleRate, plugins, banks: setup.banks })
    answer({ kind: 'ready', warmUpMs: performance.now() - started })
  }

  /** True once it has ramped down after `close`. */
  get closed(): boolean {
    return this.#closed
  }

  /** Frames of the start ramp of the guard. */
  get rampFrames(): number {
    return this.#guard.rampFrames
  }

  /** [idle] */
  handle(message: ToEngine): void {
    const { engine } = this
    if (message.kind === 'plan') this.#apply(message)
    else if (message.kind === 'play') engine.transport.play()
    else if (message.kind === 'stop') engine.transport.stop()
    else if (message.kind === 'locate') engine.transport.locate(message.frame)
    else if (message.kind === 'loop') engine.transport.loop(message.start, message.end)
    else this.#guard.stop()
  }

  /**
   * [audio] One block of `frames` frames, at most `blockFrames`. Device channels that are missing count as silence or go nowhere.
   */
  render(inputs: readonly Float32Array[], outputs: readonly Float32Array[], frames: number): void {
    const started = performance.now()
    for (let c = 0; c < this.#inputs.length; c++) {
      const from = inputs[c]
      const to = this.#inputs[c]!
      if (from === undefined) to.fill(0)
      else for (let i = 0; i < frames; i++) to[i] = from[i]!
    }
    this.engine.process(this.#inputs, this.#outputs, frames)
    this.#guard.process(this.#outputs, frames)
    for (let c = 0; c < outputs.length; c++) {
      const from = this.#outputs[c]
      const to = outputs[c]!
      if (from === undefined) to.fill(0)
      else for (let i = 0; i < frames; i++) to[i] = from[i]!
    }
    this.#account(performance.now() - started, frames)
  }

  /** [audio] The driver noticed that a block came too late. */
  countLate(): void {
    this.#meters[STATUS.lateBlocks] = ++this.#late
  }

  /** One by one, as if each were being prepared: whoever does not come back is known by its block. */
  #warmUpOwn(own: PluginMap): void {
    for (const { plugin, play } of this.#setup.warmUp) {
      if (typeof play === 'string' || !own.has(plugin)) continue
      for (const insert of play) {
        this.#meters[STATUS.running] = -insert.block
        warmUp(own, [{ plugin, play: [insert] }], this.#setup.sampleRate)
      }
    }
    this.#meters[STATUS.running] = 0
  }

  #account(ms: number, frames: number): void {
    const share = ms / ((frames * 1000) / this.#setup.sampleRate)
    this.#load += (share - this.#load) * LOAD_SHARE
    this.#meters[STATUS.load] = this.#load
    this.#meters[STATUS.guardDb] = gainToDb(this.#guard.deepest)
    if (this.#guard.silent && !this.#closed) {
      this.#closed = true
      this.#answer({ kind: 'closed' })
    }
    if (++this.#blocks % NEWS !== 0) return
    // Between two blocks: [idle] from here.
    for (const event of this.engine.events()) this.#answer(event)
    if (!this.engine.changing) this.engine.collect()
  }

  #apply(message: Extract<ToEngine, { kind: 'plan' }>): void {
    try {
      this.engine.apply(message.plan, message.rings, message.barred)
    } catch (error) {
      this.#answer({ kind: 'refused', sentence: error instanceof Error ? error.message : String(error) })
    }
  }
}
