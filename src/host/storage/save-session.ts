import { randomBytes } from 'node:crypto'
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { quoted, SessionError } from '../session/format/report.ts'

/** The last save of each file that is under way: saves of one file happen in the order in which they were asked for. */
const underWay = new Map<string, Promise<void>>()

/**
 * [control] Writes `text` to `path` so that at every moment, also when the power fails, the file holds either all of the
 * old text or all of the new one: a file beside it is written and flushed, put in its place, and the folder flushed,
 * because a rename alone may be lost (T. Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014). A link
 * stays a link and the permissions stay. Rejects with a SessionError of one sentence; the old file is then untouched.
 */
export function saveText(path: string, text: string): Promise<void> {
  const before = underWay.get(path) ?? Promise.resolve()
  const save = before.catch(() => {}).then(() => replace(path, text))
  underWay.set(path, save)
  const done = (): void => {
    if (underWay.get(path) === save) underWay.delete(path)
  }
  save.then(done, done)
  return save
}

async function replace(path: string, text: string): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path)
    const mode = await stat(target).then(
      (old) => old.mode & 0o777,
      () => undefined,
    )
    const folder = dirname(target)
    const beside = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
    try {
      await writeFlushed(beside, text, mode)
      await rename(beside, target)
    } catch (error) {
      await unlink(beside).catch(() => {})
      throw error
    }
    await flushFolder(folder)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const sentence = `${quoted(path)} could not be saved: ${REASONS[String(error.code)] ?? error.message}.`
    throw new SessionError([{ file: path, line: 1, column: 1, path: '', sentence }])
  }
}

async function writeFlushed(path: string, text: string, mode: number | undefined): Promise<void> {
  const file = await open(path, 'wx')
  try {
    if (mode !== undefined) await file.chmod(mode)
    await file.writeFile(text, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Windows neither needs nor allows it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle: FileHandle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'a folder stands in its place',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
}
