import type { parseBuffer } from 'music-metadata'
import { AudioFileError } from './audio-file-error.ts'
import { FileBytes } from './file-bytes.ts'
import { flacDamage, readFlacClaim } from './flac-claim.ts'
import { isMp4, type Mp4Trim, mp4Trim, withIndexFirst } from './mp4.ts'
import { DecoderMissingError, loadNativeDecoder, type NativeAudio } from './native-decoder.ts'

/** A whole decoded file. */
export interface DecodedAudio {
  readonly path: string
  /** Hz: the rate of the file itself. */
  readonly sampleRate: number
  readonly frames: number
  /** One array per channel, `frames` long, full scale 1. */
  readonly planar: readonly Float32Array[]
  /** True when a lossy file ends early. Lossless files that do are refused. */
  readonly truncated: boolean
  /** NaN and infinite samples, which became 0. */
  readonly nonFiniteSamples: number
}

type Metadata = Awaited<ReturnType<typeof parseBuffer>>['format']

/** Files are decoded in one piece, so their bytes have to fit in one buffer with some room to spare. */
const MAX_BYTES = 2 ** 31 - 1

/** Lossy files are a codec frame or two shorter or longer than they say, at 8 kHz up to 0.16 s. */
const TRUNCATED_SECONDS = 0.25

/**
 * Decodes FLAC, MP3, Ogg Vorbis, m4a (AAC, ALAC), ADTS and AIFF at the rate of the file, in one piece in memory. WAV
 * files have their own reader. Throws `AudioFileError`. [control]
 */
export async function decode(path: string): Promise<DecodedAudio> {
  const bytes = readWhole(path)
  const format = await readMetadata(path, bytes)
  const sampleRate = format.sampleRate
  if (sampleRate === undefined) throw new AudioFileError(path, 'there is no audio in it')
  const mp4 = isMp4(bytes)
  const trim = mp4 ? mp4Trim(bytes, sampleRate) : undefined
  const claim = readFlacClaim(bytes)
  // From here on the decoder may own the bytes.
  const audio = await decodeNatively(path, mp4 ? withIndexFirst(bytes) : bytes, sampleRate, format)
  const planar = takeChannels(audio, trim)
  const frames = planar[0]?.length ?? 0
  if (frames === 0) throw new AudioFileError(path, 'there is not one frame of audio in it')
  const damage = claim === undefined ? undefined : flacDamage(claim, planar)
  if (damage !== undefined) throw new AudioFileError(path, damage)
  const truncated = (format.duration ?? 0) - frames / sampleRate > TRUNCATED_SECONDS
  return { path, sampleRate, frames, planar, truncated, nonFiniteSamples: silenceNonFinite(planar) }
}

function readWhole(path: string): Buffer {
  const file = new FileBytes(path)
  try {
    if (file.size === 0) file.refuse('the file is empty')
    if (file.size > MAX_BYTES) file.refuse('it is larger than 2 GiB, only a WAV file may be')
    return file.bytes(0, file.size)
  } finally {
    file.close()
  }
}

/** Only the rate is vital here: at any other the decoder would resample, and not well. */
async function readMetadata(path: string, bytes: Buffer): Promise<Metadata> {
  const library = await import('music-metadata')
  try {
    // Without a name the library goes by the content, so a wrong extension does no harm.
    return (await library.parseBuffer(bytes, undefined, { duration: false, skipCovers: true })).format
  } catch (error) {
    throw new AudioFileError(path, `it cannot be read: ${reason(error)}`, error)
  }
}

async function decodeNatively(
  path: string,
  bytes: Buffer,
  sampleRate: number,
  format: Metadata,
): Promise<NativeAudio> {
  try {
    const { OfflineAudioContext } = await loadNativeDecoder()
    const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate })
    const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
    const exact = whole ? bytes : Uint8Array.from(bytes)
    return await context.decodeAudioData(exact.buffer as ArrayBuffer)
  } catch (error) {
    if (error instanceof DecoderMissingError) throw new AudioFileError(path, error.message, error)
    const coding = format.codec ?? 'unknown'
    const sentence = `its audio (${coding}) cannot be decoded: ${reason(error)}`
    throw new AudioFileError(path, sentence, error)
  }
}

function takeChannels(audio: NativeAudio, trim: Mp4Trim | undefined): Float32Array[] {
  const start = Math.min(audio.length, Math.round((trim?.startSeconds ?? 0) * audio.sampleRate))
  const length = trim?.seconds === undefined ? audio.length : Math.round(trim.seconds * audio.sampleRate)
  // Always a copy: what the library gives is its own memory, which is gone as soon as it collects the buffer.
  return Array.from({ length: audio.numberOfChannels }, (_, c) =>
    audio.getChannelData(c).slice(start, start + length),
  )
}

function silenceNonFinite(planar: readonly Float32Array[]): number {
  let count = 0
  for (const channel of planar)
    for (let i = 0; i < channel.length; i++)
      if (!Number.isFinite(channel[i]!)) {
        channel[i] = 0
        count++
      }
  return count
}

/** The first line of a library's message, without the name of the function it failed in. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/^Failed to execute '\w+': /, '').split('\n')[0] ?? message
}
