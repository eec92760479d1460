import { createReadStream } from 'node:fs'
import type { parseStream } from 'music-metadata'
import { AudioFileError } from './audio-file-error.ts'
import { FileBytes } from './file-bytes.ts'
import { isWavFile } from './open-audio.ts'
import { openWav } from './wav-reader.ts'

/** What a file says about itself. Fields are missing where it does not say. */
export interface AudioInfo {
  readonly path: string
  /** "WAV", "FLAC", "Ogg", "MPEG", ... */
  readonly container: string
  /** "int24", "float32", "FLAC", "MPEG 1 Layer 3", ... */
  readonly coding: string
  readonly lossless: boolean
  readonly channels: number
  /** Hz. */
  readonly sampleRate: number
  /** Bits per sample of lossless codings. */
  readonly bits?: number
  readonly frames?: number
  readonly seconds?: number
  /** True when a WAV ends before its header says; of other files only decoding tells. */
  readonly truncated: boolean
}

/** [control] What is in an audio file, without decoding it. Throws `AudioFileError`. */
export async function inspectAudio(path: string): Promise<AudioInfo> {
  return isWavFile(path) ? inspectWav(path) : inspectOther(path)
}

function inspectWav(path: string): AudioInfo {
  const reader = openWav(path)
  reader.close()
  const { encoding, channels, sampleRate, bits, frames, seconds, truncated } = reader.info
  const lossless = encoding !== 'a-law' && encoding !== 'mu-law'
  return {
    path,
    container: 'WAV',
    coding: encoding,
    lossless,
    channels,
    sampleRate,
    bits,
    frames,
    seconds,
    truncated,
  }
}

async function inspectOther(path: string): Promise<AudioInfo> {
  const format = await readFormat(path)
  const { sampleRate, numberOfChannels: channels, duration: seconds } = format
  if (sampleRate === undefined || channels === undefined)
    throw new AudioFileError(path, 'no audio was recognised in it')
  const frames = seconds === undefined ? undefined : Math.round(seconds * sampleRate)
  return {
    path,
    container: format.container ?? 'unknown',
    coding: format.codec ?? 'unknown',
    lossless: format.lossless === true,
    channels,
    sampleRate,
    ...(format.bitsPerSample !== undefined && format.lossless === true ? { bits: format.bitsPerSample } : {}),
    ...(frames !== undefined && seconds !== undefined ? { frames, seconds } : {}),
    truncated: false,
  }
}

/** Read as a nameless stream, so that the library goes by the content and a wrong extension does no harm. */
async function readFormat(path: string): Promise<Awaited<ReturnType<typeof parseStream>>['format']> {
  const file = new FileBytes(path)
  file.close()
  const library = await import('music-metadata')
  const stream = createReadStream(path)
  try {
    const options = { duration: true, skipCovers: true }
    return (await library.parseStream(stream, { size: file.size }, options)).format
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AudioFileError(path, `it cannot be read: ${reason.split('\n')[0]}`, error)
  } finally {
    stream.destroy()
  }
}
