/** Every way a program that plays is told to end, and what those who only pass it on may do. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Ctrl-C in a terminal reaches the program twice, from the terminal and from the launcher: within this time it is the same, ms. */
const SAME_MS = 1000
/** Exit codes of shells for a program that a signal ended: 128 and the number of the signal. */
const INTERRUPTED = 130
const TERMINATED = 143
/** setTimeout takes no more, ms. */
const LONGEST_MS = 2 ** 31 - 1

export interface Ending {
  /** Resolves when it is time to end. */
  readonly told: Promise<void>
  /** Stops listening. Only once everything is closed: a signal nobody hears ends the process in the middle of it. */
  cancel(): void
}

/**
 * [control] Waits for SIGINT, SIGTERM, SIGHUP or for `seconds` to pass. Who is tired of waiting for the end and presses Ctrl-C again, later
 * than a second after the first, ends the process at once through `now`.
 */
export function untilTold(
  seconds: number | undefined,
  now: () => void = () => process.exit(INTERRUPTED),
): Ending {
  let firstMs: number | undefined
  let cancel = (): void => {}
  const told = new Promise<void>((resolve) => {
    const timer =
      seconds === undefined ? undefined : setTimeout(resolve, Math.min(seconds * 1000, LONGEST_MS))
    const hear = (signal: NodeJS.Signals): void => {
      const ms = performance.now()
      firstMs ??= ms
      if (signal === 'SIGINT' && ms - firstMs > SAME_MS) now()
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, hear)
    cancel = () => {
      clearTimeout(timer)
      for (const signal of SIGNALS) process.removeListener(signal, hear)
    }
  })
  return { told, cancel }
}

/** [control] Does what SIGTERM would do; where nobody hears that, the process ends with `code`. */
export function endInOrder(code: number): void {
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(code)
}

/** [control] A launcher that was killed cannot pass on any signal: its channel closes, and the program ends as on SIGTERM. */
export function endWithLauncher(): void {
  process.channel?.unref()
  process.once('disconnect', () => endInOrder(TERMINATED))
}
