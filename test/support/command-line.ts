import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'

const LAUNCHER = join(import.meta.dirname, '..', '..', 'bin', 'gainstage.mjs')

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `gainstage` with `args` in `folder` to its end. Sockets of its hosts stay in that folder. */
export function gainstage(folder: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [LAUNCHER, ...args], options(folder), (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        stdout,
        stderr,
      })
    })
  })
}

/** A host that plays; `line` resolves with the first line of stdout or stderr that contains a text. */
export interface RunningHost {
  readonly child: ChildProcess
  line(text: string): Promise<string>
  readonly ended: Promise<number | null>
}

/** Starts `gainstage` with `args` in `folder` and lets it run. */
export function startGainstage(folder: string, ...args: string[]): RunningHost {
  const child = spawn(process.execPath, [LAUNCHER, ...args], options(folder))
  let output = ''
  const waiting: { text: string; resolve: (line: string) => void }[] = []
  const look = (): void => {
    for (const { text, resolve } of waiting) {
      const line = output.split('\n').find((candidate) => candidate.includes(text))
      if (line !== undefined) resolve(line)
    }
  }
  const hear = (chunk: Buffer): void => {
    output += chunk.toString()
    look()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    child,
    ended,
    line: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({ text, resolve })
        void ended.then(() => reject(new Error(`ended without saying "${text}":\n${output}`)))
        look()
      }),
  }
}

function options(folder: string) {
  const { CI: _ci, ...env } = process.env
  return { cwd: folder, env: { ...env, XDG_RUNTIME_DIR: folder }, timeout: 60_000 }
}
