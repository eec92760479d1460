import { constants, type FileHandle, mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** Newest file first; a full one moves on by one place and the last is dropped. */
export const JOURNAL_FILES = [
  'journal.jsonl',
  'journal.1.jsonl',
  'journal.2.jsonl',
  'journal.3.jsonl',
] as const

/** A file longer than this is closed, bytes: about 40 000 moves of a fader. */
const FULL = 4 * 2 ** 20
/** Not through a link: in a folder from elsewhere it may lead anywhere. Windows has no such flag. */
const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0)
/** Text that waits at most, in characters, when the disk does not take it. */
const WAITING = 8 * 2 ** 20

/**
 * Appends lines to the journal in a state folder. `append` only remembers; `flush`, called by a timer of the host,
 * writes and waits until the disk has it. What a crash can take is what came after the last flush. [control]
 */
export class Journal {
  readonly #folder: string
  #waiting: string[] = []
  #waitingLength = 0
  #file: FileHandle | undefined
  #size = 0
  #flushing: Promise<void> | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * [control] Takes one line without its end. False when so much waits already that everything waiting was given up:
   * the whole state must be saved instead.
   */
  append(line: string): boolean {
    this.#waiting.push(line)
    this.#waitingLength += line.length
    if (this.#waitingLength <= WAITING) return true
    this.#waiting = []
    this.#waitingLength = 0
    return false
  }

  /** [control] Brings everything to the disk. Rejects when that fails; the lines then wait for the next time. */
  flush(): Promise<void> {
    if (this.#flushing === undefined)
      this.#flushing = this.#flush().finally(() => {
        this.#flushing = undefined
      })
    return this.#flushing
  }

  /** [control] Flushes what waits and closes. */
  async close(): Promise<void> {
    await this.#flushing?.catch(() => {})
    try {
      await this.flush()
    } finally {
      await this.#drop()
    }
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return
    const lines = this.#waiting
    const length = this.#waitingLength
    this.#waiting = []
    this.#waitingLength = 0
    try {
      const file = await this.#ready()
      const text = `${lines.join('\n')}\n`
      await file.appendFile(text)
      await file.datasync()
      this.#size += Buffer.byteLength(text)
    } catch (error) {
      this.#waiting = lines.concat(this.#waiting)
      this.#waitingLength += length
      await this.#drop()
      throw error
    }
  }

  async #ready(): Promise<FileHandle> {
    if (this.#file !== undefined && this.#size >= FULL) {
      await this.#drop()
      await this.#rotate()
    }
    if (this.#file !== undefined) return this.#file
    await mkdir(this.#folder, { recursive: true })
    const file = await open(join(this.#folder, JOURNAL_FILES[0]), APPEND)
    this.#file = file
    this.#size = (await file.stat()).size
    // The last line may be torn by a crash or a full disk: it must not swallow the next one.
    if (this.#size > 0) await file.appendFile('\n')
    return file
  }

  async #rotate(): Promise<void> {
    for (let i = JOURNAL_FILES.length - 1; i > 0; i--)
      await rename(join(this.#folder, JOURNAL_FILES[i - 1]!), join(this.#folder, JOURNAL_FILES[i]!)).catch(
        ignoreMissing,
      )
  }

  async #drop(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close().catch(() => {})
  }
}

/** [control] For a file that may not be there yet. */
export function ignoreMissing(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ENOENT') throw error
}
