import type { BankMemory } from '../engine/bank.ts'
import { STATUS } from '../engine/plan.ts'
import type { OpenSession } from '../media/open-session.ts'
import type { Desk } from '../session/desk/desk.ts'
import type { TransportSink } from '../session/desk/transport.ts'
import { Barred } from './barred.ts'
import type { AudioDriver, DriverEvent, OpenOptions, RunningDriver } from './driver.ts'
import { type Complaint, culpritIn, EngineWatch } from './engine-watch.ts'
import type { ToEngine } from './messages.ts'
import { raisePriority } from './priority.ts'

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
 * The engine's thread and its device, kept alive from outside. A device that goes away is asked for again; code that does not come back is
 * ended together with its thread, and a new thread goes on without it. Mix and position are in shared memory and stay. [control]
 */
export class LiveEngine {
  readonly #options: LiveEngineOptions
  readonly #meters: Float64Array
  readonly #barred: Barred
  #driver: RunningDriver | undefined
  /** Ends the thread that runs now. */
  #life = new AbortController()
  #watch: EngineWatch | undefined
  #retry: NodeJS.Timeout | undefined
  /** True once a device was open: what is told once need not be told again. */
  #opened = false
  /** True while somebody hears that there is no sound. */
  #urgent = false
  #closed = false

  constructor(options: LiveEngineOptions) {
    this.#options = options
    this.#meters = new Float64Array(options.banks.meters)
    this.#barred = new Barred(options.session.pluginSources)
  }

  get description(): string | undefined {
    return this.#driver?.description
  }

  /** Opens the device and brings it the plan; rejects with one sentence when it cannot. */
  async open(): Promise<void> {
    await this.#attach()
    this.sendPlan()
  }

  send(message: ToEngine): void {
    this.#driver?.send(message)
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
    this.#watch?.stop()
    await this.#driver?.close()
  }

  /** Tries until nobody holds the start up any more. */
  async #attach(): Promise<void> {
    for (;;) {
      let complaint: Complaint | undefined
      const life = this.#begin((found) => {
        complaint = found
        life.abort()
      })
      try {
        this.#driver = await this.#openDriver(life)
        return
      } catch (error) {
        this.#watch?.stop()
        const culprit = complaint ?? this.#whoEnded()
        if (culprit === undefined || this.#closed) throw error
        this.#bar(culprit)
      }
    }
  }

  /** A fresh life of the thread, watched; `onStuck` counts until its driver runs. */
  #begin(onStuck: (complaint: Complaint) => void): AbortController {
    const meters = this.#meters
    meters[STATUS.running] = 0
    meters[STATUS.loading] = 0
    const life = new AbortController()
    this.#life = life
    const { open, desk } = this.#options
    const isForeign = (block: number): boolean => this.#barred.isForeign(block, desk.plan)
    this.#watch = new EngineWatch(meters, open.sampleRate, isForeign, (complaint) => {
      if (this.#driver === undefined) onStuck(complaint)
      else this.#complain(complaint, life)
    })
    return life
  }

  async #openDriver(life: AbortController): Promise<RunningDriver> {
    const { driver, open, session, banks, onNote } = this.#options
    const priority = raisePriority()
    const own = {
      banks,
      // A thread that follows another in the middle of a show starts cold: its first blocks are late, and its ramp hides them.
      warmUp: this.#urgent ? [] : [...session.plugins.keys()],
      plugins: session.pluginSources,
      barredPlugins: this.#barred.plugins,
    }
    try {
      const options = { ...open, signal: life.signal }
      const running = await driver.open(options, own, (event) => this.#hear(event, life))
      if (!this.#opened) onNote(priority.sentence)
      this.#opened = true
      return running
    } finally {
      priority.restore()
    }
  }

  #hear(event: DriverEvent, life: AbortController): void {
    if (life !== this.#life) return
    if (event.kind === 'fault' || event.kind === 'refused' || event.kind === 'note')
      this.#options.onNote(event.sentence)
    if (event.kind !== 'lost' || this.#closed || this.#driver === undefined) return
    const culprit = this.#whoEnded()
    if (culprit === undefined) this.#lose(event.sentence)
    // Somebody at work in a thread that lives: the watch knows how long that may last.
    else if (event.ended === true) void this.#startAgain(culprit)
  }

  /** Whose code ran last in a thread that is gone. */
  #whoEnded(): Complaint | undefined {
    const culprit = culpritIn(this.#meters)
    return culprit === undefined ? undefined : { ...culprit, why: 'it ended the audio thread' }
  }

  #complain(complaint: Complaint, life: AbortController): void {
    if (life !== this.#life || this.#closed) return
    void this.#startAgain(complaint)
  }

  #bar(complaint: Complaint): void {
    const { desk, onNote } = this.#options
    const name = this.#barred.bar(complaint, desk.plan) ?? 'the engine'
    onNote(`${name} holds the audio thread up: ${complaint.why}; it is bypassed and the thread starts again`)
  }

  /** Ends the thread and goes on in a new one without the culprit. */
  async #startAgain(complaint: Complaint): Promise<void> {
    const stood = performance.now()
    this.#driver = undefined
    this.#watch?.stop()
    this.#life.abort()
    this.#urgent = true
    this.#bar(complaint)
    const position = this.#meters[STATUS.position]!
    try {
      await this.#attach()
    } catch (error) {
      this.#later(error instanceof Error ? error.message : String(error))
      return
    }
    await this.#goOn(position)
    this.#options.onNote(`the audio thread runs again after ${Math.round(performance.now() - stood)} ms`)
  }

  #lose(sentence: string): void {
    // Closing a dead device may never end: nobody waits for it.
    void this.#driver?.close().catch(() => {})
    this.#driver = undefined
    this.#watch?.stop()
    this.#later(sentence)
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
      if (!this.#closed) await this.#attach()
    } catch {
      if (!this.#closed) this.#retry = setTimeout(() => void this.#tryAgain(), RETRY_MS)
      return
    }
    await this.#goOn(position)
    this.#options.onNote(`the device is back: ${this.description}`)
  }

  /** Brings a new thread to where the last one was. */
  async #goOn(position: number): Promise<void> {
    this.#urgent = false
    if (this.#closed) {
      await this.#driver?.close()
      return
    }
    // Before the plan: no block must be played, and nothing be read, at another place.
    this.send({ kind: 'locate', frame: position })
    this.sendPlan()
    this.#options.desk.connectTransport(this.#options.sink())
  }
}
