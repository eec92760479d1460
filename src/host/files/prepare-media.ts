import { createHash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AudioFileError, withFileErrors } from './audio-file-error.ts'
import type { AudioSource } from './audio-source.ts'
import { makeFolder } from './make-folder.ts'
import { isWavFile, openAudio } from './open-audio.ts'
import { type BlockSink, canResample, openResampler } from './resample.ts'
import { openWav } from './wav-reader.ts'
import { WavWriter } from './wav-writer.ts'

/** What may accompany a preparation. */
export interface PrepareOptions {
  /** Called with the part that is done, 0..1, some hundred times a minute of audio. */
  readonly onProgress?: (done: number) => void
  /** Gives up between two blocks and throws the signal's reason; nothing is left behind. */
  readonly signal?: AbortSignal
}

/** Changes when the same file would be prepared to other samples, so that old preparations are not used again. */
const CACHE_VERSION = 1

/** Frames between two looks at the event loop: about 10 ms of resampling. */
const BLOCK = 4096

/**
 * The path of a WAV at `sessionRate` that can be read with random access: the file itself when it is one already, else a
 * 32-bit float copy in `<cacheFolder>/media`, decoded and resampled once and used again until the file changes. A WAV of
 * any length is resampled in constant memory; other files are decoded in one piece first. The event loop gets its turn
 * every few milliseconds of work, except while the decoder library reads. Throws `AudioFileError`. [control]
 */
export async function prepareMedia(
  path: string,
  sessionRate: number,
  cacheFolder: string,
  options: PrepareOptions = {},
): Promise<string> {
  options.signal?.throwIfAborted()
  if (isWavAt(path, sessionRate)) return path
  const target = cachedPath(path, sessionRate, cacheFolder)
  if (isUsable(target, sessionRate)) return target
  const source = await openAudio(path)
  try {
    const { sampleRate } = source.info
    if (!canResample(sampleRate, sessionRate))
      throw new AudioFileError(path, `it is at ${sampleRate} Hz and cannot be brought to ${sessionRate} Hz`)
    makeFolder(join(cacheFolder, 'media'))
    await copyAtRate(source, sessionRate, target, options)
  } finally {
    source.close()
  }
  return target
}

function isWavAt(path: string, rate: number): boolean {
  if (!isWavFile(path)) return false
  const reader = openWav(path)
  reader.close()
  return reader.info.sampleRate === rate
}

/** Its name tells a person the file and the program everything that makes its samples what they are. */
function cachedPath(path: string, rate: number, cacheFolder: string): string {
  const [real, stat] = withFileErrors(path, () => [realpathSync(path), statSync(path)] as const)
  const identity = JSON.stringify([CACHE_VERSION, real, stat.mtimeMs, stat.size, rate])
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 16)
  const name = basename(path, extname(path)).replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return join(cacheFolder, 'media', `${name.slice(0, 48)}-${hash}.wav`)
}

/** A copy appears complete or not at all, but somebody may have tampered with it since. */
function isUsable(path: string, rate: number): boolean {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return false
  try {
    const reader = openWav(path)
    reader.close()
    return reader.info.sampleRate === rate && !reader.info.truncated
  } catch (error) {
    if (error instanceof AudioFileError) return false
    throw error
  }
}

async function copyAtRate(
  source: AudioSource,
  rate: number,
  target: string,
  options: PrepareOptions,
): Promise<void> {
  const { channels, sampleRate, frames } = source.info
  const resampler = sampleRate === rate ? undefined : await openResampler(channels, sampleRate, rate)
  const writer = new WavWriter(target, { channels, sampleRate: rate, encoding: 'float32' })
  const block = Array.from({ length: channels }, () => new Float32Array(BLOCK))
  const write: BlockSink = (planar, count) => writer.write(planar, count)
  try {
    for (let at = 0; at < frames; ) {
      const count = source.read(at, Math.min(BLOCK, frames - at), block)
      if (count === 0) throw new AudioFileError(source.path, 'it became shorter while it was read')
      if (resampler === undefined) write(block, count)
      else resampler.feed(block, count, 0, write)
      at += count
      options.onProgress?.(at / frames)
      await setImmediate()
      options.signal?.throwIfAborted()
    }
    resampler?.finish(write)
    writer.close()
  } catch (error) {
    writer.abort()
    throw error
  }
}
