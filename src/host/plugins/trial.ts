import { isFields } from './mistakes.ts'
import { startProcess } from './own-process.ts'
import { PluginError } from './plugin-error.ts'
import type { FileHashes } from './plugin-source.ts'

/** How long a plugin may take to load and to prepare once, ms of processor time. */
const TRIAL_MS = 15_000
/** MB that a plugin may use in the trial. */
const MEMORY_MB = 1024

/** What the process of the trial says at its end. */
export type TrialReport = { readonly files: FileHashes } | { readonly mistakes: readonly string[] }

/**
 * [control] Loads the plugin in the module at `path` in a process of its own, where it may hang, crash or end the process: nothing of it runs
 * here before. Resolves with all modules it is made of, as they were loaded; rejects with a PluginError.
 */
export async function tryPlugin(path: string, limitMs = TRIAL_MS): Promise<FileHashes> {
  let report: TrialReport | undefined
  const trial = startProcess({
    program: new URL('./trial-program.ts', import.meta.url),
    task: path,
    memoryMb: MEMORY_MB,
    stepMs: limitMs,
    onMessage: (message) => {
      report ??= trialReport(message)
    },
  })
  const how = await trial.ended
  if (report === undefined) throw new PluginError([`it ${how} while it was loaded and prepared`])
  if ('mistakes' in report) throw new PluginError(report.mistakes)
  return report.files
}

/** A message as a report; undefined for whatever else a plugin may send. */
function trialReport(message: unknown): TrialReport | undefined {
  if (!isFields(message)) return undefined
  const { files, mistakes } = message
  if (Array.isArray(mistakes) && mistakes.length > 0) return { mistakes: mistakes.map(String) }
  if (!isFields(files)) return undefined
  const hashes = Object.entries(files)
  if (hashes.length === 0 || hashes.some(([, hash]) => typeof hash !== 'string')) return undefined
  return { files: files as FileHashes }
}
