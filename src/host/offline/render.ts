import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { PluginMap } from '../engine/graph.ts'
import { makeFolder, type WavOutputEncoding, type WavReport } from '../files/index.ts'
import type { Track } from '../media/media-feeder.ts'
import { gainToDb } from '../sdk/index.ts'
import { type AudioShelf, NO_SHELF } from '../session/audio-shelf.ts'
import type { SessionDocument } from '../session/document.ts'
import { BLOCK, OfflineDesk } from './offline-desk.ts'
import { lastAbove, OutputFile, SILENCE } from './output-file.ts'
import { refuseOverwriting } from './output-paths.ts'
import { type Span, songFrames, spanOf } from './span.ts'
import { warningsOf } from './warnings.ts'

export interface RenderOptions {
  /** Path of the mix. */
  readonly out: string
  readonly encoding: WavOutputEncoding
  /** Folder for one file per strip and bus, after the fader, or undefined. */
  readonly stems?: string | undefined
  /** Length without tail; undefined: to the end of the longest file. */
  readonly seconds?: number | undefined
  /** Files that must not be replaced beside those of the tracks: the session, and what its files were made from. */
  readonly protect: readonly string[]
  /** Audio files of plugins. */
  readonly shelf?: AudioShelf
  /** Longest tail. */
  readonly tailSeconds: number
  /** Called with the part that is done, 0..1. */
  readonly onProgress?: (done: number) => void
  /** Gives up between two blocks; nothing is left behind. */
  readonly signal?: AbortSignal
}

export interface RenderReport {
  readonly file: string
  readonly stems: readonly string[]
  readonly sampleRate: number
  readonly frames: number
  readonly seconds: number
  /** How long it went on sounding after the end of the files. */
  readonly tailSeconds: number
  /** Delay of the chain that was taken away from the start. */
  readonly latencyFrames: number
  /** Highest sample of the mix, dB; minus infinity for silence. */
  readonly samplePeakDbfs: number
  /** Samples that the integer files, stems too, could not hold. */
  readonly clippedSamples: number
  /** One sentence for each thing a person should know. */
  readonly warnings: readonly string[]
}

/**
 * Renders a session to WAV: from the first frame to the end of the longest file and on until the tail has died away. Stems
 * are as long as the mix, and do not change it. Throws one sentence (`AudioFileError` for files, `RenderError` for a session
 * without a length, `PluginFault` for a plugin that does not come back); nothing is written then. [control]
 */
export async function render(
  document: SessionDocument,
  plugins: PluginMap,
  tracks: readonly Track[],
  options: RenderOptions,
): Promise<RenderReport> {
  const ids = ['/master', ...(options.stems === undefined ? [] : stemIds(document))]
  const paths = ids.map((id, i) => (i === 0 ? options.out : stemPath(options.stems!, id)))
  refuseOverwriting(paths, [...options.protect, ...tracks.map((track) => track.path)])
  const length = songFrames(document, tracks, options.seconds)
  const shelf = options.shelf ?? NO_SHELF
  const desk = new OfflineDesk(document, plugins, tracks, ids, shelf)
  const files: OutputFile[] = []
  const abort = (): void => {
    for (const file of files) file.abort()
  }
  // A plugin may end the program in the middle of it.
  process.once('exit', abort)
  try {
    if (options.stems !== undefined) makeFolder(options.stems)
    desk.taps.forEach(({ latency }, i) => {
      files.push(new OutputFile(paths[i]!, document.rate, options.encoding, latency))
    })
    const span = spanOf(document, plugins, length, options.tailSeconds, shelf)
    const ending = await run(desk, files, span, options)
    const reports = files.map((file) => file.close())
    return reportOf(document, desk, reports, files, ending)
  } catch (error) {
    abort()
    throw error
  } finally {
    process.off('exit', abort)
    desk.close()
  }
}

interface Ending {
  /** Frames after the song. */
  readonly tail: number
  /** True when the mix was still sounding. */
  readonly cut: boolean
}

const stemIds = (document: SessionDocument): string[] => [
  ...document.strips.map((strip) => `/strip/${strip.name}`),
  ...document.buses.map((bus) => `/bus/${bus.name}`),
]

const stemPath = (folder: string, id: string): string => join(folder, `${id.slice(1).replace('/', '-')}.wav`)

/** Renders song and tail; every file gets the same number of frames. Only the mix decides how many. */
async function run(
  desk: OfflineDesk,
  files: readonly OutputFile[],
  span: Span,
  options: RenderOptions,
): Promise<Ending> {
  const { length, longest, quiet, fade } = span
  const latency = desk.taps[0]!.latency
  // Where the mix last sounded, and with it the earliest end that is still possible.
  let sounded = 0
  let end = length
  let breath = performance.now()
  // `at` counts frames of the finished mix; the first `latency` frames of the engine are dropped.
  for (let at = -latency; at < Math.max(end, span.declared); ) {
    // The files play to the end of the song and no further: what comes then is tail.
    const toEnd = length - (at + latency)
    if (toEnd === 0) desk.engine.transport.stop()
    const frames = toEnd > 0 ? Math.min(BLOCK, toEnd) : BLOCK
    const out = desk.next(frames)
    const last = lastAbove(out[0]!, out[1]!, frames, SILENCE)
    if (last > 0) sounded = at + last
    end = Math.min(longest, Math.max(length, sounded + quiet))
    give(files, out, frames, end - fade)
    at += frames
    if (performance.now() - breath < 50) continue
    options.onProgress?.(Math.min(1, Math.max(0, at / length)))
    await setImmediate()
    options.signal?.throwIfAborted()
    breath = performance.now()
  }
  // Stems whose channel is later than the master get their last frames.
  while (files.some((file) => file.frames < end)) give(files, desk.next(BLOCK), BLOCK, end - fade)
  for (const file of files) file.end(end, fade)
  return { tail: end - length, cut: longest > length && sounded > longest - fade }
}

function give(
  files: readonly OutputFile[],
  out: readonly Float64Array[],
  frames: number,
  settled: number,
): void {
  files.forEach((file, i) => {
    file.take(out[2 * i]!, out[2 * i + 1]!, frames, settled)
  })
}

function reportOf(
  document: SessionDocument,
  desk: OfflineDesk,
  reports: readonly WavReport[],
  files: readonly OutputFile[],
  ending: Ending,
): RenderReport {
  const mix = reports[0]!
  const warnings = warningsOf(document, {
    events: desk.engine.events().map((event) => event.sentence),
    starvedFrames: desk.starvedFrames(),
    cut: ending.cut,
    files: reports.map((report, i) => ({ ...report, peak: files[i]!.peak })),
  })
  return {
    file: mix.path,
    stems: reports.slice(1).map((report) => report.path),
    sampleRate: document.rate,
    frames: mix.frames,
    seconds: mix.frames / document.rate,
    tailSeconds: ending.tail / document.rate,
    latencyFrames: desk.taps[0]!.latency,
    samplePeakDbfs: gainToDb(files[0]!.peak),
    clippedSamples: reports.reduce((sum, report) => sum + report.clippedSamples, 0),
    warnings,
  }
}
