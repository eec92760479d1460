import { CommanderError } from 'commander'
import { AudioFileError, PluginError, PluginFault, RenderError, SessionError } from '../../host/index.ts'
import { UserError } from './user-error.ts'

/** [control] What went wrong as a person should read it: sentences for mistakes, the stack for faults of the program. */
export function sentenceOf(error: unknown): string {
  if (isMistake(error) || error instanceof PluginFault) return error.message
  return error instanceof Error ? `fault: ${error.stack ?? error.message}` : `fault: ${String(error)}`
}

/** [control] 2 for the user's mistake, 3 for a fault, 0 for help and version. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  return isMistake(error) ? 2 : 3
}

const isMistake = (error: unknown): error is Error =>
  error instanceof UserError ||
  error instanceof AudioFileError ||
  error instanceof SessionError ||
  error instanceof PluginError ||
  error instanceof RenderError
