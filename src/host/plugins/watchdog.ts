import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { LIMIT_WORDS } from './program.ts'

export interface WatchdogSetup {
  /** Id of the process that started this one. */
  readonly parent: number
  /** MB */
  readonly memoryMb: number
  /** Processor time for one step, ms. */
  readonly stepMs: number
  /** Shared: goes up when a step begins. */
  readonly steps: Int32Array
}

/** A thread of its own, because the main one may be in a loop without end: looks this often, ms. */
const EVERY_MS = 100
const STDERR = 2

const { parent, memoryMb, stepMs, steps } = workerData as WatchdogSetup

/** All threads of the process, ms. */
function usedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function isOrphan(): boolean {
  if (process.ppid !== parent) return true
  try {
    process.kill(parent, 0)
    return false
  } catch {
    return true
  }
}

function end(words: string): void {
  try {
    writeSync(STDERR, `${words}\n`)
  } finally {
    // With everybody it started, where it leads a group.
    if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL')
    process.kill(process.pid, 'SIGKILL')
  }
}

let step = 0
let since = usedMs()

setInterval(() => {
  const now = Atomics.load(steps, 0)
  if (now !== step) {
    step = now
    since = usedMs()
  }
  if (isOrphan()) end('watchdog: the parent is gone')
  else if (process.memoryUsage.rss() > memoryMb * 2 ** 20) end(LIMIT_WORDS.memory)
  else if (usedMs() - since > stepMs) end(LIMIT_WORDS.time)
}, EVERY_MS)
