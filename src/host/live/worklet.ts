import { EngineShell } from './engine-shell.ts'
import type { EngineSetup, ToEngine } from './messages.ts'

/**
 * The engine inside a web-audio worklet. Web Audio is only the way to the sound card here: one node carries the whole
 * desk, because every further node would cost a hand-off between threads per block.
 */

interface Port {
  postMessage(message: unknown): void
  onmessage: ((event: { data: unknown }) => void) | null
}

/** The part of the worklet's global scope that is used. */
interface WorkletScope {
  registerProcessor(name: string, processor: unknown): void
  AudioWorkletProcessor: new () => { port: Port }
}

const scope = globalThis as unknown as WorkletScope

class GainstageProcessor extends scope.AudioWorkletProcessor {
  readonly #shell: EngineShell
  readonly #periodMs: number

  constructor(options: { processorOptions: EngineSetup }) {
    super()
    const setup = options.processorOptions
    this.#periodMs = (setup.blockFrames * 1000) / setup.sampleRate
    this.#shell = new EngineShell(setup, (message) => this.port.postMessage(message))
    this.port.onmessage = (event) => this.#shell.handle(event.data as ToEngine)
  }

  /** [audio] Called by the audio system for every render quantum. */
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const output = outputs[0]!
    const started = performance.now()
    this.#shell.render(inputs[0]!, output, output[0]!.length)
    if (performance.now() - started > this.#periodMs) this.#shell.countLate()
    return !this.#shell.closed
  }
}

scope.registerProcessor('gainstage', GainstageProcessor)
