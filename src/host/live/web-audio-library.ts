import type { EngineSetup } from './messages.ts'

/** The part of node-web-audio-api that is used; its own types would pull in a browser's. */
export interface WebAudioLibrary {
  readonly AudioContext: new (options: {
    sampleRate: number
    latencyHint: number
    sinkId: string
  }) => AudioContextLike
  readonly AudioWorkletNode: new (
    context: AudioContextLike,
    name: string,
    options: {
      numberOfInputs: number
      numberOfOutputs: number
      outputChannelCount: number[]
      channelCount: number
      channelCountMode: 'explicit'
      channelInterpretation: 'discrete'
      processorOptions: EngineSetup
    },
  ) => WorkletNodeLike
  readonly mediaDevices: {
    enumerateDevices(): Promise<{ deviceId: string; label: string; kind: string }[]>
    getUserMedia(constraints: { audio: { deviceId?: string } | true }): Promise<unknown>
  }
}

export interface AudioNodeLike {
  connect(to: unknown): void
}

export interface AudioContextLike {
  readonly sampleRate: number
  readonly destination: { channelCount: number; readonly maxChannelCount: number }
  readonly audioWorklet: { addModule(path: string): Promise<void> }
  createMediaStreamSource(stream: unknown): AudioNodeLike
  resume(): Promise<void>
  close(): Promise<void>
}

export interface WorkletNodeLike extends AudioNodeLike {
  readonly port: {
    postMessage(message: unknown): void
    onmessage: ((event: { data: unknown }) => void) | null
  }
}

const LIBRARY: string = 'node-web-audio-api'

/**
 * [control] Loads the library on first use: its native part wants libasound.so.2, which a server may lack, and everything
 * but real sound works without it. Rejects with one sentence.
 */
export async function loadWebAudio(): Promise<WebAudioLibrary> {
  try {
    return (await import(LIBRARY)) as WebAudioLibrary
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (!/libasound/.test(reason))
      throw new Error(`the web-audio driver did not load: ${reason.split('\n')[0]}`)
    throw new Error(
      'the web-audio driver needs the ALSA library libasound.so.2: "apt install libasound2" on Debian and Ubuntu ' +
        '(libasound2t64 on newer ones), "dnf install alsa-lib" on Fedora, "pacman -S alsa-lib" on Arch',
    )
  }
}
