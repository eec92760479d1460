import { bpm, choice, db, fader, hz, msFromZero, percent, plain, toggle } from '../sdk/index.ts'

/**
 * The console's own parameters, made with the constructors that plugins use: the session file, the addresses, MIDI,
 * OSC and the dashboard read ranges, tapers and words from here.
 */

/** Every strip, every bus and the master: `/strip/<name>/<id>`. */
export const CHANNEL_PARAMETERS = {
  trim: db({
    label: 'Trim',
    min: -40,
    max: 40,
    default: 0,
    step: 0.25,
    help: 'Brings the source to a working level before any insert.',
  }),
  polarity: choice({
    label: 'Polarity',
    choices: ['normal', 'inverted'],
    default: 'normal',
    help: 'Flips the wave upside down, so that two microphones on one source add up instead of thinning out.',
  }),
  inputDelay: msFromZero({
    label: 'Delay',
    min: 0,
    max: 500,
    default: 0,
    help: 'Holds the channel back, to line up microphones at different distances.',
  }),
  fader: fader({ label: 'Fader', default: 0, help: 'Level in the mix.' }),
  pan: plain({
    label: 'Pan',
    min: -100,
    max: 100,
    default: 0,
    help: 'Place between left (-100) and right (100); the balance of a stereo channel.',
  }),
  width: percent({
    label: 'Width',
    min: 0,
    max: 200,
    default: 100,
    help: 'Spread of a stereo channel: 0 % is mono, 100 % as it came, 200 % only sides.',
  }),
  mute: toggle({ label: 'Mute', default: false, help: 'Silences the channel and what it sends.' }),
  solo: toggle({ label: 'Solo', default: false, help: 'Lets you listen to this channel alone.' }),
} as const

/** Every send: `/strip/<name>/send/<bus>/<id>`. A send starts closed: nothing may appear in a monitor by surprise. */
export const SEND_PARAMETERS = {
  level: fader({
    label: 'Level',
    default: Number.NEGATIVE_INFINITY,
    help: 'How much of the channel goes to the bus.',
  }),
  pan: plain({
    label: 'Pan',
    min: -100,
    max: 100,
    default: 0,
    help: 'Place of the channel in the stereo image of the bus.',
  }),
  mute: toggle({ label: 'Mute', default: false, help: 'Silences this send only.' }),
} as const

/** What a strip says about its source and its part in solo; not addressed, because nobody moves it during a show. */
export const STRIP_SWITCHES = {
  loop: toggle({ label: 'Loop', default: false, help: 'Starts the file again when it ends.' }),
  soloSafe: toggle({ label: 'Solo safe', default: false, help: 'Stays open when others are soloed.' }),
} as const

/** What the host owns of every insert: `/strip/<name>/<slot>/<id>`. */
export const INSERT_PARAMETERS = {
  bypass: toggle({ label: 'Bypass', default: false, help: 'Lets the sound pass unprocessed.' }),
} as const

/** Every DCA: `/dca/<name>/<id>`. */
export const DCA_PARAMETERS = {
  fader: fader({
    label: 'Fader',
    default: 0,
    help: 'Raises and lowers all its channels by the same dB; no sound passes through it.',
  }),
  mute: toggle({ label: 'Mute', default: false, help: 'Silences all its channels.' }),
} as const

/** A mute group: `/mutegroup/<name>`. */
export const MUTE_GROUP_PARAMETER = toggle({
  label: 'Mute group',
  default: false,
  help: 'Silences every channel of the group; each opens again only when all its groups do.',
})

/** The monitor: `/monitor/<id>`. */
export const MONITOR_PARAMETERS = {
  level: fader({ label: 'Level', default: 0, help: 'Loudness of the monitor outputs.' }),
  solo: choice({
    label: 'Solo mode',
    choices: ['sip', 'pfl', 'afl'],
    default: 'sip',
    help: 'What solo does: sip mutes the others on the mains, pfl and afl play the channel in the monitor only.',
  }),
} as const

/** The session itself. */
export const SESSION_PARAMETERS = {
  rate: hz({
    label: 'Sample rate',
    min: 8000,
    max: 192000,
    default: 48000,
    help: 'Samples per second of everything in the session.',
    structural: true,
  }),
  tempo: bpm({
    label: 'Tempo',
    min: 20,
    max: 400,
    default: 120,
    help: 'Quarter notes per minute; echoes in note values follow it.',
  }),
} as const
