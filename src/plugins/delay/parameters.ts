import { choice, db, hz, ms, type ParameterViews, percent, toggle } from '../../host/sdk/index.ts'
import { DIVISIONS } from './divisions.ts'

/** The parameters in the order in which a person sets a delay: time, repeats, their tone, their place. */
export const parameters = {
  timeMode: choice({
    label: 'Time mode',
    choices: ['free', 'tempo'],
    default: 'free',
    help: 'Repeats come after a time in ms, or after a note of the session tempo.',
  }),
  time: ms({
    label: 'Time',
    min: 1,
    max: 5000,
    default: 350,
    help: 'Time between the repeats when the time mode is free.',
  }),
  division: choice({
    label: 'Division',
    choices: DIVISIONS,
    default: '1/4',
    help: 'Note between the repeats when the time mode is tempo: D is dotted, T a triplet.',
  }),
  feedback: percent({
    label: 'Feedback',
    min: 0,
    max: 100,
    default: 35,
    help: 'How much of each repeat is repeated again; at 100 what is in the loop stays there.',
  }),
  pingPong: toggle({
    label: 'Ping-pong',
    default: false,
    help: 'Repeats jump from left to right and back.',
  }),
  width: percent({
    label: 'Width',
    min: 0,
    max: 100,
    default: 100,
    help: 'How far apart the two sides of the repeats stand; 0 puts them in the middle.',
  }),
  lowCut: hz({
    label: 'Low cut',
    min: 20,
    max: 2000,
    default: 80,
    help: 'Each repeat gets thinner below this; off at 20 Hz.',
  }),
  highCut: hz({
    label: 'High cut',
    min: 500,
    max: 20000,
    default: 8000,
    help: 'Each repeat gets darker above this; off at 20 kHz.',
  }),
  drive: db({
    label: 'Drive',
    min: 0,
    max: 24,
    default: 0,
    help: 'Rounds off what is loud in the loop: each repeat is warmer and denser; clean at 0.',
  }),
  ducking: db({
    label: 'Ducking',
    min: 0,
    max: 24,
    default: 0,
    help: 'How much softer the repeats are while the source plays.',
  }),
  duckRelease: ms({
    label: 'Duck release',
    min: 20,
    max: 2000,
    default: 250,
    help: 'How fast the repeats come up again when the source stops.',
  }),
  timeMove: choice({
    label: 'Time moves',
    choices: ['fade', 'tape', 'jump'],
    default: 'fade',
    help: 'A new time fades over, bends the pitch like a tape machine, or cuts over at once.',
  }),
  mix: percent({
    label: 'Mix',
    min: 0,
    max: 100,
    default: 35,
    help: 'From the source alone to the repeats alone; 100 on a bus that is fed by sends.',
  }),
}

/** The glided parameters as the kernel reads them. */
export type DelayViews = ParameterViews<typeof parameters>
