import { statSync } from 'node:fs'
import { type BankMemory, createBanks } from '../engine/bank.ts'
import { MediaRing } from '../engine/media-ring.ts'
import type { OpenSession } from '../media/open-session.ts'
import { Desk } from '../session/desk/desk.ts'
import type { TransportSink } from '../session/desk/transport.ts'
import type { SessionDocument } from '../session/document.ts'
import { StateKeeper } from '../storage/state-keeper.ts'
import { readState } from '../storage/state-read.ts'
import { restoreState } from '../storage/state-restore.ts'
import type { AudioDriver } from './driver.ts'
import { LiveEngine } from './live-engine.ts'
import { type MediaReader, startMediaReader } from './media-reader.ts'
import { lockSession, type Unlock } from './session-lock.ts'
import { SessionSaver } from './session-saver.ts'

export interface LiveOptions {
  readonly driver: AudioDriver
  readonly device: string | undefined
  /** Wanted frames per block. */
  readonly frames: number
  /** The whole song again and again, for this run only: the desk's own loop goes before it. */
  readonly loopSong: boolean
  /** Begin with the session file, not with the mix of the last run. */
  readonly fresh: boolean
  /** Hears, in one sentence each, what a person should know. */
  readonly onNote: (sentence: string) => void
}

/** How often what moved is brought to the disk, ms. */
const KEEP_MS = 250

/**
 * A session that plays: desk, driver and file reader together. A device that goes away takes nothing along: the desk keeps the
 * mix, and the same device gets it back when it returns. [control]
 */
export class LiveHost {
  readonly desk: Desk
  readonly session: OpenSession
  /** The meter bank. */
  readonly meters: Float64Array
  readonly #banks: BankMemory
  readonly #unlock: Unlock
  readonly #options: LiveOptions
  readonly #engine: LiveEngine
  #reader: MediaReader | undefined
  #keeper: StateKeeper | undefined
  #ticker: NodeJS.Timeout | undefined

  private constructor(session: OpenSession, options: LiveOptions) {
    this.session = session
    this.#options = options
    this.#unlock = lockSession(session.stateFolder)
    this.#banks = createBanks()
    this.meters = new Float64Array(this.#banks.meters)
    this.desk = new Desk(session.document, session.plugins, this.#banks, {
      onFault: (sentence) => options.onNote(sentence),
      save: () => saver.save(),
      shelf: session.shelf,
    })
    session.shelf.onFault(options.onNote)
    const saver = new SessionSaver(session, () => this.desk.document(), options.onNote)
    const { driver, device, frames, onNote } = options
    const open = { sampleRate: session.document.rate, frames, ...channelsOf(session.document), device }
    const { desk } = this
    const sink = () => this.#sink()
    this.#engine = new LiveEngine({ driver, open, session, desk, banks: this.#banks, sink, onNote })
  }

  /** Opens the device and stands ready, silent; rejects with one sentence when it cannot, or when another host has the session. */
  static async open(session: OpenSession, options: LiveOptions): Promise<LiveHost> {
    const host = new LiveHost(session, options)
    try {
      await host.#restore()
      host.#reader = await startMediaReader(session.tracks, host.#banks.meters, options.onNote)
      await host.#engine.open()
    } catch (error) {
      await host.close()
      throw error
    }
    host.desk.onPlan(() => host.#engine.sendPlan())
    host.desk.connectTransport(host.#sink())
    return host
  }

  /** One line: driver, device, rate, frames, channels. */
  get description(): string {
    return this.#engine.description ?? 'no device; waiting for it to come back'
  }

  /** Seconds of the longest file that ends; 0 without one. */
  get songSeconds(): number {
    const ends = this.session.tracks.filter((track) => !track.loop).map((t) => new MediaRing(t.ring).frames)
    return Math.max(0, ...ends) / this.session.document.rate
  }

  /** Ramps to silence and lets everything go. */
  async close(): Promise<void> {
    clearInterval(this.#ticker)
    await this.#engine.close()
    await this.#reader?.close()
    await this.#keeper?.close()
    this.#unlock()
  }

  /** Brings the desk to where the last run left it, and keeps it from here on. */
  async #restore(): Promise<void> {
    const { onNote } = this.#options
    const folder = this.session.stateFolder
    const wanted = await this.#wantsLastMix()
    const { revision } = wanted ? await this.#bringBack() : await readState(folder)
    this.#keeper = new StateKeeper(this.desk, folder, { revision, restored: wanted, onFault: onNote })
    this.#ticker = setInterval(() => void this.#keeper?.tick(), KEEP_MS).unref()
  }

  async #bringBack(): Promise<{ revision: number }> {
    const report = await restoreState(this.desk, this.session.stateFolder)
    if (report.restored)
      this.#options.onNote('the mix of the last run is back (--fresh starts with the session file)')
    for (const sentence of report.refused) this.#options.onNote(`not restored: ${sentence}`)
    return report
  }

  /** Somebody who edited the session file since wants to hear what it says. */
  async #wantsLastMix(): Promise<boolean> {
    if (this.#options.fresh) return false
    const { savedAtMs } = await readState(this.session.stateFolder)
    if (savedAtMs === undefined) return true
    const edited = statSync(this.session.path).mtimeMs > savedAtMs
    if (edited)
      this.#options.onNote('the session file is newer than the mix of the last run: starting with the file')
    return !edited
  }

  #sink(): TransportSink {
    const engine = this.#engine
    return {
      play: () => engine.send({ kind: 'play' }),
      stop: () => engine.send({ kind: 'stop' }),
      locate: (frame) => engine.send({ kind: 'locate', frame }),
      setLoop: (loop) => {
        const whole = this.#options.loopSong ? Math.round(this.songSeconds * this.session.document.rate) : 0
        engine.send({ kind: 'loop', start: loop?.startFrame ?? 0, end: loop?.endFrame ?? whole })
      },
    }
  }
}

/** Device channels a session wants: up to the highest number it names; two outputs at least. */
function channelsOf(document: SessionDocument): { inputs: number; outputs: number } {
  const inputs = document.strips.flatMap(({ input }) => (input.kind === 'device' ? input.channels : []))
  const channels = [...document.strips, ...document.buses, document.master, document.monitor]
  return {
    inputs: Math.max(0, ...inputs),
    outputs: Math.max(2, ...channels.flatMap(({ outputs }) => outputs)),
  }
}
