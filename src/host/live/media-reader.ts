import { Worker } from 'node:worker_threads'
import type { Track } from '../media/media-feeder.ts'
import type { MediaSetup } from './media-worker.ts'

/** The thread that reads files while the desk plays. */
export interface MediaReader {
  close(): Promise<void>
}

/**
 * [control] Starts it and resolves when the beginning of every file is in memory. `onFault` hears, in one sentence, when a file cannot
 * be read any longer; its strip is silent from there on.
 */
export async function startMediaReader(
  tracks: readonly Track[],
  meters: SharedArrayBuffer,
  onFault: (sentence: string) => void,
): Promise<MediaReader> {
  const workerData: MediaSetup = { tracks, meters }
  const worker = new Worker(new URL('./media-worker.ts', import.meta.url), { workerData })
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.on('error', (error) => {
      reject(error)
      onFault(`files can no longer be read: ${error.message}`)
    })
  })
  return {
    async close() {
      worker.postMessage('close')
      await gone
    },
  }
}
