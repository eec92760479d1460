import { type BankMemory, ParameterBank } from '../engine/bank.ts'
import { STATUS } from '../engine/plan.ts'
import { warmWishes } from '../engine/warm-wishes.ts'
import type { OpenSession } from '../media/open-session.ts'
import type { Desk } from '../session/desk/desk.ts'
import type { TransportSink } from '../session/desk/transport.ts'
import { Barred } from './barred.ts'
import type { AudioDriver, OpenOptions, OwnSetup } from './driver.ts'
import type { ToEngine } from './messages.ts'
import { raisePriority } from './priority.ts'
import { WatchedDriver, type WatchedEvent } from './watched-driver.ts'

/** Time between two tries to get a lost device back, ms. */
const RETRY_MS = 2000

export interface LiveEngineOptions {
  readonly driver: AudioDriver
  readonly open: OpenOptions
  readonly session: OpenSession
  readonly desk: Desk
  readonly banks: BankMemory
  /** What passes the transport's commands on to this engine. */
  readonly sink: () => TransportSink
  readonly onNote: (sentence: string) => void
}

/**
 * The engine's thread and its device, kept alive from outside. A device that goes away is asked for again; a thread that had to be ended is
 * followed by another. Mix and position are in shared memory and stay. [control]
 */
export class LiveEngine {
  readonly #options: LiveEngineOptions
  readonly #meters: Float64Array
  readonly #values: Float64Array
  readonly #barred: Barred
  readonly #driver: WatchedDriver
  #retry: NodeJS.Timeout | undefined
  /** True once a device was open: what is told once need not be told again. */
  #opened = false
  #closed = false

  constructor(options: LiveEngineOptions) {
    const { driver, open, banks, session } = options
    this.#options = options
    this.#meters = new Float64Array(banks.meters)
    this.#values = new ParameterBank(banks.parameters).values
    this.#barred = new Barred(session.pluginSources)
    const onEvent = (event: WatchedEvent): void => this.#hear(event)
    this.#driver = new WatchedDriver({ driver, open, banks, barred: this.#barred, onEvent })
  }

  get description(): string | undefined {
    return this.#driver.running?.description
  }

  /** Opens the device and brings it the plan; rejects with one sentence when it cannot. */
  async open(): Promise<void> {
    await this.#attach(true)
    this.sendPlan()
  }

  send(message: ToEngine): void {
    this.#driver.running?.send(message)
  }

  sendPlan(): void {
    const { desk, session } = this.#options
    const rings = session.tracks.map((track) => track.ring)
    this.send({ kind: 'plan', plan: desk.plan, rings, barred: this.#barred.in(desk.plan) })
  }

  /** Ramps to silence and lets everything go. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    await this.#driver.close()
  }

  /** `warm`: somebody can wait until its code is fast. */
  async #attach(warm: boolean): Promise<void> {
    const priority = raisePriority()
    try {
      await this.#driver.open(() => this.#setup(warm))
      if (!this.#opened) this.#options.onNote(priority.sentence)
      this.#opened = true
    } finally {
      priority.restore()
    }
  }

  #setup(warm: boolean): OwnSetup {
    const { banks, desk, session } = this.#options
    const plugins = session.pluginSources
    const foreign = new Set(plugins.map(({ id }) => id))
    const barred = this.#barred.in(desk.plan)
    const warmUp = warm ? warmWishes(desk.plan, this.#values, session.plugins, foreign, barred) : []
    return { banks, warmUp, plugins, barredPlugins: this.#barred.plugins }
  }

  #hear(event: WatchedEvent): void {
    if (event.kind === 'fault' || event.kind === 'refused' || event.kind === 'note')
      this.#options.onNote(event.sentence)
    else if (event.kind === 'lost') this.#later(event.sentence)
    else if (event.kind === 'held') void this.#startAgain()
  }

  /** In the middle of a show a thread starts cold: its first blocks are late, and its ramp hides them. */
  async #startAgain(): Promise<void> {
    const stood = performance.now()
    const position = this.#meters[STATUS.position]!
    try {
      await this.#attach(false)
    } catch (error) {
      this.#later(error instanceof Error ? error.message : String(error))
      return
    }
    await this.#goOn(position)
    this.#options.onNote(`the audio thread runs again after ${Math.round(performance.now() - stood)} ms`)
  }

  #later(sentence: string): void {
    if (this.#closed) return
    this.#options.onNote(
      `${sentence}; the mix is kept, trying the same device again every ${RETRY_MS / 1000} s`,
    )
    this.#retry = setTimeout(() => void this.#tryAgain(), RETRY_MS)
  }

  async #tryAgain(): Promise<void> {
    const position = this.#meters[STATUS.position]!
    try {
      // Asked in a child process first: in vain, the system's sound library would write over the terminal.
      if (!(await this.#options.driver.report()).available) throw new Error('still away')
      if (!this.#closed) await this.#attach(true)
    } catch {
      if (!this.#closed) this.#retry = setTimeout(() => void this.#tryAgain(), RETRY_MS)
      return
    }
    await this.#goOn(position)
    this.#options.onNote(`the device is back: ${this.description}`)
  }

  /** Brings a new thread to where the last one was. */
  async #goOn(position: number): Promise<void> {
    if (this.#closed) {
      await this.#driver.close()
      return
    }
    // Before the plan: no block must be played, and nothing be read, at another place.
    this.send({ kind: 'locate', frame: position })
    this.sendPlan()
    this.#options.desk.connectTransport(this.#options.sink())
  }
}
