import type { BankMemory } from '../engine/bank.ts'
import { STATUS } from '../engine/plan.ts'
import type { Barred } from './barred.ts'
import type { AudioDriver, DriverEvent, OpenOptions, OwnSetup, RunningDriver } from './driver.ts'
import { type Complaint, culpritIn, EngineWatch } from './engine-watch.ts'

/** `held`: somebody from elsewhere held the thread up; both are gone, and a person has heard why. */
export type WatchedEvent = DriverEvent | { readonly kind: 'held' }

export interface WatchedDriverOptions {
  readonly driver: AudioDriver
  readonly open: OpenOptions
  readonly banks: BankMemory
  /** Gets to know who must not run any more. */
  readonly barred: Barred
  /** After `lost` and `held` nothing runs until the next `open`. */
  readonly onEvent: (event: WatchedEvent) => void
}

/**
 * A driver under watch: code from elsewhere that does not come back, or that was at work when the thread ended, is barred and its thread
 * ended. The desk's own code never has to go: where it is late, the machine is. [control]
 */
export class WatchedDriver {
  readonly #options: WatchedDriverOptions
  readonly #meters: Float64Array
  #running: RunningDriver | undefined
  /** Ends the thread that runs now. */
  #life = new AbortController()
  #watch: EngineWatch | undefined
  /** Who holds the start up. */
  #culprit: Complaint | undefined
  #closed = false

  constructor(options: WatchedDriverOptions) {
    this.#options = options
    this.#meters = new Float64Array(options.banks.meters)
  }

  /** The device, while it plays. */
  get running(): RunningDriver | undefined {
    return this.#running
  }

  /** Opens the device, over and over until nobody from elsewhere holds the start up. Rejects with one sentence when it cannot. */
  async open(own: () => OwnSetup): Promise<void> {
    const { driver, open } = this.#options
    for (;;) {
      const life = this.#begin()
      try {
        const options = { ...open, signal: life.signal }
        this.#running = await driver.open(options, own(), (event) => this.#hear(event, life))
        return
      } catch (error) {
        this.#watch?.stop()
        if (this.#culprit === undefined || this.#closed) throw error
        this.#bar(this.#culprit)
      }
    }
  }

  /** Ramps to silence and lets everything go. */
  async close(): Promise<void> {
    this.#closed = true
    this.#watch?.stop()
    await this.#running?.close()
  }

  /** A fresh life of the thread, watched. */
  #begin(): AbortController {
    const { barred, open, onEvent } = this.#options
    const meters = this.#meters
    meters[STATUS.running] = 0
    meters[STATUS.loading] = 0
    this.#culprit = undefined
    const life = new AbortController()
    this.#life = life
    this.#watch = new EngineWatch({
      meters,
      rate: open.sampleRate,
      isForeign: (culprit) => barred.isForeign(culprit),
      onStuck: (complaint) => {
        if (life === this.#life) this.#end(complaint)
      },
      onSlow: (complaint) => onEvent({ kind: 'note', sentence: this.#slowSentence(complaint) }),
    })
    return life
  }

  #slowSentence(complaint: Complaint): string {
    const name = this.#options.barred.nameOf(complaint) ?? 'the engine'
    return `${name}: ${complaint.why}, because the machine is too busy; the sound goes on when it does`
  }

  #hear(event: DriverEvent, life: AbortController): void {
    if (life !== this.#life || this.#closed) return
    const { barred, onEvent } = this.#options
    if (event.kind !== 'lost') {
      onEvent(event)
      return
    }
    const culprit = culpritIn(this.#meters)
    const ended = event.ended === true
    if (ended && culprit !== undefined && barred.isForeign(culprit))
      this.#end({ ...culprit, why: `${event.sentence} while it was at work` })
    // Somebody at work in a thread that lives: the watch knows how long that may last.
    else if (ended || culprit === undefined) this.#lose(event, ended)
  }

  /** Ends the thread because of somebody from elsewhere. While a device is being opened, that fails then. */
  #end(complaint: Complaint): void {
    this.#watch?.stop()
    this.#culprit = complaint
    const opening = this.#running === undefined
    this.#running = undefined
    this.#life.abort()
    if (opening) return
    this.#bar(complaint)
    this.#options.onEvent({ kind: 'held' })
  }

  #lose(event: DriverEvent, ended: boolean): void {
    const running = this.#running
    // Else the opening fails, and says why.
    if (running === undefined) return
    this.#running = undefined
    this.#watch?.stop()
    // Closing a dead device may never end: nobody waits for it.
    if (ended) this.#life.abort()
    else void running.close().catch(() => {})
    this.#options.onEvent(event)
  }

  #bar(complaint: Complaint): void {
    const { barred, onEvent } = this.#options
    barred.bar(complaint)
    const sentence = `${barred.nameOf(complaint)} is bypassed and the audio thread starts again: ${complaint.why}`
    onEvent({ kind: 'note', sentence })
  }
}
