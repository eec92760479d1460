import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { OpenSession } from '../media/open-session.ts'
import type { Outcome } from '../session/desk/cell.ts'
import type { SessionDocument } from '../session/document.ts'
import type { SessionSource } from '../session/format/read-session.ts'
import { SessionError } from '../session/format/report.ts'
import { writeSession } from '../session/format/write-session.ts'
import { saveText } from '../storage/save-session.ts'

/**
 * Writes the running mix into the session file: what did not change keeps its comments and its order, and the old file
 * is there until the new one is whole. A file that somebody edited meanwhile is left alone.
 */
export class SessionSaver {
  readonly #session: OpenSession
  readonly #current: () => SessionDocument
  readonly #onNote: (sentence: string) => void
  /** What the file says, as far as we know. */
  #source: SessionSource
  #saved: SessionDocument

  /** [control] `current`: the session as it stands on the desk. `onNote` hears how the writing ended. */
  constructor(session: OpenSession, current: () => SessionDocument, onNote: (sentence: string) => void) {
    this.#session = session
    this.#current = current
    this.#onNote = onNote
    this.#source = session.source
    this.#saved = session.asRead
  }

  /** [control] Begins to save; the answer says whether it could begin. */
  save(): Outcome {
    const { path, asRead } = this.#session
    const file = basename(path)
    try {
      if (readFileSync(path, 'utf8') !== this.#source.text) {
        return { refused: `${file} was edited elsewhere since it was opened; it is left alone` }
      }
      // A rate asked for on the command line belongs to this run, not to the file.
      const now = { ...this.#current(), rate: asRead.rate }
      const source = writeSession(this.#source, this.#saved, now)
      void saveText(path, source.text).then(
        () => this.#onNote(`${file} is saved`),
        (error: unknown) => this.#onNote(error instanceof Error ? error.message : String(error)),
      )
      this.#source = source
      this.#saved = now
      return { done: `saving ${file}` }
    } catch (error) {
      if (error instanceof SessionError) return { refused: error.message }
      if (error instanceof Error && 'code' in error)
        return { refused: `${file} cannot be read: ${error.message}` }
      throw error
    }
  }
}
