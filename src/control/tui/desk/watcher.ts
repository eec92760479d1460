import type { ControlPort } from '../../../host/index.ts'
import { type Channel, type DeskMap, mapDesk } from './desk-map.ts'
import { GraphReader } from './graph/graph-reader.ts'
import type { GraphSources } from './graph/sources.ts'
import { PeakHold } from './peak-hold.ts'
import type { ChannelPicture, HeaderPicture, Levels } from './picture.ts'
import { numberAt, reading, switchAt } from './read-values.ts'

const SILENT = Number.NEGATIVE_INFINITY
/** Without a new block for so long the engine counts as stopped, ms: longer than any block, shorter than a doubt. */
const STOPPED_MS = 700

/** What the header knows and the desk does not. */
export interface HeaderWords {
  readonly title: string
  readonly driver: string
}

/**
 * Looks at a desk frame by frame. Asking beats listening here: meters move in every frame anyway, only what is in sight
 * is asked for, and a value moved by another surface shows in the next frame. [control]
 */
export class Watcher {
  /** What the insert in sight does to the sound. */
  readonly graphs: GraphReader
  readonly #port: ControlPort
  readonly #peaks = new PeakHold()
  /** Overs that a person has seen and cleared, by address. */
  readonly #seenOvers = new Map<string, number>()
  #map: DeskMap
  #layout: number
  #frames = -1
  #framesAt = 0

  constructor(port: ControlPort, sources: GraphSources = {}) {
    this.#port = port
    this.graphs = new GraphReader(sources)
    this.#map = mapDesk(port)
    this.#layout = this.#readLayout()
  }

  get port(): ControlPort {
    return this.#port
  }

  /** [control] The channels and their parameters as they stand now. */
  map(): DeskMap {
    const layout = this.#readLayout()
    if (layout !== this.#layout) {
      this.#layout = layout
      this.#map = mapDesk(this.#port)
    }
    return this.#map
  }

  /** [control] Is a switch on? One that cannot be read counts as on. */
  readonly isOn = (address: string): boolean => switchAt(this.#port, address) !== false

  /** [control] Clears peak marks and over lamps. */
  clearPeaks(): void {
    this.#peaks.clear()
    for (const { at } of this.#map.channels)
      if (at.overs !== undefined) this.#seenOvers.set(at.overs, numberAt(this.#port, at.overs, 0))
  }

  /** [control] `now` in ms, never backwards. */
  header(words: HeaderWords, now: number): HeaderPicture {
    const master = this.#map.channels.find(({ kind }) => kind === 'master')
    return {
      ...words,
      playing: this.playing,
      seconds: this.#status('position', 0),
      load: this.#status('load', 0),
      lateBlocks: this.#status('lateBlocks', 0),
      alarms: this.#alarms(now),
      master: this.#levels(master, now),
    }
  }

  get playing(): boolean {
    return this.#has('/transport/playing') && switchAt(this.#port, '/transport/playing') === true
  }

  /** [control] */
  channel(channel: Channel, now: number): ChannelPicture {
    const { id, kind, label, color, at } = channel
    const fader = reading(this.#port, at.fader)
    return {
      id,
      kind,
      label,
      color,
      faderDb: fader === undefined ? SILENT : Number(fader.plain),
      faderNorm: fader?.norm ?? 0,
      pan: at.pan === undefined ? undefined : numberAt(this.#port, at.pan, 0),
      mute: switchAt(this.#port, at.mute),
      solo: switchAt(this.#port, at.solo),
      levels: this.#levels(channel, now),
    }
  }

  #levels(channel: Channel | undefined, now: number): Levels {
    const left = numberAt(this.#port, channel?.at.left, SILENT)
    const right = numberAt(this.#port, channel?.at.right, SILENT)
    const { left: leftAt = '', right: rightAt = '', overs = '' } = channel?.at ?? {}
    return {
      left,
      right,
      peakLeft: this.#peaks.look(leftAt, left, now),
      peakRight: this.#peaks.look(rightAt, right, now),
      over: overs !== '' && numberAt(this.#port, overs, 0) > (this.#seenOvers.get(overs) ?? 0),
    }
  }

  #alarms(now: number): string[] {
    const alarms: string[] = []
    const frames = this.#status('frames', -1)
    if (frames !== this.#frames) {
      this.#frames = frames
      this.#framesAt = now
    }
    if (frames >= 0 && now - this.#framesAt > STOPPED_MS) alarms.push('engine stopped')
    const faults = this.#status('faults', 0)
    if (faults > 0) alarms.push(`${faults} faulty insert${faults > 1 ? 's' : ''} bypassed`)
    const guardDb = this.#status('guard', 0)
    if (guardDb < -0.05) alarms.push(`output guard ${guardDb.toFixed(1)} dB`)
    if (this.#status('starved', 0) > 0) alarms.push('files read too slowly')
    return alarms
  }

  #status(name: string, missing: number): number {
    const address = `/status/${name}`
    return this.#has(address) ? numberAt(this.#port, address, missing) : missing
  }

  #readLayout(): number {
    return this.#status('layout', 0)
  }

  #has(address: string): boolean {
    return this.#map.addresses.has(address)
  }
}
