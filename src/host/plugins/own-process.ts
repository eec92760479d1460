import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { LIMIT_WORDS, type ProgramTask } from './program.ts'

/**
 * Runs code from elsewhere in a process of its own: it may hang, crash, end the process, eat the memory or start others, and nothing of that
 * reaches this one. The other side is program.ts.
 */

export interface OwnProcessOptions {
  /** Program to run: it begins with `beginProgram`. */
  readonly program: URL
  /** What it is told, JSON. */
  readonly task: unknown
  /** MB it may take in all, in JavaScript memory and beside it. */
  readonly memoryMb: number
  /** Longest time for one step, ms of processor time, so that a busy machine does not count. */
  readonly stepMs: number
  /** Options of Node. */
  readonly execArgv?: readonly string[]
  /** Hears what it sends; unchecked, code from elsewhere may have sent it. */
  readonly onMessage: (message: unknown) => void
}

export interface OwnProcess {
  /** Why it ended, as the end of a sentence that begins with "it": "ended the process with exit code 3". Never rejects. */
  readonly ended: Promise<string>
  /** Ends it, and what it started. */
  kill(): void
}

/** Last words that are kept, letters. */
const LAST_WORDS = 2000
/** How long its words are waited for after its end, ms: whoever it started may hold the pipe for ever. */
const DRAIN_MS = 100
/** A process that waits without working is ended after this many times `stepMs`, wall time. */
const PATIENCE = 4

/** [control] Starts a process; it does not outlive this one. */
export function startProcess(options: OwnProcessOptions): OwnProcess {
  const { program, task, memoryMb, stepMs, execArgv = [], onMessage } = options
  const handed: ProgramTask = { task, memoryMb, stepMs }
  const child = spawn(
    process.execPath,
    [...execArgv, `--max-old-space-size=${memoryMb}`, fileURLToPath(program), JSON.stringify(handed)],
    {
      // What a plugin prints is not for people; Node's last words are.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
      detached: OWN_GROUP,
    },
  )
  const kill = (): void => killGroup(child)
  process.once('exit', kill)
  const words = lastWords(child)
  let late = ''
  const tooLate = (): void => {
    late = `did not come back within ${seconds(PATIENCE * stepMs)}`
    kill()
  }
  let patience = setTimeout(tooLate, PATIENCE * stepMs)
  child.on('message', (message) => {
    clearTimeout(patience)
    patience = setTimeout(tooLate, PATIENCE * stepMs)
    onMessage(message)
  })
  const ended = endOf(child).then((how) => {
    clearTimeout(patience)
    process.off('exit', kill)
    kill()
    return late || limitSaid(words(), options) || `${how}${errorIn(words())}`
  })
  return { ended, kill }
}

/** A group can be ended as a whole; on Windows a process that stands alone would open a window. */
const OWN_GROUP = process.platform !== 'win32'

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (OWN_GROUP) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // Nobody of it is left.
  }
}

/** Resolves when it has ended and its words have arrived, or will not arrive any more. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started in a process: ${error.message}`))
    child.once('exit', (code, signal) => {
      const how = `ended the process ${signal === null ? `with exit code ${code}` : `by ${signal}`}`
      const done = (): void => {
        clearTimeout(drained)
        child.stderr!.destroy()
        resolve(how)
      }
      const drained = setTimeout(done, DRAIN_MS)
      child.once('close', done)
    })
  })
}

function lastWords(child: ChildProcess): () => string {
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-LAST_WORDS)
  })
  return () => said
}

const seconds = (ms: number): string => `${ms / 1000} s`

/** Which limit it ran into, if that is what ended it. */
function limitSaid(said: string, { memoryMb, stepMs }: OwnProcessOptions): string | undefined {
  if (said.includes(LIMIT_WORDS.memory) || said.includes('heap out of memory'))
    return `used more than ${memoryMb} MB`
  return said.includes(LIMIT_WORDS.time) ? `did not come back within ${seconds(stepMs)}` : undefined
}

/** The line with the error among its last words, with a separator before it. */
function errorIn(said: string): string {
  const line = said.split('\n').find((text) => /Error\b/.test(text))
  return line === undefined ? '' : `: ${line.trim().replace(/\p{Cc}/gu, '?')}`
}
