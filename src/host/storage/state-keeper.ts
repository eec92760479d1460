import type { Desk } from '../session/desk/desk.ts'
import type { DeskRecord } from '../session/desk/record.ts'
import type { FaultListener } from '../session/desk/watchers.ts'
import { Journal } from './journal.ts'
import { journalLine, startLine, withoutInfinity } from './journal-line.ts'
import { writeGeneration } from './state-file.ts'

/** The whole state is written at most this often, ms. */
const STATE_MS = 1000

export interface KeeperOptions {
  /** Highest revision in the folder (RestoreReport.revision): this keeper goes on from there. */
  readonly revision: number
  /** True when the desk was brought to the saved state; false when it starts as its session is saved. */
  readonly restored: boolean
  readonly onFault: FaultListener
  /** ms, never backwards. */
  readonly clock?: () => number
}

/**
 * Keeps a desk through crashes: every change goes to the journal, and the whole state is written beside it now and
 * then. The host calls `tick` four times a second from a timer that does not hold the process; what a crash can take
 * is what moved since the last tick. A disk that fails is reported once and tried again on every tick. [control]
 */
export class StateKeeper {
  readonly #desk: Desk
  readonly #folder: string
  readonly #journal: Journal
  readonly #onFault: FaultListener
  readonly #clock: () => number
  readonly #stop: () => void
  #revision: number
  #savedMs = Number.NEGATIVE_INFINITY
  #valuesMoved = true
  #scenesMoved = true
  #ticking: Promise<void> | undefined
  #failing = false

  constructor(desk: Desk, folder: string, options: KeeperOptions) {
    this.#desk = desk
    this.#folder = folder
    this.#journal = new Journal(folder)
    this.#onFault = options.onFault
    this.#clock = options.clock ?? (() => performance.now())
    this.#revision = options.revision
    if (!options.restored) this.#write(startLine(++this.#revision, Date.now()))
    this.#stop = desk.onRecord((record) => this.#record(record))
  }

  /** [control] Brings to the disk what moved. Never rejects. A call during a running one is that one. */
  tick(): Promise<void> {
    if (this.#ticking === undefined)
      this.#ticking = this.#tick().finally(() => {
        this.#ticking = undefined
      })
    return this.#ticking
  }

  /** [control] Takes the last changes to the disk and lets go of the desk. */
  async close(): Promise<void> {
    this.#stop()
    await this.#ticking
    this.#savedMs = Number.NEGATIVE_INFINITY
    await this.#tick()
    await this.#guarded(() => this.#journal.close())
  }

  #record(record: DeskRecord): void {
    this.#write(journalLine(++this.#revision, Date.now(), record))
    this.#valuesMoved = true
    for (const move of record.moves) if (move.kind === 'scene') this.#scenesMoved = true
  }

  /** When lines had to be given up, only the whole state still tells everything. */
  #write(line: string): void {
    if (!this.#journal.append(line)) this.#valuesMoved = this.#scenesMoved = true
  }

  async #tick(): Promise<void> {
    const journalled = await this.#guarded(() => this.#journal.flush())
    const now = this.#clock()
    if (now - this.#savedMs < STATE_MS) return
    const saved = (await this.#saveScenes()) && (await this.#saveState())
    if (saved) this.#savedMs = now
    if (saved && journalled) this.#failing = false
  }

  async #saveScenes(): Promise<boolean> {
    if (!this.#scenesMoved) return true
    this.#scenesMoved = false
    const scenes = this.#desk
      .changedScenes()
      .map(([name, scene]) => ({ name, values: scene?.values ?? null }))
    return this.#save('scenes', { version: 1, revision: this.#revision, scenes }, () => {
      this.#scenesMoved = true
    })
  }

  async #saveState(): Promise<boolean> {
    if (!this.#valuesMoved) return true
    this.#valuesMoved = false
    const state = {
      version: 1,
      revision: this.#revision,
      savedAtMs: Date.now(),
      values: Object.fromEntries(this.#desk.values()),
      wiring: Object.fromEntries(this.#desk.rewired()),
    }
    return this.#save('state', state, () => {
      this.#valuesMoved = true
    })
  }

  async #save(name: string, state: unknown, failed: () => void): Promise<boolean> {
    const json = JSON.stringify(state, withoutInfinity)
    const saved = await this.#guarded(() => writeGeneration(this.#folder, name, json))
    if (!saved) failed()
    return saved
  }

  /** True when it went well. A disk that stays full is one report, not four a second. */
  async #guarded(run: () => Promise<void>): Promise<boolean> {
    try {
      await run()
      return true
    } catch (error) {
      if (!this.#failing) this.#onFault(`the state cannot be kept in ${this.#folder}`, error)
      this.#failing = true
      return false
    }
  }
}
