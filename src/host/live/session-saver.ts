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
  #busy = false
  #again = false

  /** [control] `current`: the session as it stands on the desk. `onNote` hears how the writing ended. */
  constructor(session: OpenSession, current: () => SessionDocument, onNote: (sentence: string) => void) {
    this.#session = session
    this.#current = current
    this.#onNote = onNote
    this.#source = session.source
    this.#saved = session.asRead
  }

  /** [control] Begins to save, or saves once more after the save that is under way; the answer says whether it could begin. */
  save(): Outcome {
    const { path, asRead } = this.#session
    const file = basename(path)
    if (this.#busy) {
      this.#again = true
      return { done: `saving ${file}` }
    }
    try {
      if (readFileSync(path, 'utf8') !== this.#source.text) {
        return { refused: `${file} was edited elsewhere since it was opened; it is left alone` }
      }
      // A rate asked for on the command line belongs to this run, not to the file.
      const now = { ...this.#current(), rate: asRead.rate }
      void this.#write(writeSession(this.#source, this.#saved, now), now)
      return { done: `saving ${file}` }
    } catch (error) {
      if (error instanceof SessionError) return { refused: error.message }
      if (error instanceof Error && 'code' in error)
        return { refused: `${file} cannot be read: ${error.message}` }
      throw error
    }
  }

  async #write(source: SessionSource, saved: SessionDocument): Promise<void> {
    const { path } = this.#session
    this.#busy = true
    let sentence = `${basename(path)} is saved`
    try {
      await saveText(path, source.text)
      this.#source = source
      this.#saved = saved
    } catch (error) {
      sentence = error instanceof Error ? error.message : String(error)
    }
    this.#busy = false
    const again = this.#again
    this.#again = false
    if (!again) this.#onNote(sentence)
    else this.save()
  }
}
