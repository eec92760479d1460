import { STATUS } from '../engine/plan.ts'

/**
 * Looks at an engine's thread from outside. The thread says in the meter bank whose code it runs; when neither that nor its heartbeat moves from
 * one look to the next, again and again, that code does not come back. Looks are counted, not time: a machine that was suspended, or
 * has no time for this thread, has none for the other either.
 */

const LOOK_MS = 50
/** Looks without any movement after which somebody from elsewhere is stuck: 400 ms. */
const PROCESS_LOOKS = 8
/** Preparing, with the warm-up before the first sound, may take 2 s. The desk's own code comes back; when that takes so long, the machine has no time, and a person should know. */
const LONG_LOOKS = 40
/** Loading a module on a slow machine: 10 s. */
const LOAD_LOOKS = 200
/** Looks that code from elsewhere may stand still. */
const PATIENCE = { process: PROCESS_LOOKS, prepare: LONG_LOOKS, load: LOAD_LOOKS } as const
/** Over so many looks (2 s) the engine must keep up; who was at work in nearly all of them keeps it from that. */
const WINDOW = 40
const NEARLY_ALL = 0.9

/** Who holds the engine up. */
export interface Culprit {
  /** `load`: a plugin as a whole; else an insert. */
  readonly during: 'process' | 'prepare' | 'load'
  /** Parameter block of the insert; for `load` the number of the plugin, from 1. */
  readonly number: number
}

/** Why it had to go, as the end of a sentence about it. */
export type Complaint = Culprit & { readonly why: string }

/** [control] Whose code runs in the thread that writes to this meter bank. */
export function culpritIn(meters: Float64Array): Culprit | undefined {
  const running = meters[STATUS.running]!
  const loading = meters[STATUS.loading]!
  if (loading > 0) return { during: 'load', number: loading }
  if (running === 0) return undefined
  return running > 0 ? { during: 'process', number: running } : { during: 'prepare', number: -running }
}

const stuck = (culprit: Culprit, looks: number): Complaint => {
  const limit = looks * LOOK_MS
  const time = limit < 1000 ? `${limit} ms` : `${limit / 1000} s`
  const what = { process: 'return', prepare: 'get prepared', load: 'get loaded' }[culprit.during]
  return { ...culprit, why: `it did not ${what} within ${time}` }
}

export interface WatchOptions {
  /** The meter bank of the thread. */
  readonly meters: Float64Array
  /** Hz */
  readonly rate: number
  /** Whether the code comes from elsewhere: only such code ever has to go, the desk's own is slow where the machine is. */
  readonly isForeign: (culprit: Culprit) => boolean
  /** Hears once who has to go; then the watch is over. */
  readonly onStuck: (complaint: Complaint) => void
  /** Hears of code of the desk's own that takes long, once per call; it is waited for. */
  readonly onSlow: (complaint: Complaint) => void
}

/** [control] Looks from its making until `stop`, or until somebody has to go. */
export class EngineWatch {
  readonly #options: WatchOptions
  readonly #meters: Float64Array
  readonly #timer: NodeJS.Timeout
  #frames = -1
  #running = 0
  #loading = 0
  #still = 0
  /** The window: its looks, frames at its start, and how often each insert was at work. */
  #looks = 0
  #start = 0
  readonly #seen = new Map<number, number>()

  constructor(options: WatchOptions) {
    this.#options = options
    this.#meters = options.meters
    this.#timer = setInterval(() => this.look(), LOOK_MS).unref()
  }

  /** [control] */
  stop(): void {
    clearInterval(this.#timer)
  }

  /** [control] One look; the timer does this. */
  look(): void {
    const complaint = this.#standsStill() ?? this.#fallsBehind()
    if (complaint === undefined) return
    this.stop()
    this.#options.onStuck(complaint)
  }

  #standsStill(): Complaint | undefined {
    const meters = this.#meters
    const frames = meters[STATUS.frames]!
    const running = meters[STATUS.running]!
    const loading = meters[STATUS.loading]!
    const same = frames === this.#frames && running === this.#running && loading === this.#loading
    this.#still = same ? this.#still + 1 : 0
    this.#frames = frames
    this.#running = running
    this.#loading = loading
    const culprit = culpritIn(meters)
    if (culprit === undefined) return undefined
    if (!this.#options.isForeign(culprit)) {
      if (this.#still === LONG_LOOKS) this.#options.onSlow(stuck(culprit, LONG_LOOKS))
      return undefined
    }
    const looks = PATIENCE[culprit.during]
    return this.#still >= looks ? stuck(culprit, looks) : undefined
  }

  /** A call that takes longer than the sound it makes comes back, but the desk stutters for ever. */
  #fallsBehind(): Complaint | undefined {
    if (this.#running > 0) this.#seen.set(this.#running, (this.#seen.get(this.#running) ?? 0) + 1)
    if (++this.#looks < WINDOW) return undefined
    const wanted = (WINDOW * LOOK_MS * this.#options.rate) / 1000
    const [worst] = [...this.#seen].sort((a, b) => b[1] - a[1])
    const behind = this.#frames - this.#start < wanted / 2
    this.#looks = 0
    this.#start = this.#frames
    this.#seen.clear()
    if (!behind || worst === undefined || worst[1] < WINDOW * NEARLY_ALL) return undefined
    const culprit: Culprit = { during: 'process', number: worst[0] }
    if (!this.#options.isForeign(culprit)) return undefined
    return { ...culprit, why: 'it takes longer than the sound lasts that it works on' }
  }
}
