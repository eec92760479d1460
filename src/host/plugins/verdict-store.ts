import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/**
 * Which plugins have passed, in a folder of small files: a plugin that did starts at once the next time. A verdict is for the content of all
 * files of the plugin and for one generation of Node; the folder may be deleted at any time.
 */

/** Raised when what is checked becomes more: then everything is checked again. */
const CHECKS = 1

export interface PassedVerdict {
  /** True when it was validated; false when it was only loaded once, in a process of its own. */
  readonly validated: boolean
  /** Sentences worth knowing. */
  readonly sentences: readonly string[]
}

interface Stored extends PassedVerdict {
  /** Hash by path from the folder of the module. */
  readonly files: { readonly [path: string]: string }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export class VerdictStore {
  readonly #folder: string

  /** [control] `folder` is made when the first verdict is kept. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** [control] What the plugin at `path` came to the last time, if nothing of it changed since. Never throws. */
  find(path: string): PassedVerdict | undefined {
    try {
      const stored = JSON.parse(readFileSync(this.#file(path), 'utf8')) as Stored
      const same = Object.entries(stored.files).every(
        ([file, hash]) => sha256(readFileSync(resolve(dirname(path), file))) === hash,
      )
      const { validated, sentences } = stored
      return same ? { validated: validated === true, sentences: sentences.map(String) } : undefined
    } catch {
      return undefined
    }
  }

  /** [control] Keeps that the plugin at `path`, made of `files`, passed. A folder that cannot be written forgets it. */
  keep(path: string, files: readonly string[], verdict: PassedVerdict): void {
    try {
      const hashes = files
        .filter((file) => existsSync(file))
        .map((file) => [relative(dirname(path), file), sha256(readFileSync(file))])
      const stored: Stored = { ...verdict, files: Object.fromEntries(hashes) }
      const target = this.#file(path)
      mkdirSync(this.#folder, { recursive: true })
      const beside = `${target}.${process.pid}.tmp`
      writeFileSync(beside, JSON.stringify(stored), { flag: 'wx' })
      renameSync(beside, target)
    } catch {
      // The next start checks it again.
    }
  }

  #file(path: string): string {
    const generation = process.versions.node.split('.')[0]
    return join(this.#folder, `${sha256(readFileSync(path)).slice(0, 40)}-${CHECKS}-node${generation}.json`)
  }
}
