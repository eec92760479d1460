const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface Endings {
  /** A signal asks the process to end; who else listens decides how. */
  asked(): void
  /** The process ends in this moment. */
  now(): void
}

/**
 * [control] Hears of every way in which a process can end. Returns the way to stop listening.
 *
 * An exception that nobody catches is only watched, not caught: it still ends the process with its trace. Where somebody
 * does catch it, the process lives on and so does the dashboard.
 */
export function watchEndings({ asked, now }: Endings): () => void {
  const uncaught = (): void => {
    if (process.listenerCount('uncaughtException') === 0) now()
  }
  for (const signal of SIGNALS) process.on(signal, asked)
  process.on('uncaughtExceptionMonitor', uncaught)
  process.on('exit', now)
  return () => {
    process.removeListener('uncaughtExceptionMonitor', uncaught)
    process.removeListener('exit', now)
    // Not in the middle of a signal: signal-exit, which Ink brings along, kills the process at once when it finds itself
    // the last listener, and then the sound would end with a click.
    setImmediate(() => {
      for (const signal of SIGNALS) process.removeListener(signal, asked)
    })
  }
}
