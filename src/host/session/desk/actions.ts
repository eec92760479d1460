import { choice, isRefusal, type PlainValue, type Refusal, toggle, toPlain } from '../../sdk/index.ts'
import type { Source } from '../control-port.ts'
import type { Action, Outcome } from './cell.ts'
import type { DeskMover } from './mover.ts'
import { planRecall, recallText, type Scenes, sceneName, storedScene } from './scene.ts'
import type { DeskStore } from './store.ts'
import { TapTempo } from './tap-tempo.ts'

const TEMPO = '/transport/tempo'

/**
 * What is done by setting an address: /session/save, /undo, /redo, /solo/clear, /transport/tap, and /scene/{store,recall,delete} with a name. They are
 * listed like parameters, buttons as toggles and scenes as a choice of names, so that every surface can reach them.
 * [control]
 */
export class DeskActions {
  readonly #store: DeskStore
  readonly #scenes: Scenes
  readonly #mover: DeskMover
  readonly #clock: () => number
  readonly #taps = new TapTempo()
  /** Name of the last scene that was stored or recalled. */
  #current = ''

  /** `clock` counts ms and never runs backwards. */
  constructor(store: DeskStore, scenes: Scenes, mover: DeskMover, clock: () => number) {
    this.#store = store
    this.#clock = clock
    this.#scenes = scenes
    this.#mover = mover
  }

  /** [control] The buttons, under the section they belong to. `save`: what `/session/save` does, if it exists. */
  buttons(save: (() => Outcome) | undefined): readonly Action[] {
    const { history } = this.#mover
    const saving =
      save === undefined
        ? []
        : [
            button('/session/save', 'Save', 'Writes the mix into the session file.', {
              read: () => false,
              run: save,
            }),
          ]
    return [
      ...saving,
      button('/undo', 'Undo', 'Takes the last change back, whoever made it.', {
        read: () => history.undoable !== undefined,
        run: (_, source) => this.#mover.undo(source),
      }),
      button('/redo', 'Redo', 'Brings back what was undone.', {
        read: () => history.redoable !== undefined,
        run: (_, source) => this.#mover.redo(source),
      }),
      button('/solo/clear', 'Clear solo', 'Ends every solo.', {
        read: () => this.#soloed().length > 0,
        run: (_, source) => this.#clearSolo(source),
      }),
      button('/transport/tap', 'Tap', 'Tapped on every beat, it sets the tempo.', {
        read: () => false,
        run: (_, source) => this.#tap(source),
      }),
    ]
  }

  /** [control] The scene actions with the names that stand now. */
  sceneActions(): readonly Action[] {
    const of = (id: string, label: string, help: string, run: Action['run']): Action => {
      const choices = this.#scenes.names
      const parameter = choice({ label, help, choices, default: choices[0] ?? '' })
      const entry = { address: `/scene/${id}`, parameter, writable: true }
      return { kind: 'action', entry, read: () => this.#current, run }
    }
    return [
      of('recall', 'Recall', 'Brings a stored mix back.', (name, source) => this.#recall(name, source)),
      of('store', 'Store', 'Keeps the mix under a name.', (name, source) => this.#storeScene(name, source)),
      of('delete', 'Delete', 'Forgets a stored mix.', (name, source) => this.#delete(name, source)),
    ]
  }

  #recall(value: PlainValue, source: Source): Outcome {
    const scene = this.#scenes.find(String(value))
    if ('refused' in scene) return scene
    const { moves, refused } = planRecall(this.#store.tree, scene)
    const moved = moves.filter(([cell, plain]) => cell.plain !== plain)
    this.#mover.asStep(`recall ${scene.name}`, source, () => {
      for (const [cell, plain] of moved) this.#mover.put(cell, plain, source)
    })
    this.#current = scene.name
    return { done: recallText(scene.name, moved.length, refused) }
  }

  #storeScene(value: PlainValue, source: Source): Outcome {
    const name = sceneName(value)
    if (typeof name !== 'string') return name
    const known = this.#scenes.list.findIndex((scene) => scene.name === name)
    const index = known < 0 ? this.#scenes.list.length : known
    const scene = storedScene(this.#store.tree, name)
    this.#mover.within(`store ${name}`, source, () =>
      this.#mover.exchangeScene(index, scene, `store ${name}`, source),
    )
    this.#current = name
    return { done: `${known < 0 ? 'stored' : 'replaced'} "${name}"` }
  }

  #delete(value: PlainValue, source: Source): Outcome {
    const scene = this.#scenes.find(String(value))
    if ('refused' in scene) return scene
    const label = `delete ${scene.name}`
    const index = this.#scenes.list.indexOf(scene)
    this.#mover.within(label, source, () => this.#mover.exchangeScene(index, undefined, label, source))
    return { done: `deleted "${scene.name}"` }
  }

  #clearSolo(source: Source): Outcome {
    const soloed = this.#soloed()
    this.#mover.asStep('clear solo', source, () => {
      for (const cell of soloed) this.#mover.put(cell, false, source)
    })
    return { done: soloed.length === 0 ? 'nothing is soloed' : `cleared ${soloed.length} of solo` }
  }

  #tap(source: Source): Outcome {
    const bpm = this.#taps.tap(this.#clock())
    if (bpm === undefined) return { done: 'tap on: the second tap sets the tempo' }
    const cell = this.#store.tree.find(TEMPO)
    if (cell?.kind !== 'cell') return { refused: 'there is no tempo here' }
    const rounded = Math.round(bpm * 10) / 10
    const plain = toPlain(cell.entry.parameter, rounded)
    if (isRefusal(plain)) return plain
    const { text } = this.#mover.within(TEMPO, source, () => this.#mover.put(cell, plain, source))
    return { done: text }
  }

  #soloed() {
    return this.#store.soloCells().filter((cell) => cell.plain === true)
  }
}

function button(
  address: string,
  label: string,
  help: string,
  deed: { read(): boolean; run(value: PlainValue, source: Source): Outcome | Refusal },
): Action {
  return {
    kind: 'action',
    entry: { address, parameter: toggle({ label, help, default: false }), writable: true },
    ...deed,
  }
}
