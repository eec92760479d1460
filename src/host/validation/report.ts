import type { Finding, Grade } from './finding.ts'

/** One item as it stands in the report. */
export interface ReportItem extends Finding {
  readonly id: string
  readonly title: string
  readonly seconds: number
}

/** What `gainstage validate` says. */
export interface ValidationReport {
  /** Id of the plugin, or what was asked for when it could not be loaded. */
  readonly plugin: string
  readonly verdict: Grade
  /** Give it again to repeat the run. */
  readonly seed: number
  readonly seconds: number
  readonly items: readonly ReportItem[]
}

/** [control] The worst of the items. */
export function verdictOf(items: readonly Finding[]): Grade {
  if (items.some((item) => item.verdict === 'fail')) return 'fail'
  return items.some((item) => item.verdict === 'warn') ? 'warn' : 'pass'
}
