import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { AudioFileError, withFileErrors } from './audio-file-error.ts'

/**
 * Random access to the bytes of one file. Every call blocks on the disk: [control] or a reader thread, never the engine.
 * Throws `AudioFileError`.
 */
export class FileBytes {
  readonly path: string
  /** Bytes in the file when it was opened. */
  readonly size: number
  #handle: number

  constructor(path: string) {
    this.path = path
    // A pipe or a device would block or never end, so it is refused before it is opened.
    if (!withFileErrors(path, () => statSync(path)).isFile()) this.refuse('it is not a file')
    this.#handle = withFileErrors(path, () => openSync(path, 'r'))
    this.size = withFileErrors(path, () => fstatSync(this.#handle)).size
  }

  /** Fills `target` from byte `position` on. Returns the bytes read: fewer than asked only at the end of the file. */
  readInto(target: Uint8Array, position: number): number {
    return withFileErrors(this.path, () => {
      let filled = 0
      while (filled < target.length) {
        const got = readSync(this.#handle, target, filled, target.length - filled, position + filled)
        if (got === 0) break
        filled += got
      }
      return filled
    })
  }

  /** A copy of up to `length` bytes from byte `position` on. `length` comes from the caller, never from a header. */
  bytes(position: number, length: number): Buffer {
    const target = Buffer.alloc(length)
    return target.subarray(0, this.readInto(target, position))
  }

  /** Throws the one sentence about this file. */
  refuse(sentence: string): never {
    throw new AudioFileError(this.path, sentence)
  }

  /** Closes the file; a second call does nothing. */
  close(): void {
    if (this.#handle < 0) return
    closeSync(this.#handle)
    this.#handle = -1
  }
}
