import { Worker } from 'node:worker_threads'
import type { WatchdogSetup } from './watchdog.ts'

/** What a process that runs code from elsewhere is started with, as JSON. */
export interface ProgramTask {
  readonly task: unknown
  /** MB */
  readonly memoryMb: number
  /** Processor time for one step, ms. */
  readonly stepMs: number
}

/** What stands on stderr when the watchdog ends the process. */
export const LIMIT_WORDS = { memory: 'watchdog: memory', time: 'watchdog: time' } as const

/** The inside of such a process. */
export interface Program {
  readonly task: unknown
  /** Tells the parent, and resolves once it is on its way: the next step may never return. Begins a new step. */
  tell(message: unknown): Promise<void>
}

/**
 * [control] First thing in a process that runs code from elsewhere. Afterwards a watchdog ends it when a step takes too long, when it takes
 * too much memory, or when its parent is gone; and nobody else can send in its name by accident. Sets a trap for no one: code that
 * means harm has all rights of the person who runs it.
 */
export async function beginProgram(): Promise<Program> {
  const { task, memoryMb, stepMs } = JSON.parse(process.argv[2]!) as ProgramTask
  const send = process.send!.bind(process)
  Reflect.deleteProperty(process, 'send')
  const steps = new Int32Array(new SharedArrayBuffer(4))
  const setup: WatchdogSetup = { parent: process.ppid, memoryMb, stepMs, steps }
  const watchdog = new Worker(new URL('./watchdog.ts', import.meta.url), { workerData: setup })
  await new Promise((resolve) => watchdog.once('online', resolve))
  watchdog.unref()
  return {
    task,
    tell: (message) =>
      new Promise((resolve) => {
        Atomics.add(steps, 0, 1)
        send(message, undefined, {}, () => resolve())
      }),
  }
}
