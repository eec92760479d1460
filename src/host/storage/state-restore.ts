import type { Desk } from '../session/desk/desk.ts'
import { readState, type SavedState } from './state-read.ts'

/** Who moves when a saved state comes back. */
const SOURCE = 'restore'

export interface RestoreReport {
  /** False when the folder held nothing. */
  readonly restored: boolean
  /** Highest revision in the folder, for the StateKeeper that goes on from here. */
  readonly revision: number
  /** When the newest whole state was saved, ms since 1970. */
  readonly savedAtMs: number | undefined
  /** Lines of the journal that were torn or broken. */
  readonly brokenLines: number
  /** One sentence for everything that does not fit this desk. */
  readonly refused: readonly string[]
}

/**
 * [control] Brings `desk`, just made from its session, to where the host of this state folder (`.gainstage`) ended.
 * Every value passes the desk's own checks; what does not fit is reported and left as the session has it. Afterwards
 * nothing can be undone. Never rejects because of what stands in the files.
 */
export async function restoreState(desk: Desk, folder: string): Promise<RestoreReport> {
  const state = await readState(folder)
  const refused = applyState(desk, state)
  return {
    restored: state.values.size + state.wiring.size + state.scenes.size > 0,
    revision: state.revision,
    savedAtMs: state.savedAtMs,
    brokenLines: state.brokenLines,
    refused,
  }
}

function applyState(desk: Desk, state: SavedState): string[] {
  const refused: string[] = []
  desk.group('restore', SOURCE, () => {
    refused.push(...applyWiring(desk, state))
    refused.push(...desk.apply(state.values, 'restore', SOURCE))
    for (const [name, scene] of state.scenes) desk.putScene(name, scene, SOURCE)
  })
  desk.forgetHistory()
  return refused
}

/** Two channels may have changed their order: what would be a loop for now is tried again after the others. */
function applyWiring(desk: Desk, state: SavedState): string[] {
  let left = [...state.wiring]
  for (;;) {
    const refused: string[] = []
    const again = left.filter(([id, wiring]) => {
      const outcome = desk.rewire(id, wiring, SOURCE)
      if ('refused' in outcome) refused.push(outcome.refused)
      return 'refused' in outcome
    })
    if (again.length === 0 || again.length === left.length) return refused
    left = again
  }
}
