import type { Model } from './model.ts'

/** What each key does: the dashboard, its footer and its help all read it here. */

/** One action per word, so that a test of `do` tells them apart. */
type Each<Word extends string, More> = { [W in Word]: { readonly do: W } & More }[Word]

type Walk = 'select' | 'bank' | 'section' | 'line'
type Move = 'fader' | 'pan' | 'nudge'
type Plain = 'open' | 'back' | 'bypass' | 'type' | 'play' | 'start' | 'help' | 'quit'
type Own = 'leave' | 'repaint' | 'clear-peaks'

export type Action =
  | Each<Walk | Move, { readonly by: number }>
  | Each<Plain | Own, unknown>
  | { readonly do: 'flip'; readonly what: 'mute' | 'solo' }
  | { readonly do: 'press'; readonly address: string }

/** One line of the help. */
export interface Binding {
  readonly keys: { readonly [key: string]: Action }
  /** The keys as the help calls them. */
  readonly shown: string
  readonly help: string
}

/** Clicks of half a dB in a big step of a fader. */
const BIG_FADER = 6
/** Clicks in a big step of anything else. */
const BIG = 10
/** Pan moves in steps of 5. */
const PAN = 5

const by = (
  what: 'select' | 'bank' | 'fader' | 'pan' | 'section' | 'line' | 'nudge',
  by: number,
): Action => ({
  do: what,
  by,
})

export const MIXER_KEYS: readonly Binding[] = [
  {
    keys: { left: by('select', -1), right: by('select', 1), h: by('select', -1), l: by('select', 1) },
    shown: 'left right',
    help: 'select a strip',
  },
  { keys: { pageup: by('bank', -1), pagedown: by('bank', 1) }, shown: 'pgup pgdn', help: 'one bank on' },
  {
    keys: { up: by('fader', 1), down: by('fader', -1), k: by('fader', 1), j: by('fader', -1) },
    shown: 'up down',
    help: 'fader by 0.5 dB',
  },
  {
    keys: {
      'shift+up': by('fader', BIG_FADER),
      'shift+down': by('fader', -BIG_FADER),
      K: by('fader', BIG_FADER),
      J: by('fader', -BIG_FADER),
    },
    shown: 'K J',
    help: 'fader by 3 dB (or shift)',
  },
  { keys: {}, shown: '0-9 - =', help: 'type a level, enter sets' },
  { keys: { enter: { do: 'open' }, tab: { do: 'open' } }, shown: 'enter tab', help: 'inserts and sends' },
]

export const CHANNEL_KEYS: readonly Binding[] = [
  {
    keys: { up: by('line', -1), down: by('line', 1), k: by('line', -1), j: by('line', 1) },
    shown: 'up down',
    help: 'select a parameter',
  },
  {
    keys: { left: by('nudge', -1), right: by('nudge', 1), h: by('nudge', -1), l: by('nudge', 1) },
    shown: 'left right',
    help: 'move it',
  },
  {
    keys: {
      'shift+left': by('nudge', -BIG),
      'shift+right': by('nudge', BIG),
      H: by('nudge', -BIG),
      L: by('nudge', BIG),
    },
    shown: 'H L',
    help: 'ten steps (or shift)',
  },
  { keys: { enter: { do: 'type' } }, shown: 'enter 0-9', help: 'type a value; switch' },
  {
    keys: { pageup: by('section', -1), pagedown: by('section', 1) },
    shown: 'pgup pgdn',
    help: 'insert before, next',
  },
  { keys: { b: { do: 'bypass' } }, shown: 'b', help: 'bypass the insert' },
  { keys: { tab: { do: 'back' }, escape: { do: 'back' } }, shown: 'tab esc', help: 'back to the mixer' },
]

export const COMMON_KEYS: readonly Binding[] = [
  { keys: { m: { do: 'flip', what: 'mute' } }, shown: 'm', help: 'mute' },
  { keys: { s: { do: 'flip', what: 'solo' } }, shown: 's', help: 'solo' },
  { keys: { S: { do: 'press', address: '/solo/clear' } }, shown: 'S', help: 'end every solo' },
  { keys: { '[': by('pan', -PAN), ']': by('pan', PAN) }, shown: '[ ]', help: 'pan left, right' },
  { keys: { n: by('select', 1), p: by('select', -1) }, shown: 'n p', help: 'next, previous strip' },
  { keys: { space: { do: 'play' } }, shown: 'space', help: 'play, stop' },
  { keys: { home: { do: 'start' }, g: { do: 'start' } }, shown: 'home g', help: 'to the start' },
  {
    keys: { u: { do: 'press', address: '/undo' }, 'ctrl+z': { do: 'press', address: '/undo' } },
    shown: 'u ^Z',
    help: 'undo',
  },
  {
    keys: { r: { do: 'press', address: '/redo' }, 'ctrl+y': { do: 'press', address: '/redo' } },
    shown: 'r ^Y',
    help: 'redo',
  },
  {
    keys: {
      w: { do: 'press', address: '/session/save' },
      'ctrl+s': { do: 'press', address: '/session/save' },
    },
    shown: 'w ^S',
    help: 'save to the session file',
  },
  { keys: { t: { do: 'press', address: '/transport/tap' } }, shown: 't', help: 'tap the tempo' },
  { keys: { c: { do: 'clear-peaks' } }, shown: 'c', help: 'clear peaks and overs' },
  { keys: { '=': { do: 'type' } }, shown: '=', help: 'type any value ("off")' },
  { keys: { 'ctrl+l': { do: 'repaint' } }, shown: '^L', help: 'draw everything anew' },
  { keys: { '?': { do: 'help' } }, shown: '?', help: 'this help' },
  { keys: { q: { do: 'quit' }, 'ctrl+c': { do: 'leave' } }, shown: 'q ^C', help: 'quit' },
]

const table = (bindings: readonly Binding[]): ReadonlyMap<string, Action> =>
  new Map(bindings.flatMap(({ keys }) => Object.entries(keys)))

const ACTIONS: { readonly [view in Model['view']]: ReadonlyMap<string, Action> } = {
  mixer: table([...COMMON_KEYS, ...MIXER_KEYS]),
  channel: table([...COMMON_KEYS, ...CHANNEL_KEYS]),
}

/** [control] What `key` does in a view. */
export const actionOf = (view: Model['view'], key: string): Action | undefined => ACTIONS[view].get(key)

/** The most useful keys, for the last line; what does not fit is left out from the end. */
export const FOOTER: { readonly [view in Model['view']]: readonly (readonly [string, string])[] } = {
  mixer: [
    ['?', 'help'],
    ['←→', 'strip'],
    ['↑↓', 'fader'],
    ['m', 'mute'],
    ['s', 'solo'],
    ['[ ]', 'pan'],
    ['enter', 'inserts'],
    ['space', 'play'],
    ['u', 'undo'],
    ['q', 'quit'],
  ],
  channel: [
    ['?', 'help'],
    ['↑↓', 'parameter'],
    ['←→', 'move'],
    ['enter', 'type'],
    ['pgdn', 'insert'],
    ['b', 'bypass'],
    ['n p', 'strip'],
    ['tab', 'mixer'],
    ['q', 'quit'],
  ],
}
