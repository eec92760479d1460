import { type AudioFormat, type AudioSource, checkRead, type SampleTarget } from './audio-source.ts'
import { type DecodedAudio, decode } from './decode.ts'
import { FileBytes } from './file-bytes.ts'
import { isWav } from './wav-chunks.ts'
import { openWav } from './wav-reader.ts'

/** [control] True when the file at `path` is a WAV by its content, whatever its name. Throws `AudioFileError`. */
export function isWavFile(path: string): boolean {
  const file = new FileBytes(path)
  try {
    if (file.size === 0) file.refuse('the file is empty')
    return isWav(file)
  } finally {
    file.close()
  }
}

/**
 * Opens any readable file at its own rate: a WAV is read from disk as it goes, everything else is decoded into memory
 * (4 bytes per sample). Throws `AudioFileError`. [control]
 */
export async function openAudio(path: string): Promise<AudioSource> {
  return isWavFile(path) ? openWav(path) : new DecodedSource(await decode(path))
}

/** Decoded audio in memory, read like a file. */
class DecodedSource implements AudioSource {
  readonly path: string
  readonly info: AudioFormat
  readonly nonFiniteSamples: number
  #planar: readonly Float32Array[]

  constructor(audio: DecodedAudio) {
    this.path = audio.path
    this.nonFiniteSamples = audio.nonFiniteSamples
    this.#planar = audio.planar
    const { frames, sampleRate, truncated } = audio
    const channels = audio.planar.length
    this.info = { channels, sampleRate, frames, seconds: frames / sampleRate, truncated }
  }

  read(startFrame: number, frames: number, targets: readonly SampleTarget[], offset = 0): number {
    checkRead(this.info, startFrame, frames, targets, offset)
    const count = Math.min(frames, Math.max(0, this.info.frames - startFrame))
    for (let c = 0; c < targets.length; c++)
      targets[c]!.set(this.#planar[c]!.subarray(startFrame, startFrame + count), offset)
    return count
  }

  close(): void {
    this.#planar = this.#planar.map(() => new Float32Array(0))
  }
}
