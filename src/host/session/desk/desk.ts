import type { BankMemory } from '../../engine/bank.ts'
import type { EnginePlan } from '../../engine/plan.ts'
import { isRefusal, type PlainValue, type PluginDefinition, type Refusal } from '../../sdk/index.ts'
import { type AudioShelf, NO_SHELF } from '../audio-shelf.ts'
import type { ControlPort, Entry, Listener, Reading, Source } from '../control-port.ts'
import type { SceneDocument, SessionDocument } from '../document.ts'
import type { Plugins } from '../schema.ts'
import { DeskActions } from './actions.ts'
import { refusedAt, shown } from './address-tree.ts'
import type { Outcome } from './cell.ts'
import { tempoCell } from './common-cells.ts'
import type { Wiring } from './current-document.ts'
import { addSend, type Edit, insertPlugin, moveInsert, removeInsert, removeSend, setOutput } from './edit.ts'
import { DeskMover, type PlanListener } from './mover.ts'
import { DeskPort } from './port.ts'
import type { RecordListener } from './record.ts'
import { plainScene, Scenes } from './scene.ts'
import { DeskScopes, type Scope, type ScopePoint } from './scopes.ts'
import { DeskStore } from './store.ts'
import { DeskTransport, type TransportSink } from './transport.ts'
import type { FaultListener } from './watchers.ts'
import { checkedWiring } from './wiring.ts'

export interface DeskOptions {
  /** ms, never backwards; tells gestures apart. */
  readonly clock?: () => number
  /** Hears what went wrong in code that is not the desk's: listeners, plugins. */
  readonly onFault?: FaultListener
  /** Audio files of plugins; without it none can be set. */
  readonly shelf?: AudioShelf
  /** What `/session/save` does, where there is a file to save to. */
  readonly save?: () => Outcome
}

/** A fault is never silent: without a listener it becomes a warning of the process. */
const warn: FaultListener = (sentence, error) =>
  process.emitWarning(`${sentence}: ${error instanceof Error ? error.message : String(error)}`)

/**
 * The owner of the truth while a session is open. Every surface moves it through the ControlPort; it checks, keeps,
 * brings to the engine, remembers for undo, tells the journal and then the listeners. [control]
 */
export class Desk implements ControlPort {
  readonly #store: DeskStore
  readonly #scenes: Scenes
  readonly #mover: DeskMover
  readonly #actions: DeskActions
  readonly #transport: DeskTransport
  readonly #port: DeskPort
  readonly #windows: DeskScopes

  /** Throws when a plugin of the document is missing or the banks are too small for it. */
  constructor(document: SessionDocument, plugins: Plugins, memory: BankMemory, options: DeskOptions = {}) {
    const store = new DeskStore(document, plugins, memory, options.shelf ?? NO_SHELF)
    this.#store = store
    this.#scenes = new Scenes(document.scenes)
    const clock = options.clock ?? (() => performance.now())
    this.#mover = new DeskMover(store, this.#scenes, clock, options.onFault ?? warn)
    this.#actions = new DeskActions(store, this.#scenes, this.#mover, clock)
    this.#windows = new DeskScopes(memory)
    this.#mover.onPlan((plan) => this.#windows.follow(plan))
    this.#port = new DeskPort(store, this.#mover, () => this.#refreshScenes())
    this.#transport = new DeskTransport(new Float64Array(memory.meters), document.rate)
    const tempo = tempoCell(document, store.targets)
    store.tree.replace('/transport', [...this.#transport.cells, tempo])
    tempo.effect(tempo)
    store.tree.replace('/scene', this.#actions.sceneActions())
    for (const button of this.#actions.buttons(options.save))
      store.tree.replace(button.entry.address, [button])
    store.putGauges()
    store.shelf.onArrival(() => this.#mover.within('a file', 'desk', () => store.fileArrived()))
  }

  list(prefix: string): readonly Entry[] {
    return this.#store.tree.list(prefix)
  }

  get(address: string): Reading | Refusal {
    return this.#port.get(address)
  }

  set(address: string, value: PlainValue, source: Source): Reading | Refusal {
    return this.#port.set(address, value, source)
  }

  setNorm(address: string, norm: number, source: Source): Reading | Refusal {
    return this.#port.setNorm(address, norm, source)
  }

  nudge(address: string, steps: number, source: Source): Reading | Refusal {
    return this.#port.nudge(address, steps, source)
  }

  watch(prefix: string, listener: Listener): () => void {
    return this.#mover.watchers.watch(prefix, listener)
  }

  /** [control] Looks at the signal at a point of a channel. Close it when nobody looks any more. */
  openScope(point: ScopePoint): Scope | Refusal {
    return this.#windows.open(point, this.#store.plan)
  }

  /** [control] The plugin in a slot of a channel: what it is and which curves it has. */
  pluginAt(channel: string, slot: string): PluginDefinition | undefined {
    const inserts = this.#store.plan.channels.find(({ id }) => id === channel)?.inserts
    const insert = inserts?.find((each) => each.slot === slot)
    return insert && this.#store.plugins.get(insert.plugin)
  }

  /** The wiring that stands; blocks in it are those of the banks the desk was made with. */
  get plan(): EnginePlan {
    return this.#store.plan
  }

  /** [control] Hears every new plan: after a change of wiring or of a structural value. Returns the way to stop. */
  onPlan(listener: PlanListener): () => void {
    return this.#mover.onPlan(listener)
  }

  /** [control] Hears everything that changed, for the journal. Returns the way to stop. */
  onRecord(listener: RecordListener): () => void {
    return this.#mover.onRecord(listener)
  }

  /** [control] Everything `change` sets is one step of undo, and the engine gets it at one grid line. */
  group<T>(label: string, source: Source, change: () => T): T {
    return this.#mover.asStep(label, source, change)
  }

  /** [control] Forgets what could be undone: what stands is where it begins. */
  forgetHistory(): void {
    this.#mover.history.clear()
  }

  /** [control] What plays the session from now on. */
  connectTransport(sink: TransportSink): void {
    this.#transport.connect(sink)
  }

  /** [control] `index` counts from 0; values that are not named are the plugin's defaults. */
  insertPlugin(
    channel: string,
    index: number,
    slot: string,
    plugin: string,
    values: { readonly [id: string]: PlainValue } = {},
    source: Source = 'desk',
  ): Outcome {
    return this.#edit(
      channel,
      insertPlugin(index, slot, plugin, values),
      `insert ${slot} on ${channel}`,
      source,
    )
  }

  /** [control] */
  removeInsert(channel: string, slot: string, source: Source = 'desk'): Outcome {
    return this.#edit(channel, removeInsert(slot), `remove ${slot} from ${channel}`, source)
  }

  /** [control] `index` is the place in the finished order. */
  moveInsert(channel: string, slot: string, index: number, source: Source = 'desk'): Outcome {
    return this.#edit(channel, moveInsert(slot, index), `move ${slot} on ${channel}`, source)
  }

  /** [control] `to`: name of a bus, `master` or null for none. */
  setOutput(channel: string, to: string | null, source: Source = 'desk'): Outcome {
    return this.#edit(channel, setOutput(to), `send ${channel} to ${to ?? 'nothing'}`, source)
  }

  /** [control] The send is closed at first. */
  addSend(channel: string, bus: string, tap = 'post', source: Source = 'desk'): Outcome {
    return this.#edit(channel, addSend(bus, tap), `add send ${bus} to ${channel}`, source)
  }

  /** [control] */
  removeSend(channel: string, bus: string, source: Source = 'desk'): Outcome {
    return this.#edit(channel, removeSend(bus), `remove send ${bus} from ${channel}`, source)
  }

  /**
   * [control] Sets many values as one step; what belongs to the moment (play, position) is left alone. Answers with a
   * sentence for each value that was refused.
   */
  apply(values: Iterable<readonly [string, PlainValue]>, label: string, source: Source): string[] {
    return this.group(label, source, () => {
      const refused: string[] = []
      for (const [address, value] of values) {
        const item = this.#store.tree.find(address)
        if (item?.kind === 'cell' && item.belongs === 'moment') continue
        const result = this.set(address, value, source)
        if (isRefusal(result)) refused.push(result.refused)
      }
      return refused
    })
  }

  /** [control] Every value that is kept beyond the moment, by address, in the order of the desk. */
  *values(): IterableIterator<readonly [string, PlainValue]> {
    for (const item of this.#store.tree.all())
      if (item.kind === 'cell' && item.belongs !== 'moment') yield [item.entry.address, item.plain]
  }

  /** [control] Exchanges inserts, sends and output of a channel at once: how a saved state comes back. */
  rewire(channel: string, wiring: Wiring, source: Source = 'desk'): Outcome {
    return this.#edit(channel, () => wiring, `rewire ${channel}`, source)
  }

  /** [control] Channels whose wiring was changed since the desk was made, with their wiring. */
  rewired(): [string, Wiring][] {
    return [...this.#store.rewired].map((id) => [id, this.#store.wiring(id)!])
  }

  /** [control] The scenes as they stand. */
  get scenes(): readonly SceneDocument[] {
    return this.#scenes.list
  }

  /** [control] Scenes that were stored or deleted (undefined) since the desk was made, by name. */
  changedScenes(): [string, SceneDocument | undefined][] {
    const before = this.#store.structure.scenes
    const now = this.#scenes.list
    const gone = before.filter(({ name }) => !now.some((scene) => scene.name === name))
    return [
      ...gone.map(({ name }): [string, undefined] => [name, undefined]),
      ...now
        .filter((scene) => !before.includes(scene))
        .map((scene): [string, SceneDocument] => [scene.name, scene]),
    ]
  }

  /** [control] Puts a scene from elsewhere in the place of the one of its name or at the end; undefined deletes. */
  putScene(name: string, scene: SceneDocument | undefined, source: Source): void {
    const known = this.#scenes.list.findIndex((other) => other.name === name)
    if (known < 0 && scene === undefined) return
    const index = known < 0 ? this.#scenes.list.length : known
    const plain = scene === undefined ? undefined : plainScene(this.#store.tree, { ...scene, name })
    this.#mover.within(`scene ${name}`, source, () =>
      this.#mover.exchangeScene(index, plain, `scene ${name}`, source),
    )
    this.#refreshScenes()
  }

  /** [control] Structure, values and scenes as they stand: what is saved. */
  document(): SessionDocument {
    return this.#store.document(this.#scenes.list)
  }

  #refreshScenes(): void {
    this.#store.tree.replace('/scene', this.#actions.sceneActions())
  }

  #edit(channel: string, edit: Edit, label: string, source: Source): Outcome {
    const before = this.#store.wiring(channel)
    if (before === undefined) return { refused: `${shown(channel)} is not a strip, a bus or the master` }
    const wanted = edit(before)
    if ('refused' in wanted) return refusedAt(channel, wanted)
    const after = checkedWiring(this.#store.structure, this.#store.plugins, channel, wanted)
    if (isRefusal(after)) return after
    const failed = this.#mover.within(label, source, () => this.#mover.rewire(channel, after, label, source))
    return failed ?? { done: label }
  }
}

/** [control] The session as it stands on `desk`. */
export const documentOf = (desk: Desk): SessionDocument => desk.document()
