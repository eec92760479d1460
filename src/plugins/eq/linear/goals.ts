import type { ParameterViews } from '../../../host/sdk/index.ts'
import { BANDS, type EqParameters } from '../parameters.ts'
import { bandViews, HIGH_CUT, LOW_CUT, readViews, UNIT_DOUBLES } from '../settings.ts'

interface Goal {
  readonly target: number
}

/**
 * [idle] A reader of the settings as they will be when all glides have ended: an impulse is designed for where a dial was set,
 * not for a place on the way there. Only the trim, which is no part of the impulse, is read on its way.
 */
export function goalReader(views: ParameterViews<EqParameters>): (out: Float64Array) => void {
  const bands = bandViews(views)
  const goals: readonly (readonly [at: number, goal: Goal])[] = [
    [LOW_CUT * UNIT_DOUBLES + 1, views.lowCut],
    [HIGH_CUT * UNIT_DOUBLES + 1, views.highCut],
    ...BANDS.flatMap((n): (readonly [number, Goal])[] => [
      [n * UNIT_DOUBLES + 1, views[`band${n}Freq`]],
      [n * UNIT_DOUBLES + 2, views[`band${n}Gain`]],
      [n * UNIT_DOUBLES + 3, views[`band${n}Q`]],
    ]),
  ]
  const places = Int32Array.from(goals, ([at]) => at)
  const cells = goals.map(([, goal]) => goal)
  return (out) => {
    readViews(views, bands, out)
    for (let i = 0; i < cells.length; i++) out[places[i]!] = cells[i]!.target
  }
}
