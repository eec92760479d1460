import { QUANTUM } from '../sdk/index.ts'
import { AudioMemory } from './audio-memory.ts'
import { type BankMemory, ParameterBank } from './bank.ts'
import type { Chain } from './chain.ts'
import { type Barred, buildGraph, EMPTY, type Graph, type PluginMap } from './graph.ts'
import type { Insert, Planar } from './insert.ts'
import { MediaRing } from './media-ring.ts'
import { type EnginePlan, GLOBAL, STATUS } from './plan.ts'
import { Scopes } from './scope.ts'
import { Transport } from './transport.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export interface EngineOptions {
  /** Hz */
  readonly sampleRate: number
  readonly plugins: PluginMap
  readonly banks: BankMemory
  /** Bytes for buffers and processors; default 1 GB of address space per 48 kHz. Untouched memory is not used. */
  readonly memoryBytes?: number
}

/** Something a person should hear of, found while playing. */
export interface EngineEvent {
  readonly kind: 'fault'
  /** Address of the insert. */
  readonly address: string
  readonly sentence: string
}

/**
 * The whole mixer as one object: device and file inputs in, device outputs out, `process` in between. It knows no thread, no
 * clock and no file; live drivers and the offline renderer are thin shells around it, which is why they sound the same.
 *
 * Everything happens on a grid of QUANTUM frames counted from the start: parameters, structure and transport move on
 * grid lines only, and a call that does not end on one is continued by the next. So blocks of any size give the
 * same samples.
 */
export class Engine {
  readonly transport: Transport
  readonly #work: Workspace
  readonly #plugins: PluginMap
  readonly #events: EngineEvent[] = []
  readonly #reported = new Set<Insert>()
  #graph: Graph = EMPTY
  #next: Graph | undefined
  /** What the last change left behind, to be freed between blocks. */
  #garbage: Graph | undefined
  #frames = 0
  #generation = Number.NaN
  #starved = 0
  /** Grid lines until what came with the last change may be heard: its delay lines fill first. */
  #filling = 0

  /** [idle] An engine without channels: it plays silence until `apply`. */
  constructor(options: EngineOptions) {
    const { sampleRate, banks, plugins } = options
    const memory = new AudioMemory(options.memoryBytes ?? Math.min(3.5, sampleRate / 48000) * 2 ** 30)
    this.#plugins = plugins
    this.#work = createWorkspace(
      sampleRate,
      memory,
      new ParameterBank(banks.parameters),
      new Float64Array(banks.meters),
      new Scopes(banks.scopes),
    )
    this.transport = new Transport(sampleRate)
  }

  /** Frames processed so far. */
  get frames(): number {
    return this.#frames
  }

  /** True while a change of the wiring waits for its fades. */
  get changing(): boolean {
    return this.#next !== undefined
  }

  /**
   * [idle] Makes `plan` the wiring. The first plan stands at once; later ones fade out what goes, change on a grid line, and
   * fade in what comes. `rings`: a media ring per player index. Inserts in `barred` pass their input on and are reported with the
   * reason. Throws one sentence, and changes nothing, when the plan cannot run.
   */
  apply(
    plan: EnginePlan,
    rings: readonly (SharedArrayBuffer | undefined)[] = [],
    barred: Barred = new Map(),
  ): void {
    this.collect()
    const media = rings.map((ring) => (ring === undefined ? undefined : new MediaRing(ring)))
    const next = buildGraph(this.#work, this.#plugins, plan, media, this.#graph, barred)
    if (this.#graph.chains.length === 0) {
      this.#commit(next, true)
      return
    }
    const abandoned = this.#next
    this.#next = next
    if (abandoned !== undefined) this.#free(abandoned)
    this.#fadeOutWhatGoes(next)
  }

  /**
   * [audio] `frames` frames (any number) from `inputs` to `outputs`, planar, each at least `frames` long. Outputs are
   * written in full; channels nobody patched are silent.
   */
  process(inputs: Planar, outputs: Planar, frames: number): void {
    for (let c = 0; c < outputs.length; c++) outputs[c]!.fill(0, 0, frames)
    let at = 0
    while (at < frames) {
      const offset = this.#frames % QUANTUM
      if (offset === 0) this.#gridLine()
      // A loop that turns round inside a quantum ends the piece early: the rest of it comes in the next turn.
      const whole = Math.min(frames - at, QUANTUM - offset)
      const n = this.transport.playing ? this.transport.span(whole) : whole
      this.#piece(inputs, outputs, at, n, offset)
      if (this.transport.playing) this.transport.moved(n)
      this.#frames += n
      at += n
    }
    this.#work.meters[STATUS.running] = 0
    this.#work.meters[STATUS.frames] = this.#frames
    if (this.transport.playing) this.#work.meters[STATUS.position] = this.transport.position
  }

  /** [idle] What happened since the last call, oldest first. */
  events(): EngineEvent[] {
    const standing = new Set(this.#graph.chains.flatMap((chain) => chain.inserts))
    this.#reported.forEach((insert) => {
      if (insert.fault === undefined || !standing.has(insert)) this.#reported.delete(insert)
    })
    for (const chain of this.#graph.chains) for (const insert of chain.inserts) this.#report(chain, insert)
    this.#work.meters[STATUS.faults] = this.#reported.size
    return this.#events.splice(0)
  }

  /** [idle] Frees what the last change left behind. */
  collect(): void {
    const old = this.#garbage
    this.#garbage = undefined
    if (old !== undefined) this.#free(old)
  }

  /** Frees everything of `old` that neither the standing nor the coming graph uses. */
  #free(old: Graph): void {
    const { memory } = this.#work
    const graphs = this.#next === undefined ? [this.#graph] : [this.#graph, this.#next]
    const keep = new Set<unknown>(
      graphs.flatMap(({ chains, routes }) => [
        ...routes,
        ...chains.flatMap((chain) => [chain, chain.channel, ...chain.inserts]),
      ]),
    )
    for (const route of old.routes) if (!keep.has(route)) route.release()
    for (const chain of old.chains) {
      if (keep.has(chain)) continue
      for (const insert of chain.inserts) if (!keep.has(insert)) insert.release(memory)
      for (const wait of chain.waits) wait?.release(memory)
      for (const key of chain.keys) key.release()
      if (!keep.has(chain.channel)) chain.channel.release()
    }
  }

  #fadeOutWhatGoes(next: Graph): void {
    const stays = new Set<unknown>(next.chains.flatMap((chain) => [...chain.inserts, chain.patch]))
    const routes = new Set(next.routes)
    for (const route of this.#graph.routes) {
      if (routes.has(route)) route.stay()
      else route.leave()
    }
    for (const chain of this.#graph.chains) {
      for (const insert of chain.inserts) {
        if (stays.has(insert)) insert.enter()
        else insert.leave()
      }
      chain.patch.gain.to(stays.has(chain.patch) ? 1 : 0)
      chain.retarget(false)
    }
  }

  #piece(inputs: Planar, outputs: Planar, at: number, frames: number, offset: number): void {
    const work = this.#work
    const chains = this.#graph.chains
    const { transport } = this
    const position = transport.playing ? transport.position : -1
    for (let k = 0; k < chains.length; k++) chains[k]!.channel.clear(frames)
    for (let k = 0; k < chains.length; k++) {
      const chain = chains[k]!
      const channel = chain.channel
      const x = channel.width === 1 ? work.monoPing : work.ping
      const ring = chain.player >= 0 ? this.#graph.rings[chain.player] : undefined
      this.#starved += channel.begin(x, inputs, at, ring, position, frames)
      if (ring !== undefined && !(transport.level.still && transport.level.c0 === 1)) {
        fade(x, transport.level.c0, transport.level.c1, transport.level.c2, frames, offset)
      }
      chain.process(x, outputs, at, frames, offset)
    }
  }

  #gridLine(): void {
    const { bank, meters } = this.#work
    if (this.#next !== undefined && this.#faded()) this.#commit(this.#next, false)
    if (this.#filling > 0 && --this.#filling === 0) this.#open()
    this.transport.advance(!this.transport.starting || this.#filesReady())
    const chains = this.#graph.chains
    this.#work.scopes.advance(chains)
    const generation = bank.generation()
    if (generation !== -1 && generation !== this.#generation) {
      this.#generation = generation
      this.#work.bpm = bank.values[GLOBAL.bpm]!
      for (let k = 0; k < chains.length; k++) chains[k]!.retarget(false)
    }
    for (let k = 0; k < chains.length; k++) chains[k]!.advance()
    meters[STATUS.playing] = this.transport.playing ? 1 : 0
    meters[STATUS.starvedFrames] = this.#starved
    meters[STATUS.loopStart] = this.transport.loopStart
    meters[STATUS.loopEnd] = this.transport.loopEnd
    // While it stands, the reader prepares the place where it will begin.
    meters[STATUS.position] = this.transport.playing ? this.transport.position : this.transport.start
  }

  /** True when every file holds what the transport would begin with. */
  #filesReady(): boolean {
    const rings = this.#graph.rings
    for (let r = 0; r < rings.length; r++) if (rings[r]?.ready(this.transport.start) === false) return false
    return true
  }

  /** True when everything that leaves has faded out. */
  #faded(): boolean {
    const { routes, chains } = this.#graph
    for (let r = 0; r < routes.length; r++) if (routes[r]!.leaving && !routes[r]!.closed) return false
    for (let k = 0; k < chains.length; k++) {
      const { inserts, patch } = chains[k]!
      for (let i = 0; i < inserts.length; i++)
        if (inserts[i]!.leaving && !inserts[i]!.wet.closed) return false
      if (patch.gain.goal === 0 && !patch.gain.closed) return false
    }
    return true
  }

  #commit(next: Graph, atOnce: boolean): void {
    const before = this.#graph
    this.#graph = next
    this.#next = undefined
    this.#garbage = before
    this.#work.panLaw = next.plan.panLaw
    this.#work.bpm = this.#work.bank.values[GLOBAL.bpm]! || this.#work.bpm
    for (const chain of next.chains) {
      if (!atOnce) for (const insert of chain.inserts) insert.enter()
      chain.retarget(atOnce)
    }
    this.#filling = atOnce ? 0 : 1 + Math.ceil(next.latency / QUANTUM)
  }

  /** [audio] Lets everything of the standing graph be heard. */
  #open(): void {
    const { chains, routes } = this.#graph
    if (this.#next !== undefined) return
    for (let r = 0; r < routes.length; r++) routes[r]!.stay()
    for (let k = 0; k < chains.length; k++) {
      chains[k]!.patch.gain.to(1)
      chains[k]!.retarget(false)
    }
  }

  #report(chain: Chain, insert: Insert): void {
    if (insert.fault === undefined || this.#reported.has(insert)) return
    this.#reported.add(insert)
    const address = `${chain.channel.id}/${insert.plan.slot}`
    this.#events.push({
      kind: 'fault',
      address,
      sentence: `${address} (${insert.definition.name}) was bypassed: ${insert.fault}`,
    })
  }
}

/** [audio] In place, by the spline of a glide. */
function fade(x: Planar, c0: number, c1: number, c2: number, frames: number, offset: number): void {
  for (let c = 0; c < x.length; c++) {
    const buffer = x[c]!
    for (let i = 0; i < frames; i++) {
      const u = offset + i
      buffer[i] = buffer[i]! * (c0 + u * (c1 + u * c2))
    }
  }
}
