import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ChildMessage, ChildTask } from './child.ts'
import { fail } from './finding.ts'
import { ITEMS } from './items/index.ts'
import { type ReportItem, type ValidationReport, verdictOf } from './report.ts'

export interface ValidateOptions {
  /** Draws the settings; the same seed draws the same. */
  readonly seed: number
  /** Longest time for one item, ms. */
  readonly itemMs?: number
  /** Hears each item as it is done, with the part of the run that is done, 0..1. */
  readonly onItem?: (item: ReportItem, done: number) => void
  /** Gives up; the child is ended. */
  readonly signal?: AbortSignal
}

const ITEM_MS = 30_000
/** What a plugin may take before its process is ended, MB. */
const HEAP_MB = 2048
/** Last words of a child that died. */
const LAST_WORDS = 2000
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
      else if (message.kind === 'item') take(message.item)
    })
    signal?.throwIfAborted()
    if (ending.kind === 'done') break
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

type Ending =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused' | 'died'
      readonly during: string
      readonly sentence: string
      readonly seconds: number
    }

/** Runs one child to its end, or until one item takes too long. */
function runChild(
  task: ChildTask,
  itemMs: number,
  signal: AbortSignal | undefined,
  onMessage: (message: ChildMessage) => void,
): Promise<Ending> {
  return new Promise((resolve) => {
    const child = startChild(task)
    const words = lastWords(child)
    let during = LOAD.id
    let since = performance.now()
    let ending: Ending | undefined
    const seconds = (): number => (performance.now() - since) / 1000
    const died = (sentence: string): Ending => ({ kind: 'died', during, sentence, seconds: seconds() })
    const tooLong = (): void => {
      ending = died(`it did not return within ${itemMs / 1000} s`)
      child.kill('SIGKILL')
    }
    let timer = setTimeout(tooLong, itemMs)
    const abort = (): boolean => child.kill('SIGKILL')
    signal?.addEventListener('abort', abort)
    child.on('message', (message: ChildMessage) => {
      clearTimeout(timer)
      timer = setTimeout(tooLong, itemMs)
      since = performance.now()
      if (message.kind === 'refused')
        ending = { kind: 'refused', during, sentence: message.sentence, seconds: seconds() }
      else if (message.kind === 'done') ending = { kind: 'done' }
      else {
        if (message.kind === 'begins') during = message.id
        onMessage(message)
      }
    })
    child.on('error', (error) => {
      ending ??= died(`its process could not be started: ${error.message}`)
    })
    child.on('close', (code, by) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      resolve(
        ending ??
          died(`it ended the process ${by === null ? `with exit code ${code}` : `by ${by}`}${words()}`),
      )
    })
  })
}

function startChild(task: ChildTask): ChildProcess {
  const child = fileURLToPath(new URL('./child.ts', import.meta.url))
  return spawn(
    process.execPath,
    ['--expose-gc', `--max-old-space-size=${HEAP_MB}`, child, JSON.stringify(task)],
    // What a plugin prints is not for the report; Node's last words are.
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  )
}

/** The sentence in what a dying process said, with a separator before it. */
function lastWords(child: ChildProcess): () => string {
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-LAST_WORDS)
  })
  return () => {
    if (said.includes('heap out of memory')) return `: it used more than ${HEAP_MB} MB`
    const line = said.split('\n').find((text) => /Error\b/.test(text))
    return line === undefined ? '' : `: ${line.trim()}`
  }
}
