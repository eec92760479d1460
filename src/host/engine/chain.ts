import { POST } from './arrange.ts'
import type { Channel } from './channel.ts'
import { DelayLine } from './delay-line.ts'
import type { GainGlide } from './gain-glide.ts'
import type { Insert, Planar } from './insert.ts'
import { addScaled } from './mix-loops.ts'
import type { Route } from './route.ts'
import type { Workspace } from './workspace.ts'

/** A key signal on its way from a tap of this channel to an insert of another. */
export class KeyRoute {
  readonly tapIndex: number
  readonly #insert: Insert
  readonly #delay: DelayLine | undefined
  readonly #work: Workspace

  /** [idle] */
  constructor(work: Workspace, tapIndex: number, delay: number, insert: Insert) {
    this.tapIndex = tapIndex
    this.#work = work
    this.#insert = insert
    this.#delay = delay > 0 ? new DelayLine(work.memory, 2, delay) : undefined
  }

  /** [audio] */
  push(tap: Planar, frames: number): void {
    const key = this.#insert.key
    for (let c = 0; c < 2; c++) {
      const from = tap[Math.min(c, tap.length - 1)]!
      const to = key[c]!
      for (let i = 0; i < frames; i++) to[i] = from[i]!
    }
    this.#delay?.process(key, frames)
  }

  /** [idle] */
  release(): void {
    this.#delay?.release(this.#work.memory)
  }
}

/** Device outputs a channel feeds. */
export interface Patch {
  /** From 0; one (mono) or two. */
  readonly outputs: readonly number[]
  /** Fades the patch in and out when it changes. */
  readonly gain: GainGlide
}

/** What a chain is made of. */
export interface ChainParts {
  readonly channel: Channel
  readonly inserts: readonly Insert[]
  /** Per insert: how the main signal waits for a later key. */
  readonly waits: readonly (DelayLine | undefined)[]
  /** Routes by tap: index 0 input, k after insert k. */
  readonly routesAt: readonly (readonly Route[])[]
  readonly postRoutes: readonly Route[]
  /** Routes after the fader into mono sums. */
  readonly monoRoutes: readonly Route[]
  /** Keys for inserts of other channels, taken from this one. */
  readonly keys: readonly KeyRoute[]
  readonly patch: Patch
}

/**
 * A channel with what is inserted and connected: one immutable wiring. A change builds a new chain around the same
 * channel, inserts and routes, and the engine swaps the whole set at a grid line.
 */
export class Chain implements ChainParts {
  readonly channel: Channel
  readonly inserts: readonly Insert[]
  readonly waits: readonly (DelayLine | undefined)[]
  readonly routesAt: readonly (readonly Route[])[]
  readonly postRoutes: readonly Route[]
  readonly monoRoutes: readonly Route[]
  readonly keys: readonly KeyRoute[]
  readonly patch: Patch
  /** Index of the file it plays, or -1. */
  readonly player: number
  /** Windows that look at it: see scope.ts. */
  scopes = 0
  readonly #work: Workspace

  /** [idle] */
  constructor(work: Workspace, parts: ChainParts) {
    this.#work = work
    this.channel = parts.channel
    this.inserts = parts.inserts
    this.waits = parts.waits
    this.routesAt = parts.routesAt
    this.postRoutes = parts.postRoutes
    this.monoRoutes = parts.monoRoutes
    this.keys = parts.keys
    this.patch = parts.patch
    this.player = parts.channel.source.kind === 'player' ? parts.channel.source.player : -1
  }

  /** [audio] Takes new targets. A send's own block is looked at whenever anything in the bank moved. */
  retarget(atOnce: boolean): void {
    const channel = this.channel
    channel.retarget(atOnce)
    for (let k = 0; k < this.inserts.length; k++) this.inserts[k]!.retarget()
    for (let t = 0; t < this.routesAt.length; t++) {
      const routes = this.routesAt[t]!
      for (let r = 0; r < routes.length; r++) routes[r]!.aim(channel.open, channel.listen, atOnce)
    }
    for (let r = 0; r < this.postRoutes.length; r++) this.postRoutes[r]!.aim(1, channel.listen, atOnce)
    for (let r = 0; r < this.monoRoutes.length; r++) this.monoRoutes[r]!.aim(1, channel.listen, atOnce)
  }

  /** [audio] One grid line. */
  advance(): void {
    this.channel.advance()
    for (let k = 0; k < this.inserts.length; k++) this.inserts[k]!.advance(this.#work.meters)
    for (let t = 0; t < this.routesAt.length; t++) {
      const routes = this.routesAt[t]!
      for (let r = 0; r < routes.length; r++) routes[r]!.advance()
    }
    for (let r = 0; r < this.postRoutes.length; r++) this.postRoutes[r]!.advance()
    for (let r = 0; r < this.monoRoutes.length; r++) this.monoRoutes[r]!.advance()
    this.patch.gain.advance()
  }

  /** [audio] From the signal in `x` (which it may use up) to all sums, keys and device outputs. */
  process(x: Planar, outputs: Planar, at: number, frames: number, offset: number): void {
    const channel = this.channel
    let signal = x
    let other = channel.width === 1 ? this.#work.monoPong : this.#work.pong
    channel.shape(signal, frames, offset)
    this.#tap(0, signal, frames, offset)
    for (let k = 0; k < this.inserts.length; k++) {
      this.waits[k]?.process(signal, frames)
      if (this.inserts[k]!.process(signal, other, frames, offset, this.#work.bpm)) {
        const swap = signal
        signal = other
        other = swap
      }
      this.#tap(k + 1, signal, frames, offset)
    }
    const post = this.#work.post
    channel.fade(signal, post, frames, offset)
    for (let r = 0; r < this.postRoutes.length; r++) this.postRoutes[r]!.push(post, frames, offset)
    for (let k = 0; k < this.keys.length; k++)
      if (this.keys[k]!.tapIndex < 0) this.keys[k]!.push(post, frames)
    if (this.scopes > 0) this.#work.scopes.take(this, POST, post, frames)
    if (this.patch.outputs.length > 0) this.#toDevice(signal, outputs, at, frames, offset)
    if (this.monoRoutes.length > 0) {
      channel.fadeMono(signal, post[0]!, frames, offset)
      for (let r = 0; r < this.monoRoutes.length; r++) this.monoRoutes[r]!.push(post, frames, offset)
    }
  }

  #tap(index: number, signal: Planar, frames: number, offset: number): void {
    if (this.scopes > 0) this.#work.scopes.take(this, index, signal, frames)
    const routes = this.routesAt[index]!
    for (let r = 0; r < routes.length; r++) routes[r]!.push(signal, frames, offset)
    for (let k = 0; k < this.keys.length; k++) {
      const key = this.keys[k]!
      if (key.tapIndex === index) key.push(signal, frames)
    }
  }

  #toDevice(signal: Planar, outputs: Planar, at: number, frames: number, offset: number): void {
    const { outputs: to, gain } = this.patch
    if (to.length === 1) {
      const mono = this.#work.spare[0]!
      this.channel.fadeMono(signal, mono, frames, offset)
      addTo(outputs[to[0]!], mono, gain, at, frames, offset)
      return
    }
    addTo(outputs[to[0]!], this.#work.post[0]!, gain, at, frames, offset)
    addTo(outputs[to[1]!], this.#work.post[1]!, gain, at, frames, offset)
  }
}

/** Adds to a device output, which may be missing (a smaller device than the session wants). */
function addTo(
  output: Float64Array | undefined,
  x: Float64Array,
  gain: GainGlide,
  at: number,
  frames: number,
  offset: number,
): void {
  if (output === undefined || gain.closed) return
  if (at === 0) {
    addScaled(output, x, gain, frames, offset)
    return
  }
  const { c0, c1, c2 } = gain
  for (let i = 0; i < frames; i++) {
    const u = offset + i
    output[at + i] = output[at + i]! + x[i]! * (c0 + u * (c1 + u * c2))
  }
}
