import { arrange } from '../engine/arrange.ts'
import { createBanks } from '../engine/bank.ts'
import { Engine } from '../engine/engine.ts'
import type { PluginMap } from '../engine/graph.ts'
import { type ChannelPlan, type EnginePlan, STATUS } from '../engine/plan.ts'
import { MediaFeeder, type Track } from '../media/media-feeder.ts'
import { QUANTUM } from '../sdk/index.ts'
import { type AudioShelf, NO_SHELF } from '../session/audio-shelf.ts'
import { Desk } from '../session/desk/desk.ts'
import type { SessionDocument } from '../session/document.ts'

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
  #position = 0

  /** `ids`: channels whose signal is wanted. Throws one sentence when the session cannot run. */
  constructor(
    document: SessionDocument,
    plugins: PluginMap,
    tracks: readonly Track[],
    ids: readonly string[],
    shelf: AudioShelf = NO_SHELF,
  ) {
    const banks = createBanks()
    this.desk = new Desk(document, plugins, banks, { shelf })
    const plan = tapped(this.desk.plan, ids)
    const latency = new Map(arrange(plan).map((channel) => [channel.plan.id, channel.latency]))
    this.taps = ids.map((id) => ({ id, latency: latency.get(id) ?? 0 }))
    this.engine = new Engine({ sampleRate: document.rate, plugins, banks })
    this.engine.apply(
      plan,
      tracks.map((track) => track.ring),
    )
    this.#meters = new Float64Array(banks.meters)
    this.#feeder = new MediaFeeder(tracks)
    this.#outputs = Array.from({ length: ids.length * 2 }, () => new Float64Array(BLOCK))
    this.engine.transport.play()
  }

  /** The next `frames` frames (at most BLOCK): planar, two channels per tap, valid until the next call. */
  next(frames: number): readonly Float64Array[] {
    this.#feeder.feed(this.#position, 0, 0, AHEAD)
    this.engine.process(this.#inputs, this.#outputs, frames)
    this.#position += frames
    return this.#outputs
  }

  /** Frames of silence where a file should have been heard. Runs the engine on by a quantum, so that none is left uncounted. */
  starvedFrames(): number {
    this.engine.process(this.#inputs, this.#outputs, QUANTUM)
    return this.#meters[STATUS.starvedFrames]!
  }

  close(): void {
    this.#feeder.close()
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
