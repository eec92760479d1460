import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { channelsOf } from '../session/desk/compile.ts'
import type { SessionDocument } from '../session/document.ts'
import { offsetOf } from '../session/format/locate.ts'
import { linesOf, MOST_CHARACTERS, refuseFile } from '../session/format/parse.ts'
import { readSession, type SessionRead } from '../session/format/read-session.ts'
import { quoted, Report, SessionError } from '../session/format/report.ts'
import { nearest } from '../session/nearest.ts'
import type { Plugins } from '../session/schema.ts'

export interface LoadOptions {
  /** Files outside of the session's folder are allowed. */
  readonly allowOutside: boolean
}

/** A session with the places of its audio files. */
export interface LoadedSession extends SessionRead {
  /** Real path of each file strip's file, by the name of the strip. */
  readonly media: ReadonlyMap<string, string>
  /** Real path of each file that a plugin works with, by what stands in the session. */
  readonly impulses: ReadonlyMap<string, string>
}

/** [control] Reads a session file and finds its audio files. Throws a SessionError with all problems. */
export function loadSession(path: string, plugins: Plugins, options: LoadOptions): LoadedSession {
  const fileName = basename(path)
  const read = readSession(readSessionText(path), fileName, plugins)
  const report = new Report(fileName, linesOf(read.source.text))
  const find = (file: string, place: readonly string[]): string | undefined => {
    const found = findMedia(dirname(resolve(path)), file, options)
    if ('path' in found) return found.path
    const offset = offsetOf(read.source.yaml, place)
    report.problem(offset, place.join('.'), `is ${quoted(file)}, but ${found.why}`)
    return undefined
  }
  const media = new Map<string, string>()
  for (const { name, input } of read.document.strips) {
    const real = input.kind === 'file' ? find(input.file, ['strips', name, 'input', 'file']) : undefined
    if (real !== undefined) media.set(name, real)
  }
  const impulses = new Map<string, string>()
  for (const { file, place } of filesOfPlugins(read.document, plugins)) {
    const real = find(file, place)
    if (real !== undefined) impulses.set(file, real)
  }
  report.check()
  return { ...read, media, impulses }
}

/** What inserts name in parameters of the kind `file`, and where that stands. */
function filesOfPlugins(
  document: SessionDocument,
  plugins: Plugins,
): { readonly file: string; readonly place: readonly string[] }[] {
  return channelsOf(document).flatMap(({ id, document: channel }) =>
    channel.inserts.flatMap(({ slot, plugin, values }) =>
      Object.entries(plugins.get(plugin)?.params ?? {})
        .filter(([param, { kind }]) => kind === 'file' && (values[param] ?? '') !== '')
        .map(([param]) => ({
          file: String(values[param]),
          place: [...placeOf(id), 'inserts', slot, param],
        })),
    ),
  )
}

/** `/strip/vox` as it stands in a session file. */
function placeOf(id: string): string[] {
  const [, kind, name] = id.split('/')
  if (name === undefined) return [kind!]
  return [kind === 'strip' ? 'strips' : 'buses', name]
}

/** [control] The text of a session file. Throws a SessionError when there is none or when it cannot be one. */
export function readSessionText(path: string): string {
  const fileName = basename(path)
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) refuseFile(fileName, 'this is a folder, but a session file is expected')
    if (!stat.isFile()) refuseFile(fileName, 'this is not a file, but a session file is expected')
    if (stat.size > MOST_CHARACTERS)
      refuseFile(fileName, `this file has ${stat.size} bytes, but a session has at most ${MOST_CHARACTERS}`)
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      refuseFile(fileName, 'this is not a text in UTF-8, but a session file is expected')
    if (error instanceof Error && 'code' in error)
      refuseFile(fileName, `this file cannot be read: ${reason(error.code, path)}`)
    throw error
  }
}

/**
 * [control] The real path of an audio file that a session names, `sessionFolder` being an existing folder. Paths lead
 * from there into it, so that a session from somebody else cannot reach the rest of the disk; with `allowOutside` they
 * may lead anywhere. Throws a SessionError of one sentence.
 */
export function resolveMedia(sessionFolder: string, file: string, options: LoadOptions): string {
  const found = findMedia(sessionFolder, file, options)
  if ('path' in found) return found.path
  const sentence = `The file ${quoted(file)} of the session cannot be used: ${found.why}.`
  throw new SessionError([{ file, line: 1, column: 1, path: '', sentence }])
}

/** [control] Why `resolveMedia` would refuse, in words; undefined when it would not. */
export function whyNoMedia(sessionFolder: string, file: string, options: LoadOptions): string | undefined {
  const found = findMedia(sessionFolder, file, options)
  return 'why' in found ? found.why : undefined
}

type Found = { readonly path: string } | { readonly why: string }

function findMedia(sessionFolder: string, file: string, { allowOutside }: LoadOptions): Found {
  const form = wrongForm(file, allowOutside)
  if (form !== undefined) return { why: form }
  const folder = realpathSync(sessionFolder)
  const path = resolve(folder, file)
  const outside = 'only files in the folder of the session may be used unless --allow-outside is given'
  if (!allowOutside && !isWithin(folder, path)) return { why: `it leads out of the folder; ${outside}` }
  try {
    const real = realpathSync(path)
    if (!allowOutside && !isWithin(folder, real))
      return { why: `it is a link to a place outside of the folder; ${outside}` }
    if (statSync(real).isFile()) return { path: real }
    return { why: 'this is not a file' }
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return { why: reason(error.code, path) + hint(folder, file) }
    throw error
  }
}

/** Ways to write a place that are refused before the disk is asked. */
function wrongForm(file: string, allowOutside: boolean): string | undefined {
  if (file.trim() === '') return 'an empty path names no file'
  if (/\p{Cc}/u.test(file)) return 'a path has no control characters'
  if (/^([a-z][a-z0-9+.-]+:\/\/|file:|data:)/i.test(file)) return 'a path is expected, not a URL'
  if (allowOutside) return undefined
  if (/^(\\\\|\/\/)/.test(file)) return 'paths of the network are used only if --allow-outside is given'
  if (isAbsolute(file) || /^([a-z]:|[\\/])/i.test(file))
    return 'a path from the folder of the session is expected (absolute ones need --allow-outside)'
  return file.split(/[\\/]/).includes('..') && file.includes('\\')
    ? 'folders are separated by "/"'
    : undefined
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
}

const reason = (code: unknown, path: string): string =>
  REASONS[String(code)] ?? `the system reports ${String(code)} for ${quoted(path)}`

/** What stands in the same folder under a similar name. */
function hint(folder: string, file: string): string {
  if (file.includes('\\')) return '; folders are separated by "/"'
  try {
    const near = nearest(basename(file), readdirSync(dirname(resolve(folder, file))).slice(0, 1000))
    return near === undefined ? '' : `; the nearest is ${join(dirname(file), near)}`
  } catch {
    return '' // the folder itself is missing, which the sentence already says
  }
}
