import { dirname } from 'node:path'
import type { Validate } from '../plugins/verdict.ts'
import { validate } from './validate.ts'

/** Always the same settings, so that a plugin is not refused on one day and taken on the next. */
const SEED = 1
/** Somebody waits for the sound; ms of processor time, so that a busy machine refuses nothing that a quiet one takes. */
const ITEM_MS = 10_000

/** [control] What a session's plugin must pass before it is used for the first time. `onProgress`: which one, and the part that is done. */
export const validatedBeforeUse =
  (onProgress: (path: string, done: number) => void): Validate =>
  async (path) => {
    const { items } = await validate(path, dirname(path), {
      seed: SEED,
      itemMs: ITEM_MS,
      onItem: (_item, done) => onProgress(path, done),
    })
    const saying = (wanted: 'warn' | 'fail'): string[] =>
      items
        .filter(({ verdict }) => verdict === wanted)
        .map(({ sentence, measured, limit }) =>
          measured === undefined ? sentence : `${sentence} (${measured}; limit: ${limit ?? 'none'})`,
        )
    // One mistake fails many items with the same words.
    const failed = [...new Set(saying('fail'))]
    return failed.length > 0
      ? { passed: false, sentences: failed }
      : { passed: true, sentences: saying('warn') }
  }
