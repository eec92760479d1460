import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isFields } from './mistakes.ts'
import { areAsBefore, type FileHashes } from './plugin-source.ts'

/** Raised when what is checked becomes more: then everything is checked again. */
const CHECKS = 2

export interface PassedVerdict {
  /** The modules the plugin is made of, as they were checked. */
  readonly files: FileHashes
  /** True when it was validated; false when it was only loaded once, in a process of its own. */
  readonly validated: boolean
  /** Sentences worth knowing. */
  readonly sentences: readonly string[]
}

/**
 * Which plugins have passed, in a folder of small files: a plugin that did starts at once the next time. A verdict is for the place of a plugin,
 * for the content of every module it imports, and for one generation of Node; data that it reads by itself is not looked at. The
 * folder may be deleted at any time.
 */
export class VerdictStore {
  readonly #folder: string

  /** [control] `folder` is made when the first verdict is kept. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** [control] What the plugin at `path` came to the last time, if nothing of it changed since. Never throws. */
  find(path: string): PassedVerdict | undefined {
    try {
      const stored = JSON.parse(readFileSync(this.#file(path), 'utf8')) as unknown
      if (!isFields(stored) || !isFields(stored['files']) || !Array.isArray(stored['sentences']))
        return undefined
      const { files, validated, sentences } = stored
      // A verdict on nothing is none.
      if (!Object.hasOwn(files, path) || !areAsBefore(files as FileHashes)) return undefined
      return { files: files as FileHashes, validated: validated === true, sentences: sentences.map(String) }
    } catch {
      return undefined
    }
  }

  /** [control] Keeps that the plugin at `path` passed. A folder that cannot be written forgets it. */
  keep(path: string, verdict: PassedVerdict): void {
    try {
      const target = this.#file(path)
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
      const beside = `${target}.${process.pid}.tmp`
      writeFileSync(beside, JSON.stringify(verdict))
      renameSync(beside, target)
    } catch {
      // The next start checks it again.
    }
  }

  #file(path: string): string {
    const place = createHash('sha256').update(path).digest('hex').slice(0, 40)
    return join(this.#folder, `${place}-${CHECKS}-node${process.versions.node.split('.')[0]}.json`)
  }
}
