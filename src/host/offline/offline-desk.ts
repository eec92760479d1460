import { BUILT_IN } from '../../plugins/index.ts'
import { arrange } from '../engine/arrange.ts'
import { createBanks } from '../engine/bank.ts'
import { Engine } from '../engine/engine.ts'
import type { PluginMap } from '../engine/graph.ts'
import { type ChannelPlan, type EnginePlan, STATUS } from '../engine/plan.ts'
import { MediaFeeder, type Track } from '../media/media-feeder.ts'
import { PluginFault } from '../plugins/plugin-error.ts'
import { QUANTUM } from '../sdk/index.ts'
import { type AudioShelf, NO_SHELF } from '../session/audio-shelf.ts'
import { Desk } from '../session/desk/desk.ts'
import type { SessionDocument } from '../session/document.ts'
import { TimeLimit, within } from './time-limit.ts'

/** A channel whose signal after the fader is wanted. */
export interface Tapped {
  /** Id of the channel: `/master`, `/strip/vox`. */
  readonly id: string
  /** Frames its signal comes late. */
  readonly latency: number
}

/** Frames per call: long enough to cost nothing, short enough for a progress bar. */
export const BLOCK = 32 * QUANTUM
/** Chunks of each file that are read ahead: with the one it begins in, a block reaches into three at a loop's end. */
const AHEAD = 2
/** How long plugins from elsewhere may work on one block before they count as hanging, ms. */
const LIMIT_MS = 15_000

/**
 * A session without a sound device: the same desk and the same engine as live, asked for one block after the other.
 * [control]
 */
export class OfflineDesk {
  readonly desk: Desk
  /** What the output channels carry, two each, in this order. */
  readonly taps: readonly Tapped[]
  readonly engine: Engine
  readonly #feeder: MediaFeeder
  readonly #outputs: readonly Float64Array[]
  readonly #inputs: readonly Float64Array[] = []
  readonly #meters: Float64Array
  readonly #limitMs: number
  readonly #isForeign: (plugin: string) => boolean
  readonly #onExit = (): void => this.#ended()
  #position = 0

  /**
   * `ids`: channels whose signal is wanted. Throws one sentence when the session cannot run; here and later a PluginFault when a
   * plugin from elsewhere does not come back within `limitMs`.
   */
  constructor(
    document: SessionDocument,
    plugins: PluginMap,
    tracks: readonly Track[],
    ids: readonly string[],
    shelf: AudioShelf = NO_SHELF,
    limitMs = LIMIT_MS,
  ) {
    const banks = createBanks()
    this.#meters = new Float64Array(banks.meters)
    // The desk's own are trusted: an honest block costs nothing more.
    const isLimited = [...plugins].some(([id, plugin]) => BUILT_IN.get(id) !== plugin)
    this.#limitMs = isLimited ? limitMs : Number.POSITIVE_INFINITY
    this.#isForeign = (id) => BUILT_IN.get(id) !== plugins.get(id)
    this.desk = new Desk(document, plugins, banks, { shelf })
    const plan = tapped(this.desk.plan, ids)
    const latency = new Map(arrange(plan).map((channel) => [channel.plan.id, channel.latency]))
    this.taps = ids.map((id) => ({ id, latency: latency.get(id) ?? 0 }))
    this.engine = new Engine({ sampleRate: document.rate, plugins, banks })
    const rings = tracks.map((track) => track.ring)
    if (isLimited) process.on('exit', this.#onExit)
    this.#limited(() => this.engine.apply(plan, rings))
    this.#feeder = new MediaFeeder(tracks)
    this.#outputs = Array.from({ length: ids.length * 2 }, () => new Float64Array(BLOCK))
    this.engine.transport.play()
  }

  /** The next `frames` frames (at most BLOCK): planar, two channels per tap, valid until the next call. */
  next(frames: number): readonly Float64Array[] {
    this.#feeder.feed(this.#position, 0, 0, AHEAD)
    this.#limited(() => this.engine.process(this.#inputs, this.#outputs, frames))
    this.#position += frames
    return this.#outputs
  }

  /** Frames of silence where a file should have been heard. Runs the engine on by a quantum, so that none is left uncounted. */
  starvedFrames(): number {
    this.#limited(() => this.engine.process(this.#inputs, this.#outputs, QUANTUM))
    return this.#meters[STATUS.starvedFrames]!
  }

  close(): void {
    process.off('exit', this.#onExit)
    this.#feeder.close()
  }

  #limited(work: () => void): void {
    if (this.#limitMs === Number.POSITIVE_INFINITY) {
      work()
      return
    }
    try {
      within(this.#limitMs, work)
    } catch (error) {
      process.off('exit', this.#onExit)
      if (!(error instanceof TimeLimit)) throw error
      throw this.#tooLong()
    }
  }

  /** The limit is that of a whole block: whoever was at work at its end need not be who took the time. */
  #tooLong(): Error {
    const { name, isForeign } = this.#atWork()
    const limit = `${this.#limitMs / 1000} s`
    if (isForeign) return new PluginFault(`${name} did not return within ${limit}`)
    return new Error(`the machine is too busy: one block took longer than ${limit}, at last in ${name}`)
  }

  /** The process ends in the middle of somebody's work. */
  #ended(): void {
    const { name, isForeign } = this.#atWork()
    if (!isForeign) return
    process.stderr.write(`gainstage: ${name} ended the program\n`)
    process.exitCode = 3
  }

  /** Whose code ran last. */
  #atWork(): { readonly name: string; readonly isForeign: boolean } {
    const block = Math.abs(this.#meters[STATUS.running]!)
    for (const { id, inserts } of this.desk.plan.channels)
      for (const { slot, plugin, block: own } of inserts)
        if (own === block) return { name: `${id}/${slot} (${plugin})`, isForeign: this.#isForeign(plugin) }
    return { name: 'the engine', isForeign: false }
  }
}

/** The plan with nothing on device outputs but the wanted channels, and without a monitor, which no file hears. */
function tapped(plan: EnginePlan, ids: readonly string[]): EnginePlan {
  const monitor = plan.listen
  const channels = plan.channels
    .filter((channel) => channel.id !== monitor)
    .map((channel): ChannelPlan => {
      const at = ids.indexOf(channel.id)
      const sends = channel.sends.filter((send) => send.to !== monitor)
      return { ...channel, sends, patch: at < 0 ? [] : [2 * at, 2 * at + 1] }
    })
  return { ...plan, channels, listen: null }
}
