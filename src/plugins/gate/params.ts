import {
  choice,
  db,
  factor,
  hz,
  KEY_FILTERS,
  ms,
  msFromZero,
  type ParameterViews,
  ratio,
  toggle,
} from '../../host/sdk/index.ts'

/** The words of the `mode` parameter, in the order of its index. */
export const MODES = ['gate', 'expand', 'duck'] as const

/** The parameters in the order of a console's gate page: what it does, when, how fast, key. */
export const gateParams = {
  mode: choice({
    label: 'Mode',
    choices: MODES,
    default: 'gate',
    help: 'gate shuts out what is soft, expand only turns it down, duck turns the sound down while the key is loud.',
  }),
  threshold: db({
    label: 'Threshold',
    min: -80,
    max: 0,
    default: -40,
    help: 'The level that opens the gate.',
  }),
  hysteresis: db({
    label: 'Hysteresis',
    min: 0,
    max: 20,
    default: 3,
    help: 'How far below the threshold the level must fall before the gate closes, so that it does not flutter.',
  }),
  ratio: ratio({
    label: 'Ratio',
    min: 1,
    max: 10,
    default: 2,
    help: 'In expand mode: how many dB softer the output gets per dB below the threshold.',
  }),
  range: db({
    label: 'Range',
    min: 0,
    max: 100,
    default: 60,
    help: 'How far the sound is turned down: a little keeps the room alive, 100 is silence.',
  }),
  attack: ms({
    label: 'Attack',
    min: 0.05,
    max: 300,
    default: 0.5,
    help: 'Time in which the gate opens by 63 %: fast keeps the crack of a drum, slow avoids a click on low notes.',
  }),
  hold: msFromZero({
    label: 'Hold',
    min: 0,
    max: 5000,
    default: 20,
    help: 'Time the gate stays open after the level has fallen.',
  }),
  release: ms({
    label: 'Release',
    min: 5,
    max: 4000,
    default: 100,
    help: 'Time in which the gate closes by 63 %: it fades by 8.7 dB per release time.',
  }),
  lookAhead: msFromZero({
    label: 'Look-ahead',
    min: 0,
    max: 10,
    default: 0,
    step: 0.1,
    structural: true,
    help: 'Delays the sound so that the gate is open before the first hit arrives.',
  }),
  keyFilter: choice({
    label: 'Key filter',
    choices: KEY_FILTERS,
    default: 'off',
    help: 'Which part of the key opens the gate: band on the note of a tom keeps the cymbals from opening it.',
  }),
  keyFreq: hz({
    label: 'Key freq',
    min: 20,
    max: 20000,
    default: 200,
    help: 'Corner or centre of the key filter.',
  }),
  keyQ: factor({
    label: 'Key Q',
    min: 0.3,
    max: 10,
    default: 0.7,
    help: 'How narrow the key filter is at its frequency.',
  }),
  keyListen: toggle({
    label: 'Key listen',
    default: false,
    help: 'Plays what the gate hears instead of the sound.',
  }),
}

/** The parameters as the kernel sees them. */
export type GateViews = ParameterViews<typeof gateParams>
