/** Sixteenths in a bar. */
export const BAR = 16

/** A note as written. */
export interface Note {
  /** Sixteenths since the start of the song. */
  readonly step: number
  readonly steps: number
  /** MIDI note number. */
  readonly pitch: number
  /** dB below full strength. */
  readonly db: number
  /** What is sung, a consonant and a vowel: `na`; empty for instruments. */
  readonly syllable: string
}

/** A mark of a grid: a stroke of a drum, a strum, a chord. */
export interface Hit {
  readonly step: number
  readonly mark: string
}

/** Sections by name, each a list of bars; a list shorter than its section starts over. */
export type Part = { readonly [section: string]: readonly string[] }

/** The sections of the song and their lengths in bars. */
export const FORM = [
  ['intro', 2],
  ['verse', 8],
  ['chorus', 8],
  ['outro', 2],
] as const

/** Bars in the song. */
export const BARS = 20

/** [control] The bars of a part in the order of the song; empty text where it rests. */
export function bars(part: Part): string[] {
  return FORM.flatMap(([section, count]) => {
    const written = part[section] ?? ['']
    return Array.from({ length: count }, (_, i) => written[i % written.length]!)
  })
}

/**
 * [control] Notes of a melody. A bar is a row of `pitch:sixteenths[:syllable]`; `-` as pitch rests, `+`
 * between pitches is a chord, `@-6` sets the strength in dB from there on. Throws when a bar is neither empty
 * nor full.
 */
export function readLine(part: Part): Note[] {
  const notes: Note[] = []
  let db = 0
  for (const [bar, text] of bars(part).entries()) {
    let step = bar * BAR
    for (const token of text.split(' ')) {
      if (token === '') continue
      if (token.startsWith('@')) {
        db = Number(token.slice(1))
        continue
      }
      const [names, length, syllable = ''] = token.split(':')
      const steps = Number(length)
      if (names !== '-')
        for (const name of names!.split('+')) notes.push({ step, steps, pitch: pitchOf(name), db, syllable })
      step += steps
    }
    if (text !== '' && step !== (bar + 1) * BAR) throw new Error(`bar ${bar + 1} is not full: ${text}`)
  }
  return notes
}

/**
 * [control] Marks of a grid of 16 places a bar: `.` is nothing, spaces are for the eye. Throws on a bar of
 * another length.
 */
export function readGrid(part: Part): Hit[] {
  return bars(part).flatMap((text, bar) => {
    const marks = text.replaceAll(' ', '')
    if (marks !== '' && marks.length !== BAR)
      throw new Error(`bar ${bar + 1} has ${marks.length} places: ${text}`)
    return [...marks].flatMap((mark, i) => (mark === '.' ? [] : [{ step: bar * BAR + i, mark }]))
  })
}

/** [control] MIDI note number of `C#4` (61) or `Bb2` (46). Throws on anything else. */
export function pitchOf(name: string): number {
  const match = /^([A-G])([#b]?)(\d)$/.exec(name)
  if (!match) throw new Error(`not a pitch: ${name}`)
  const [, letter, accidental, octave] = match
  const tone = [9, 11, 0, 2, 4, 5, 7][letter!.charCodeAt(0) - 65]!
  const shift = accidental === '#' ? 1 : accidental === 'b' ? -1 : 0
  return 12 * (Number(octave) + 1) + tone + shift
}
