import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { PluginMap } from '../engine/graph.ts'
import { MediaRing } from '../engine/media-ring.ts'
import { makeFolder, type WavOutputEncoding, type WavReport, WavWriter } from '../files/index.ts'
import type { Track } from '../media/media-feeder.ts'
import { gainToDb } from '../sdk/index.ts'
import type { SessionDocument } from '../session/document.ts'
import { BLOCK, OfflineDesk } from './offline-desk.ts'

export interface RenderOptions {
  /** Path of the mix. */
  readonly out: string
  readonly encoding: WavOutputEncoding
  /** Folder for one file per strip and bus, after the fader, or undefined. */
  readonly stems?: string | undefined
  /** Length without tail; undefined: to the end of the longest file. */
  readonly seconds?: number | undefined
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
  /** Highest sample, dB; minus infinity for silence. */
  readonly samplePeakDbfs: number
  /** Samples that an integer file could not hold. */
  readonly clippedSamples: number
  /** One sentence for each thing a person should know. */
  readonly warnings: readonly string[]
}

/** A tail counts as over below this level for this long. */
const SILENCE = 10 ** (-110 / 20)
const SILENT_SECONDS = 0.3
/** Fade at the end of a tail that had to be cut. */
const CUT_FADE_SECONDS = 0.05

/**
 * Renders a session to WAV: from the first frame to the end of the longest file and on until the tail has died away.
 * Throws one sentence (`AudioFileError` for files); nothing is written then. [control]
 */
export async function render(
  document: SessionDocument,
  plugins: PluginMap,
  tracks: readonly Track[],
  options: RenderOptions,
): Promise<RenderReport> {
  const length = songFrames(document, tracks, options.seconds)
  const channels = [
    ...document.strips.map((s) => `/strip/${s.name}`),
    ...document.buses.map((b) => `/bus/${b.name}`),
  ]
  const ids = ['/master', ...(options.stems === undefined ? [] : channels)]
  const desk = new OfflineDesk(document, plugins, tracks, ids)
  let sinks: Sink[] = []
  try {
    sinks = openSinks(desk, document, options)
    const tail = await run(desk, sinks, length, document.rate, options)
    const reports = sinks.map(({ writer }) => writer.close())
    return reportOf(document, desk, reports, sinks, tail)
  } catch (error) {
    for (const { writer } of sinks) writer.abort()
    throw error
  } finally {
    desk.close()
  }
}

/** A file that grows, and how much of its channel's latency is still to be dropped. */
interface Sink {
  readonly writer: WavWriter
  skip: number
  peak: number
}

interface Tail {
  readonly frames: number
  readonly cut: boolean
}

function songFrames(
  document: SessionDocument,
  tracks: readonly Track[],
  seconds: number | undefined,
): number {
  if (seconds !== undefined) return Math.round(seconds * document.rate)
  const ends = tracks.filter((track) => !track.loop).map((track) => new MediaRing(track.ring).frames)
  if (ends.length > 0) return Math.max(...ends)
  throw new Error('no strip plays a file that ends, so the length is not known: give it with --seconds')
}

function openSinks(desk: OfflineDesk, document: SessionDocument, options: RenderOptions): Sink[] {
  const { stems, encoding } = options
  if (stems !== undefined) makeFolder(stems)
  return desk.taps.map(({ id, latency }, i) => {
    const path = i === 0 ? options.out : join(stems!, `${id.slice(1).replace('/', '-')}.wav`)
    return {
      writer: new WavWriter(path, { channels: 2, sampleRate: document.rate, encoding }),
      skip: latency,
      peak: 0,
    }
  })
}

/** Renders song and tail; every file gets the same number of frames. */
async function run(
  desk: OfflineDesk,
  sinks: readonly Sink[],
  length: number,
  rate: number,
  options: RenderOptions,
): Promise<Tail> {
  const longest = length + Math.round(options.tailSeconds * rate)
  const latency = Math.max(...sinks.map((sink) => sink.skip))
  const quietEnough = Math.round(SILENT_SECONDS * rate)
  let quiet = 0
  let end = longest
  let breath = performance.now()
  // `at` counts frames of the finished file; the first `latency` frames of the engine are dropped.
  for (let at = -latency; at < end; ) {
    // The files play to the end of the song and no further: what comes then is tail.
    const toEnd = length - (at + latency)
    if (toEnd === 0) desk.engine.transport.stop()
    const frames = Math.min(BLOCK, end - at, toEnd > 0 ? toEnd : BLOCK)
    const out = desk.next(frames)
    const last = at + frames >= longest
    if (last && longest > length) fadeEnd(out, frames, Math.round(CUT_FADE_SECONDS * rate))
    sinks.forEach((sink, i) => {
      write(sink, out[2 * i]!, out[2 * i + 1]!, frames, end)
    })
    at += frames
    quiet = at > length && peak(out, frames) < SILENCE ? quiet + frames : 0
    if (at >= length + latency && quiet >= quietEnough) end = Math.min(end, at)
    if (performance.now() - breath < 50) continue
    options.onProgress?.(Math.min(1, Math.max(0, at / length)))
    await setImmediate()
    options.signal?.throwIfAborted()
    breath = performance.now()
  }
  drain(desk, sinks, end)
  return { frames: end - length, cut: end === longest && quiet === 0 && longest > length }
}

/** Files whose channel is less late than the latest one are already complete; the others get their last frames. */
function drain(desk: OfflineDesk, sinks: readonly Sink[], end: number): void {
  while (sinks.some((sink) => sink.writer.frames < end)) {
    const out = desk.next(BLOCK)
    sinks.forEach((sink, i) => {
      write(sink, out[2 * i]!, out[2 * i + 1]!, BLOCK, end)
    })
  }
}

function write(sink: Sink, left: Float64Array, right: Float64Array, frames: number, end: number): void {
  const drop = Math.min(sink.skip, frames)
  sink.skip -= drop
  const count = Math.min(frames - drop, end - sink.writer.frames)
  if (count <= 0) return
  for (let i = drop; i < drop + count; i++) {
    sink.peak = Math.max(sink.peak, Math.abs(left[i]!), Math.abs(right[i]!))
  }
  sink.writer.write([left, right], count, drop)
}

function peak(out: readonly Float64Array[], frames: number): number {
  let top = 0
  for (const x of out) for (let i = 0; i < frames; i++) top = Math.max(top, Math.abs(x[i]!))
  return top
}

function fadeEnd(out: readonly Float64Array[], frames: number, fade: number): void {
  for (const x of out) {
    for (let i = Math.max(0, frames - fade); i < frames; i++) {
      x[i] = x[i]! * (0.5 + 0.5 * Math.cos((Math.PI * (i - frames + fade + 1)) / fade))
    }
  }
}

function reportOf(
  document: SessionDocument,
  desk: OfflineDesk,
  reports: readonly WavReport[],
  sinks: readonly Sink[],
  tail: Tail,
): RenderReport {
  const [mix] = reports
  const warnings = desk.engine.events().map((event) => event.sentence)
  const device = document.strips.filter((strip) => strip.input.kind === 'device').map((strip) => strip.name)
  if (device.length > 0)
    warnings.push(`silent in a render, because they listen to a device: ${device.join(', ')}`)
  if (tail.cut)
    warnings.push('the tail was still sounding and was faded out: a longer one is had with --tail')
  const clipped = mix!.clippedSamples
  const samplePeakDbfs = gainToDb(sinks[0]!.peak)
  if (clipped > 0) {
    warnings.push(
      `${clipped} samples are over full scale (up to +${samplePeakDbfs.toFixed(1)} dB) and were clipped: lower the master or render with --bits 32f`,
    )
  }
  return {
    file: mix!.path,
    stems: reports.slice(1).map((report) => report.path),
    sampleRate: document.rate,
    frames: mix!.frames,
    seconds: mix!.frames / document.rate,
    tailSeconds: tail.frames / document.rate,
    latencyFrames: desk.taps[0]!.latency,
    samplePeakDbfs,
    clippedSamples: clipped,
    warnings,
  }
}
