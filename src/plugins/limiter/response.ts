import type { Response } from '../../host/sdk/index.ts'
import { TRUE_PEAK_MARGIN_DB } from './ceiling.ts'
import type { parameters } from './parameters.ts'

/** Peak level of a steady tone: driven, then held at the ceiling. */
export const response: Response<typeof parameters> = {
  transferDb: ({ gain, ceiling, truePeak }, inputDb) =>
    Math.min(inputDb + gain, ceiling - (truePeak ? TRUE_PEAK_MARGIN_DB : 0)),
}
