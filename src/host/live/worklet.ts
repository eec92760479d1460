import { EngineShell } from './engine-shell.ts'
import type { EngineSetup, FromEngine, ToEngine } from './messages.ts'
import { startShell } from './start-shell.ts'

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
  /** Missing while the session's own plugins are loaded. */
  #shell: EngineShell | undefined
  readonly #periodMs: number

  constructor(options: { processorOptions: EngineSetup }) {
    super()
    const setup = options.processorOptions
    this.#periodMs = (setup.blockFrames * 1000) / setup.sampleRate
    const answer = (message: FromEngine): void => this.port.postMessage(message)
    if (setup.plugins.length === 0) this.#begin(new EngineShell(setup, answer))
    else void startShell(setup, answer).then((shell) => this.#begin(shell))
  }

  #begin(shell: EngineShell): void {
    this.#shell = shell
    this.port.onmessage = (event) => shell.handle(event.data as ToEngine)
  }

  /** [audio] Called by the audio system for every render quantum. */
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const shell = this.#shell
    if (shell === undefined) return true
    const output = outputs[0]!
    const started = performance.now()
    shell.render(inputs[0]!, output, output[0]!.length)
    if (performance.now() - started > this.#periodMs) shell.countLate()
    return !shell.closed
  }
}

scope.registerProcessor('gainstage', GainstageProcessor)
