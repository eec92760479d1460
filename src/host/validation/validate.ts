import { startProcess } from '../plugins/own-process.ts'
import { fail } from './finding.ts'
import { ITEMS } from './items/index.ts'
import { type ChildMessage, type ChildTask, childMessage } from './messages.ts'
import { type ReportItem, type ValidationReport, verdictOf } from './report.ts'

export interface ValidateOptions {
  /** Draws the settings; the same seed draws the same. */
  readonly seed: number
  /** Longest time for one item, ms of processor time: what else the machine does is not counted. */
  readonly itemMs?: number
  /** Hears each item as it is done, with the part of the run that is done, 0..1. */
  readonly onItem?: (item: ReportItem, done: number) => void
  /** Gives up; the child is ended. */
  readonly signal?: AbortSignal
}

const ITEM_MS = 30_000
/** What a plugin and the checks may take together before the process is ended, MB. */
const MEMORY_MB = 2048
/** Children that may be lost before the rest is left alone. */
const MOST_DEATHS = 3
/** Loading comes before the first item. */
const LOAD = { id: 'load', title: 'can be loaded' }

/**
 * [control] Checks a plugin in a process of its own, item by item: one that hangs, crashes or eats the memory fails in that item, and the
 * rest goes on in a new process. `specifier`: id of a built-in plugin, path or package. Resolves always, except when `signal` aborts.
 */
export async function validate(
  specifier: string,
  folder: string,
  { seed, itemMs = ITEM_MS, onItem, signal }: ValidateOptions,
): Promise<ValidationReport> {
  const started = performance.now()
  const items: ReportItem[] = []
  let plugin = specifier
  let deaths = 0
  const take = (item: ReportItem): void => {
    items.push(item)
    onItem?.(item, items.length / ITEMS.length)
  }
  while (items.length < ITEMS.length) {
    const task: ChildTask = { specifier, folder, seed, from: items.length }
    const ending = await runChild(task, itemMs, signal, (message) => {
      if (message.kind === 'loaded') plugin = message.plugin
      const next = ITEMS[items.length]
      if (message.kind !== 'item' || message.id !== next?.id) return
      take({ id: next.id, title: next.title, ...message.finding, seconds: message.seconds })
    })
    signal?.throwIfAborted()
    if (ending.kind === 'done' && items.length === ITEMS.length) break
    if (ending.kind === 'refused' || ending.during === LOAD.id) {
      take({ ...LOAD, ...fail(ending.sentence), seconds: ending.seconds })
      break
    }
    const { id, title } = ITEMS[items.length]!
    const enough = ++deaths === MOST_DEATHS ? '; the rest was not checked' : ''
    take({ id, title, ...fail(`${ending.sentence}${enough}`), seconds: ending.seconds })
    if (enough !== '') break
  }
  const seconds = (performance.now() - started) / 1000
  return { plugin, verdict: verdictOf(items), seed, seconds, items }
}

interface Ending {
  readonly kind: 'done' | 'refused' | 'died'
  readonly during: string
  readonly sentence: string
  readonly seconds: number
}

/** Runs one child to its end, or until one item takes too long. */
async function runChild(
  task: ChildTask,
  itemMs: number,
  signal: AbortSignal | undefined,
  onMessage: (message: ChildMessage) => void,
): Promise<Ending> {
  let during = LOAD.id
  let since = performance.now()
  let said: ChildMessage | undefined
  const child = startProcess({
    program: new URL('./child.ts', import.meta.url),
    task,
    memoryMb: MEMORY_MB,
    stepMs: itemMs,
    execArgv: ['--expose-gc'],
    onMessage: (value) => {
      const message = childMessage(value)
      if (message === undefined) return
      if (message.kind === 'begins') {
        during = message.id
        since = performance.now()
      }
      said = message
      onMessage(message)
    },
  })
  signal?.addEventListener('abort', child.kill)
  const how = await child.ended
  signal?.removeEventListener('abort', child.kill)
  const seconds = (performance.now() - since) / 1000
  if (said?.kind === 'refused') return { kind: 'refused', during, sentence: said.sentence, seconds }
  return { kind: said?.kind === 'done' ? 'done' : 'died', during, sentence: `it ${how}`, seconds }
}
