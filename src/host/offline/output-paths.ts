import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AudioFileError } from '../files/index.ts'

/**
 * [control] Throws `AudioFileError` when one of `outputs` is the same file as one of `protect` or as another output, by
 * whatever links and spellings it is named. The files need not exist.
 */
export function refuseOverwriting(outputs: readonly string[], protect: readonly string[]): void {
  for (const output of outputs)
    if (protect.some((path) => isSame(output, path)))
      throw new AudioFileError(
        output,
        'the session itself needs this file, so it must not be replaced: choose another place for the render',
      )
  outputs.forEach((output, i) => {
    if (outputs.slice(0, i).some((other) => isSame(output, other)))
      throw new AudioFileError(
        output,
        'the mix and a stem would be the same file: choose another name for the mix or another folder for the stems',
      )
  })
}

function isSame(a: string, b: string): boolean {
  if (realPath(a) === realPath(b)) return true
  // One file under two spellings, on disks that do not tell upper from lower case.
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }))
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev
}

/** Where `path` leads; what does not exist yet counts from the nearest folder that does. */
function realPath(path: string): string {
  const full = resolve(path)
  try {
    return realpathSync.native(full)
  } catch {
    // Not there, or not to be read: then the folder above decides, and opening it says what is wrong.
    const above = dirname(full)
    return above === full ? full : join(realPath(above), basename(full))
  }
}
