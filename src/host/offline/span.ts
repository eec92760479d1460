import type { PluginMap } from '../engine/graph.ts'
import { MediaRing } from '../engine/media-ring.ts'
import type { Track } from '../media/media-feeder.ts'
import type { AudioShelf } from '../session/audio-shelf.ts'
import type { SessionDocument } from '../session/document.ts'
import { RenderError } from './render-error.ts'
import { declaredTailSeconds } from './tail.ts'

/** A tail counts as over when the mix has been silent for this long. */
const SILENT_SECONDS = 0.3
/** Fade at the end of a file that had to be cut. */
const CUT_FADE_SECONDS = 0.05

/** When a render may end, in frames of the finished mix. */
export interface Span {
  /** The song without its tail. */
  readonly length: number
  /** Until then an echo may still come, however quiet it is. */
  readonly declared: number
  /** The end, whatever still sounds. */
  readonly longest: number
  /** Silence that counts as the end. */
  readonly quiet: number
  readonly fade: number
}

/** [control] Frames of the song: as asked, or to the end of the longest file. Throws `RenderError` when no file ends. */
export function songFrames(
  document: SessionDocument,
  tracks: readonly Track[],
  seconds: number | undefined,
): number {
  if (seconds !== undefined) return Math.round(seconds * document.rate)
  const ends = tracks.filter((track) => !track.loop).map((track) => new MediaRing(track.ring).frames)
  if (ends.length > 0) return Math.max(...ends)
  throw new RenderError('no strip plays a file that ends, so the length is not known: give it with --seconds')
}

/** [control] `length` in frames; `tailSeconds`: the longest tail that is allowed. */
export function spanOf(
  document: SessionDocument,
  plugins: PluginMap,
  length: number,
  tailSeconds: number,
  shelf: AudioShelf,
): Span {
  const { rate } = document
  const longest = length + Math.round(tailSeconds * rate)
  const declared = length + Math.ceil(declaredTailSeconds(document, plugins, shelf) * rate)
  return {
    length,
    declared: Math.min(declared, longest),
    longest,
    quiet: Math.round(SILENT_SECONDS * rate),
    // Never longer than the tail: the song itself is not faded.
    fade: Math.min(Math.round(CUT_FADE_SECONDS * rate), longest - length),
  }
}
