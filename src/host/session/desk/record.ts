import type { PlainValue } from '../../sdk/index.ts'
import type { Source } from '../control-port.ts'
import type { SceneDocument } from '../document.ts'
import type { Wiring } from './current-document.ts'

/**
 * What a desk tells its journal: not the command but what it changed. A record says what stands afterwards, so that it
 * can be applied twice, and without the history it came from. All moves of one record belong together.
 */
export type RecordedMove =
  | { readonly kind: 'value'; readonly address: string; readonly value: PlainValue }
  | { readonly kind: 'wiring'; readonly id: string; readonly wiring: Wiring }
  /** `scene` undefined: the scene of that name is gone. */
  | { readonly kind: 'scene'; readonly name: string; readonly scene: SceneDocument | undefined }

export interface DeskRecord {
  /** Who. */
  readonly source: Source
  /** What a person would call it: an address, "recall Chorus", "undo". */
  readonly label: string
  readonly moves: readonly RecordedMove[]
}

export type RecordListener = (record: DeskRecord) => void
