import type { Worker } from 'node:worker_threads'

/** [control] Runs `work` and finds out which thread it started: the library keeps its own to itself. The last one counts. */
export async function workerOf(work: () => Promise<void>): Promise<Worker | undefined> {
  let found: Worker | undefined
  const hear = (worker: Worker): void => {
    found = worker
  }
  process.on('worker', hear)
  try {
    await work()
  } finally {
    process.off('worker', hear)
  }
  return found
}
