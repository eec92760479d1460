import { choice, db, type ParameterViews, percent, toggle } from '../../host/sdk/index.ts'
import { ROUTES } from './routes.ts'

export const parameters = {
  level: db({
    label: 'Level',
    min: -60,
    max: 24,
    default: 0,
    step: 0.1,
    help: 'Makes everything louder or softer.',
  }),
  invert: toggle({
    label: 'Invert',
    default: false,
    help: 'Flips the polarity, for a microphone on the other side of a drum.',
  }),
  invertLeft: toggle({
    label: 'Invert left',
    default: false,
    help: 'Flips the left side alone, before the channels are routed.',
  }),
  invertRight: toggle({
    label: 'Invert right',
    default: false,
    help: 'Flips the right side alone: a stereo sound that was wired wrong gets its bass and its middle back.',
  }),
  route: choice({
    label: 'Channels',
    choices: ROUTES,
    default: 'stereo',
    help: 'What stands on the two sides: both as they came, swapped, one on both, the mono sum, the difference, or mid and side.',
  }),
  balance: percent({
    label: 'Balance',
    min: -100,
    max: 100,
    default: 0,
    help: 'Turns one side down: the right one below 0, the left one above.',
  }),
}

/** The parameters as the kernel reads them. */
export type GainViews = ParameterViews<typeof parameters>
