import type { Part } from './notation.ts'

/** Strengths of the strokes, dB: accent, plain, soft, ghost. */
export const STRENGTH: { readonly [mark: string]: number } = { X: 0, x: -4, o: -10, g: -17 }

export const KICK: Part = {
  verse: ['X... ..x. ..X. ....', 'X... ..x. ..X. ...o'],
  chorus: ['X.x. ..X. ..X. ..x.', 'X.x. ..X. ..X. .x..'],
  outro: ['X... ..X. .... ....', 'X... .... .... ....'],
}

/** Ghost strokes between the backbeats, a fill at the end of each section. */
export const SNARE: Part = {
  intro: ['', '.... .... ..o. xxX.'],
  verse: [
    '.... X..g .g.. X...',
    '.... X..g .g.. X..g',
    '.... X..g .g.. X...',
    '.... X..g .g.. X.gx',
    '.... X..g .g.. X...',
    '.... X..g .g.. X..g',
    '.... X..g .g.. X...',
    '.... X..g .xX. ..oX',
  ],
  chorus: [
    '.... X... .... X..g',
    '.... X..g .... X..o',
    '.... X... .... X..g',
    '.... X..g .... X.xX',
    '.... X... .... X..g',
    '.... X..g .... X..o',
    '.... X... .... X..g',
    '.... X..o xx.. ....',
  ],
  outro: ['.... X... .... ....', ''],
}

/** 1 high, 2 middle, 3 low. */
export const TOMS: Part = {
  intro: ['', '.... .... .... ...3'],
  verse: ['', '', '', '', '', '', '', '.... .... .... 12..'],
  chorus: ['', '', '', '', '', '', '', '.... .... ..11 2.33'],
  outro: ['3... .... .... ....', ''],
}

export const HATS: Part = {
  intro: ['', 'o.o. o.o. o.o. ....'],
  verse: [
    'x.o. x.o. x.o. x.o.',
    'x.o. x.o. x.oo x.o.',
    'x.o. x.o. x.o. x.o.',
    'x.o. x.oo x.o. x...',
    'x.o. x.o. x.o. x.o.',
    'x.o. x.o. x.oo x.o.',
    'x.o. x.o. x.o. x.o.',
    'x.o. x.o. x... ....',
  ],
  chorus: ['X... X.o. X... X.o.', 'X... X.o. X... X.oo'],
  outro: ['', ''],
}

/** The hi-hat half open; a closed stroke stops it. */
export const OPEN_HATS: Part = {
  verse: ['', '', '', '.... .... .... ..x.', '', '', '', ''],
  chorus: ['..x. ..x. ..x. ..x.'],
}

export const CRASH: Part = {
  chorus: ['X... .... .... ....', '', '', '', 'x... .... .... ....', '', '', ''],
  outro: ['X... .... .... ....', ''],
}

export const SHAKER: Part = {
  intro: ['o.g. x.g. o.g. x.g.'],
  verse: [
    '',
    '',
    '',
    '',
    'ogxg ogxg ogxg ogxg',
    'ogxg ogxg ogxg ogxg',
    'ogxg ogxg ogxg ogxg',
    'ogxg ogxg ogxg o...',
  ],
  chorus: ['xgXg xgXg xgXg xgXg'],
  outro: ['x... .... .... ....', ''],
}

export const CLAPS: Part = {
  chorus: ['.... x... .... x...', '.... x... .... x...', '.... x... .... x...', '.... x... .... x.o.'],
}
