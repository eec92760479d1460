import type { Part } from './notation.ts'

/** The harmony: D minor, opening to F in the chorus. Two chords in a bar share it. */
export const CHORDS: Part = {
  intro: ['Dm9', 'Bbmaj7'],
  verse: ['Dm9', 'Bbmaj7', 'Gm9', 'A7sus4 A7', 'Dm9', 'Bbmaj7', 'Gm9', 'C9sus4'],
  chorus: ['Fadd9', 'C/E', 'Dm7', 'Bbmaj7 C9sus4', 'Fadd9', 'C/E', 'Gm9', 'A7sus4 A7'],
  outro: ['Dm9', 'Dm9'],
}

/** The guitar's fingering, five strings, low to high. Low and close: that is what clouds 200-400 Hz. */
export const GUITAR_VOICINGS: { readonly [chord: string]: string } = {
  Dm9: 'A2 D3 F3 C4 E4',
  Bbmaj7: 'Bb2 F3 A3 D4 F4',
  Gm9: 'G2 F3 Bb3 D4 A4',
  A7sus4: 'A2 E3 G3 D4 E4',
  A7: 'A2 E3 G3 C#4 E4',
  C9sus4: 'C3 F3 Bb3 D4 G4',
  Fadd9: 'C3 F3 A3 C4 G4',
  'C/E': 'E3 G3 C4 E4 G4',
  Dm7: 'D3 A3 C4 F4 A4',
}

/**
 * The electric piano's right hand without roots: from chord to chord every voice moves by a step or stays.
 */
export const KEYS_VOICINGS: { readonly [chord: string]: string } = {
  Dm9: 'F3 A3 C4 E4',
  Bbmaj7: 'F3 A3 Bb3 D4',
  Gm9: 'F3 A3 Bb3 D4',
  A7sus4: 'E3 G3 A3 D4',
  A7: 'E3 G3 A3 C#4',
  C9sus4: 'F3 G3 Bb3 D4',
  Fadd9: 'F3 A3 C4 G4',
  'C/E': 'E3 G3 C4 G4',
  Dm7: 'F3 A3 C4 F4',
}

/**
 * Strokes of the guitar: `D` and `U` strum down and up, small letters softly, `p` is a muted low pair,
 * `1`..`5` pick one string, `-` stops the strings.
 */
export const STRUMS: Part = {
  intro: ['1.3. 4.5. 3.4. 2.3.', '1.3. 4.5. 4.D. ..-.'],
  verse: ['p.p. D.-p ..p. d.u.', 'p.p. D.-p ..p. d-..', 'p.p. D.-p ..p. d.u.', 'p.p. D.-. D.pp d.u.'],
  chorus: ['D.d. duD. u.du D.du', 'D.d. duD. u.du D.d-'],
  outro: ['D... ..D. .... d.u.', 'D... .... .... ....'],
}

/** Strokes of the piano: `X` loud to `o` soft, held until the next one or `-`. */
export const KEYS: Part = {
  intro: ['', 'o... .... .... ....'],
  verse: ['x... ..o. .... ..-.', 'x... ..o. ...o ....', 'x... ..o. .... ..-.', 'x... .... x... ..o.'],
  chorus: ['X..x ..x. X..x ..x.', 'X..x ..x. X..x ..x-'],
  outro: ['X... ..x. .... ....', 'x... .... .... ....'],
}
