import { Dashboard, type DashboardOptions } from './dashboard.ts'

export type { DashboardOptions } from './dashboard.ts'

/** A running dashboard. */
export interface RunningDashboard {
  /** Resolves when the user quits, a signal asks for the end, or `close` was called. */
  readonly closed: Promise<void>
  /** [control] Shows a sentence to the user. */
  say(sentence: string): void
  /** [control] Gives the terminal back as it was. */
  close(): void
}

/** [control] Takes the terminal and shows a desk on it until the user quits. */
export function runDashboard(options: DashboardOptions): RunningDashboard {
  const dashboard = new Dashboard(options)
  return {
    closed: dashboard.closed,
    say: (sentence) => dashboard.say(sentence),
    close: () => dashboard.close(),
  }
}
