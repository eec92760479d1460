/** What surfaces need of time; tests give their own. */
export interface Clock {
  /** [control] ms, never backwards. */
  now(): number
  /** [control] Calls `run` in about `ms`. Returns the way to stop it. */
  after(ms: number, run: () => void): () => void
}

/** [control] The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, Math.max(0, ms))
    return () => clearTimeout(timer)
  },
}
