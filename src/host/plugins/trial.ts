import { fork } from 'node:child_process'
import { PluginError } from './plugin-error.ts'

/** How long a plugin may take to load and to prepare once, ms: a slow machine that starts a process included. */
const TRIAL_MS = 15_000
/** Megabytes of JavaScript memory a plugin may use in the trial. */
const MEMORY_MB = 1024

/** What the process of the trial says at its end. */
export type TrialReport = { readonly files: readonly string[] } | { readonly mistakes: readonly string[] }

/**
 * [control] Loads the plugin in the module at `path` in a process of its own, where it may hang, crash or end the process: nothing of it runs
 * here before. Resolves with the paths of all files it is made of; rejects with a PluginError.
 */
export async function tryPlugin(path: string, limitMs = TRIAL_MS): Promise<readonly string[]> {
  const report = await runTrial(path, limitMs)
  if ('mistakes' in report) throw new PluginError(report.mistakes)
  return report.files
}

function runTrial(path: string, limitMs: number): Promise<TrialReport> {
  const child = fork(new URL('./trial-program.ts', import.meta.url), [path], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
  })
  return new Promise((resolve) => {
    const fail = (mistake: string): void => resolve({ mistakes: [mistake] })
    const patience = setTimeout(() => {
      fail(`it did not come to an end within ${limitMs / 1000} s while it was loaded and prepared`)
      child.kill('SIGKILL')
    }, limitMs)
    child.once('message', (report) => resolve(report as TrialReport))
    child.once('error', (error) => fail(`it could not be tried: ${error.message}`))
    child.once('exit', (code, signal) => {
      clearTimeout(patience)
      // After a report this changes nothing.
      fail(`it ended the process that loaded it (${signal ?? `exit code ${code}`})`)
    })
  })
}
