import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AudioFileError, withFileErrors } from './audio-file-error.ts'

/**
 * A file that appears under its name complete or not at all: it grows under a temporary name beside the target, reaches
 * the disk (fsync) and is renamed over it. Whatever fails, the file that was there before is intact and the temporary
 * one is gone. Throws `AudioFileError`. [control]
 */
export class NewFile {
  readonly path: string
  readonly #temporary: string
  #handle: number

  constructor(path: string) {
    this.path = path
    this.#temporary = join(
      dirname(path),
      `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
    )
    if (isFolder(path)) throw new AudioFileError(path, 'a folder has this name')
    this.#handle = withFileErrors(path, () => openSync(this.#temporary, 'wx'))
  }

  /** Writes `bytes` at byte `position`. A failure aborts the file. */
  write(bytes: Uint8Array, position: number): void {
    this.#orAbort(() => {
      let done = 0
      while (done < bytes.length)
        done += writeSync(this.#handle, bytes, done, bytes.length - done, position + done)
    })
  }

  /** Gives the file its name. */
  commit(): void {
    this.#orAbort(() => {
      fsyncSync(this.#handle)
      this.#closeHandle()
      renameSync(this.#temporary, this.path)
    })
    withFileErrors(this.path, () => syncFolder(dirname(this.path)))
  }

  /** Forgets the file. After `commit` or a second time it does nothing. */
  abort(): void {
    if (this.#handle < 0) return
    this.#closeHandle()
    this.#unlink()
  }

  #orAbort(work: () => void): void {
    if (this.#handle < 0) throw new Error(`${this.path} is already closed`)
    try {
      withFileErrors(this.path, work)
    } catch (error) {
      if (this.#handle >= 0) this.#closeHandle()
      this.#unlink()
      throw error
    }
  }

  #closeHandle(): void {
    const handle = this.#handle
    this.#handle = -1
    closeSync(handle)
  }

  #unlink(): void {
    try {
      unlinkSync(this.#temporary)
    } catch {
      // Already gone, or the disk is: the error that led here says more.
    }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/**
 * Without it a power cut can undo the rename. Where a folder cannot be synced (Windows, some network disks) the file is
 * there all the same, so a refusal is no error.
 */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } catch {
    // See above.
  } finally {
    closeSync(handle)
  }
}
