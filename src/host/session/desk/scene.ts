import { isRefusal, type PlainValue, type Refusal, toPlain } from '../../sdk/index.ts'
import type { SceneDocument } from '../document.ts'
import { nearest } from '../nearest.ts'
import { type AddressTree, shown } from './address-tree.ts'
import type { Cell, Item } from './cell.ts'

/**
 * Scenes: the mix under a name. A scene holds every value that belongs to the mix, so that a recall leaves nothing to
 * chance; what belongs to the room or the moment stays (see cell.ts). [control]
 */

/** Longest name of a scene, as in the session file. */
const LONGEST = 80
/** How many refused values a recall names one by one. */
const NAMED = 8

/** The scenes of a session, in order. */
export class Scenes {
  #list: readonly SceneDocument[]

  constructor(scenes: readonly SceneDocument[]) {
    this.#list = scenes
  }

  get list(): readonly SceneDocument[] {
    return this.#list
  }

  get names(): string[] {
    return this.#list.map(({ name }) => name)
  }

  /** [control] Position of the scene, exact name first, then without regard to case; -1 when there is none. */
  indexOf(name: string): number {
    const exact = this.#list.findIndex((scene) => scene.name === name)
    if (exact >= 0) return exact
    return this.#list.findIndex((scene) => scene.name.toLowerCase() === name.toLowerCase())
  }

  /** [control] The scene, or a sentence with the nearest name. */
  find(name: string): SceneDocument | Refusal {
    const scene = this.#list[this.indexOf(name)]
    if (scene !== undefined) return scene
    const near = nearest(name, this.names)
    const hint = near === undefined ? this.#known() : `did you mean "${near}"?`
    return { refused: `there is no scene "${shown(name)}"; ${hint}` }
  }

  /** [control] Exchanges what stands at `index` from `before` to `after`; undefined is no scene. */
  exchange(index: number, before: SceneDocument | undefined, after: SceneDocument | undefined): void {
    this.#list = this.#list.toSpliced(
      index,
      before === undefined ? 0 : 1,
      ...(after === undefined ? [] : [after]),
    )
  }

  #known(): string {
    if (this.#list.length === 0) return 'none is stored yet'
    return `there are ${this.names.slice(0, NAMED).join(', ')}${this.#list.length > NAMED ? ' and more' : ''}`
  }
}

/** [control] The text as a name for a scene, or why it cannot be one. */
export function sceneName(value: PlainValue): string | Refusal {
  const name = typeof value === 'boolean' ? '' : String(value).trim()
  if (name === '' || name.length > LONGEST || /\p{C}/u.test(name))
    return { refused: `a scene is called by a name of 1 to ${LONGEST} characters on one line` }
  return name
}

/** [control] The mix as it stands, under `name`. */
export function storedScene(tree: AddressTree<Item>, name: string): SceneDocument {
  const values: [string, PlainValue][] = []
  for (const item of tree.all())
    if (item.kind === 'cell' && item.belongs === 'mix') values.push([item.entry.address, item.plain])
  return { name, values: Object.fromEntries(values) }
}

/** [control] A scene from elsewhere with its values in plain form, as far as they fit the desk that stands. */
export function plainScene(tree: AddressTree<Item>, scene: SceneDocument): SceneDocument {
  const values = Object.entries(scene.values).map(([address, value]): [string, PlainValue] => {
    const item = tree.find(address)
    const plain = item?.kind === 'cell' ? toPlain(item.entry.parameter, value) : value
    return [address, isRefusal(plain) ? value : plain]
  })
  return { name: scene.name, values: Object.fromEntries(values) }
}

export interface Recall {
  readonly moves: readonly (readonly [Cell, PlainValue])[]
  /** A sentence per value that does not fit the desk as it stands. */
  readonly refused: readonly string[]
}

/** [control] What recalling `scene` would set. Nothing is moved. */
export function planRecall(tree: AddressTree<Item>, scene: SceneDocument): Recall {
  const moves: [Cell, PlainValue][] = []
  const refused: string[] = []
  for (const [address, value] of Object.entries(scene.values)) {
    const item = tree.find(address)
    if (item === undefined) refused.push(tree.unknown(address).refused)
    else if (item.kind !== 'cell' || item.belongs !== 'mix')
      refused.push(`${address} does not belong to scenes`)
    else {
      const plain = toPlain(item.entry.parameter, value)
      if (isRefusal(plain)) refused.push(`${address}: ${plain.refused}`)
      else moves.push([item, plain])
    }
  }
  return { moves, refused }
}

/** [control] What a person is told after a recall that moved `moved` values. */
export function recallText(name: string, moved: number, refused: readonly string[]): string {
  const text = `recalled "${name}": ${moved} ${moved === 1 ? 'value' : 'values'} moved`
  if (refused.length === 0) return text
  const rest = refused.length > NAMED ? `; and ${refused.length - NAMED} more` : ''
  return `${text}; ${refused.length} not applied: ${refused.slice(0, NAMED).join('; ')}${rest}`
}
