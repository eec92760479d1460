import { Worker } from 'node:worker_threads'
import type { AudioDriver, DriverEvent, OpenOptions, OwnSetup, RunningDriver } from './driver.ts'
import type { EngineSetup, FromEngine, ToEngine } from './messages.ts'

/** Runs the desk without a sound device, paced by the clock: always there, for trying and for machines without sound. */
export const nullDriver: AudioDriver = {
  id: 'null',
  report: async () => ({
    id: 'null',
    available: true,
    why: 'plays to nowhere, paced by the clock; always there',
    devices: [],
  }),
  open,
}

/** Longest time a close may take before the thread is ended the hard way, ms. */
const CLOSE_MS = 1000

async function open(
  options: OpenOptions,
  setup: OwnSetup,
  onEvent: (event: DriverEvent) => void,
): Promise<RunningDriver> {
  const { sampleRate, frames, inputs, outputs } = options
  const data: EngineSetup = { ...setup, sampleRate, blockFrames: frames, inputs, outputs }
  const worker = new Worker(new URL('./null-worker.ts', import.meta.url), { workerData: data })
  let closing = false
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  options.signal?.addEventListener('abort', () => {
    closing = true
    void worker.terminate()
  })
  await new Promise<void>((resolve, reject) => {
    const lose = (sentence: string): void => {
      reject(new Error(sentence))
      if (!closing) onEvent({ kind: 'lost', sentence, ended: true })
      closing = true
    }
    worker.on('message', (message: FromEngine) => {
      if (message.kind === 'ready') resolve()
      onEvent(message)
    })
    worker.on('error', (error) => lose(`the engine thread failed: ${error.message}`))
    worker.on('exit', () => lose('the engine thread ended'))
  })
  return {
    description: `null driver (no sound), ${sampleRate} Hz, ${frames} frames, ${inputs} in, ${outputs} out`,
    send: (message: ToEngine) => worker.postMessage(message),
    async close() {
      closing = true
      worker.postMessage({ kind: 'close' } satisfies ToEngine)
      const patience = setTimeout(() => void worker.terminate(), CLOSE_MS)
      await gone
      clearTimeout(patience)
    },
  }
}
