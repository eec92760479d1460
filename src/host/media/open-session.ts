import { basename, dirname, join, resolve } from 'node:path'
import type { PluginMap } from '../engine/graph.ts'
import { inspectAudio, prepareMedia } from '../files/index.ts'
import type { PluginSource } from '../plugins/plugin-source.ts'
import { loadSessionPlugins } from '../plugins/session-plugins.ts'
import type { Validate } from '../plugins/verdict.ts'
import type { SessionDocument, StripDocument } from '../session/document.ts'
import type { SessionSource } from '../session/format/read-session.ts'
import { loadSession } from '../storage/load-session.ts'
import { ImpulseShelf } from './impulse-shelf.ts'
import { createTracks, type Track } from './media-feeder.ts'

/** A session with its files at hand: what live, offline and mastering begin with. */
export interface OpenSession {
  /** Full path of the session file. */
  readonly path: string
  readonly folder: string
  /** Where running state, journal and lock of this session live: `.gainstage/<session file>` beside it. */
  readonly stateFolder: string
  readonly document: SessionDocument
  /** What the file itself says: without the rate of the command line and what its audio files decided. */
  readonly asRead: SessionDocument
  readonly source: SessionSource
  /** Those that come with the desk, and the session's own. */
  readonly plugins: PluginMap
  /** What other threads load the session's own plugins from. */
  readonly pluginSources: readonly PluginSource[]
  /** One per strip that plays a file, in the order of the strips. */
  readonly tracks: readonly Track[]
  /** Files that plugins work with, read. */
  readonly shelf: ImpulseShelf
  /** Real paths of the audio files that the session names, which the tracks may be prepared copies of. */
  readonly media: readonly string[]
  /** One sentence each: what is probably not meant, but does no harm. */
  readonly warnings: readonly string[]
}

export interface OpenSessionOptions {
  /** Those that come with the desk. */
  readonly plugins: PluginMap
  /** The session's own plugins must pass it before they are used for the first time; without it they only have to load. */
  readonly validate?: Validate | undefined
  /** Files outside of the session's folder are allowed. */
  readonly allowOutside?: boolean
  /** Hz, instead of the session's own. */
  readonly rate?: number
  /** Called while files are brought to the session's rate: which one, and the part that is done. */
  readonly onProgress?: (file: string, done: number) => void
}

/**
 * [control] Reads a session file and prepares its audio files: other formats and rates are converted once, with mastering-grade
 * resampling, and kept; plugins that it names are loaded. Throws `SessionError` or `AudioFileError`, whose messages are sentences.
 */
export async function openSession(path: string, options: OpenSessionOptions): Promise<OpenSession> {
  const full = resolve(path)
  const folder = dirname(full)
  // Sessions of one folder share prepared files, but nothing else.
  const cacheFolder = join(folder, '.gainstage')
  const stateFolder = join(cacheFolder, basename(full))
  const allowOutside = options.allowOutside ?? false
  const { plugins, sources, ...own } = await loadSessionPlugins(path, basename(full), {
    builtIn: options.plugins,
    validate: options.validate,
    allowOutside,
  })
  const read = loadSession(path, plugins, { allowOutside })
  const rate = options.rate ?? read.document.rate
  const warnings = [...own.warnings, ...read.warnings.map(({ sentence }) => sentence)]
  const strips: StripDocument[] = []
  const files: { path: string; loop: boolean }[] = []
  for (const strip of read.document.strips) {
    const { input } = strip
    const file = read.media.get(strip.name)
    if (input.kind !== 'file' || file === undefined) {
      strips.push(strip)
      continue
    }
    const { channels, truncated } = await inspectAudio(file)
    if (truncated) warnings.push(`${input.file} ends before its header says; what is there is played`)
    if (channels > 2) warnings.push(`${input.file} has ${channels} channels; a strip plays the first two`)
    strips.push(strip.channelsAuto ? { ...strip, channels: channels === 1 ? 1 : 2 } : strip)
    const prepared = await prepareMedia(file, rate, cacheFolder, {
      onProgress: (done) => options.onProgress?.(basename(file), done),
    })
    files.push({ path: prepared, loop: input.loop })
  }
  const shelf = new ImpulseShelf({ folder, rate, allowOutside })
  for (const file of read.impulses.keys()) await shelf.load(file)
  return {
    path: full,
    folder,
    stateFolder,
    document: { ...read.document, rate, strips },
    asRead: read.document,
    source: read.source,
    plugins,
    pluginSources: sources,
    tracks: createTracks(files),
    shelf,
    media: [...read.media.values(), ...read.impulses.values()],
    warnings,
  }
}
