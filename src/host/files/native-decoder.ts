/**
 * The decoder library, behind the little of it that is used: its own types would pull those of a browser into the whole
 * project.
 */
export interface NativeDecoder {
  readonly OfflineAudioContext: new (options: {
    numberOfChannels: number
    length: number
    sampleRate: number
  }) => {
    decodeAudioData(bytes: ArrayBuffer): Promise<NativeAudio>
  }
}

/** Decoded audio, planar. */
export interface NativeAudio {
  readonly numberOfChannels: number
  readonly sampleRate: number
  readonly length: number
  getChannelData(channel: number): Float32Array
}

/** The native part of the decoder did not load. `message` is one sentence that says what to install. */
export class DecoderMissingError extends Error {
  constructor(cause: unknown) {
    super(missingSentence(cause), { cause })
    this.name = 'DecoderMissingError'
  }
}

const LIBRARY: string = 'node-web-audio-api'

/**
 * Loads the decoder on first use: its native part needs the sound library of the system, which a server or a container
 * often lacks, and WAV files must work without it. Throws `DecoderMissingError`. [control]
 */
export async function loadNativeDecoder(
  load: () => Promise<unknown> = () => import(LIBRARY),
): Promise<NativeDecoder> {
  try {
    return (await load()) as NativeDecoder
  } catch (error) {
    throw new DecoderMissingError(error)
  }
}

function missingSentence(cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause)
  if (/libasound/.test(reason))
    return (
      'the decoder for files other than WAV needs the ALSA library libasound.so.2: install it with ' +
      '"apt install libasound2" on Debian or Ubuntu (libasound2t64 on newer ones), ' +
      '"dnf install alsa-lib" on Fedora, "pacman -S alsa-lib" on Arch, or convert the file to WAV'
    )
  return `the decoder for files other than WAV did not load (${reason.split('\n')[0]}), WAV files can still be read`
}
