import { choice } from '../../../host/sdk/index.ts'
import { LINEAR_TAPS } from './grid.ts'

/** The words of `phase`. */
export const PHASES = ['minimum', 'linear'] as const
/** Index of `linear` in it. */
export const LINEAR = 1

/** What decides how the equaliser treats phase. */
export const linearParameters = {
  phase: choice({
    label: 'Phase',
    choices: PHASES,
    default: 'minimum',
    structural: true,
    help: 'linear keeps hits and parallel paths in shape, for delay and a faint ring before hits; dynamic bands stand still.',
  }),
  linearTaps: choice({
    label: 'Linear Taps',
    choices: LINEAR_TAPS,
    default: '16384',
    structural: true,
    help: 'How long a linear-phase band may ring: longer follows narrow bands in the bass, shorter waits and rings less.',
  }),
}
