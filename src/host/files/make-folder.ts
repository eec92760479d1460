import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { withFileErrors } from './audio-file-error.ts'

/**
 * Makes a folder and those above it. Node's own recursive `mkdir` never comes back where the system refuses a new
 * folder by saying that there is none (`/proc`). Throws `AudioFileError`. [control]
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return
  const above = dirname(path)
  if (above !== path && !isFolder(above)) makeFolder(above)
  withFileErrors(path, () => mkdirSync(path))
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
