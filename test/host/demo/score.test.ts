import { describe, expect, test } from 'vitest'
import { CHORDS, GUITAR_VOICINGS, KEYS, KEYS_VOICINGS, STRUMS } from '../../../src/host/demo/score/chords.ts'
import { BACKING, BASS, LEAD, VOICE } from '../../../src/host/demo/score/melody.ts'
import { BAR, BARS, bars, FORM, pitchOf, readGrid, readLine } from '../../../src/host/demo/score/notation.ts'
import { Performer, play, SONG_SECONDS, strictTime } from '../../../src/host/demo/score/performance.ts'
import * as rhythm from '../../../src/host/demo/score/rhythm.ts'

const { STRENGTH, ...grids } = rhythm
const pitches = (voicing: string) => voicing.split(' ').map(pitchOf)

describe('the notation', () => {
  test('a line holds pitches, chords, rests, strengths and syllables', () => {
    expect(readLine({ verse: ['@-6 -:4 C#4:8:na Bb2+D3:4'] }).slice(0, 3)).toEqual([
      { step: 36, steps: 8, pitch: 61, db: -6, syllable: 'na' },
      { step: 44, steps: 4, pitch: 46, db: -6, syllable: '' },
      { step: 44, steps: 4, pitch: 50, db: -6, syllable: '' },
    ])
  })
  test('a grid holds a mark per sixteenth, and a short list of bars starts over', () => {
    const hits = readGrid({ intro: ['X... .... .... ...o'] })
    expect(hits.map(({ step, mark }) => `${step}${mark}`)).toEqual(['0X', '15o', '16X', '31o'])
  })
  test('a bar that is not full is refused', () => {
    expect(() => readLine({ intro: ['C4:15'] })).toThrow('bar 1 is not full')
    expect(() => readGrid({ intro: ['X...'] })).toThrow('bar 1 has 4 places')
    expect(() => pitchOf('H4')).toThrow('not a pitch: H4')
  })
})

describe('the score', () => {
  test('the sections fill the song, 45 to 60 s long', () => {
    expect(FORM.reduce((sum, [, count]) => sum + count, 0)).toBe(BARS)
    expect(SONG_SECONDS).toBeGreaterThan(45)
    expect(SONG_SECONDS).toBeLessThan(60)
  })
  test('every part reads, and every mark of the drums has a strength', () => {
    for (const part of [BASS, VOICE, LEAD, ...BACKING]) expect(readLine(part).length).toBeGreaterThan(10)
    for (const [name, part] of Object.entries(grids))
      for (const { mark } of readGrid(part))
        expect(name === 'TOMS' ? '123' : Object.keys(STRENGTH).join(''), name).toContain(mark)
    for (const part of [STRUMS, KEYS]) expect(readGrid(part).length).toBeGreaterThan(50)
  })
  test('every chord has a fingering and a voicing of its own tones', () => {
    for (const chord of bars(CHORDS).flatMap((bar) => bar.split(' '))) {
      const guitar = pitches(GUITAR_VOICINGS[chord]!)
      const tones = new Set(guitar.map((pitch) => pitch % 12))
      expect(guitar.length, chord).toBe(5)
      for (const pitch of pitches(KEYS_VOICINGS[chord]!))
        expect(tones, `${chord} ${pitch}`).toContain(pitch % 12)
    }
  })
  test('from chord to chord no voice of the piano moves further than a fourth', () => {
    const row = bars(CHORDS)
      .flatMap((bar) => bar.split(' '))
      .map((chord) => pitches(KEYS_VOICINGS[chord]!))
    for (let i = 1; i < row.length; i++)
      for (let v = 0; v < 4; v++)
        expect(Math.abs(row[i]![v]! - row[i - 1]![v]!), `chord ${i}`).toBeLessThanOrEqual(5)
  })
  test('the bass opens every bar on the root of its chord', () => {
    const notes = readLine(BASS)
    const chords = bars(CHORDS)
    for (const { step, pitch } of notes.filter((note) => note.step % BAR === 0)) {
      const chord = chords[step / BAR]!.split(' ')[0]!
      const root = /^([A-G]b?)/.exec(chord.includes('/') ? chord.split('/')[1]! : chord)![1]!
      expect(pitch % 12, chord).toBe(pitchOf(`${root}3`) % 12)
    }
  })
  test('the voices stay in D minor, but for the leading note C sharp', () => {
    const scale = [2, 4, 5, 7, 9, 10, 0, 1]
    for (const part of [VOICE, LEAD, BASS, ...BACKING])
      for (const { pitch } of readLine(part)) expect(scale).toContain(pitch % 12)
  })
})

describe('the performance', () => {
  const manner = { seed: 5, spreadMs: 10, leanMs: 4, spreadDb: 3 }
  test('equal seeds miss the beat in the same way, others in another', () => {
    const notes = readLine(BASS)
    expect(play(notes, manner)).toEqual(play(notes, manner))
    expect(play(notes, { ...manner, seed: 6 })).not.toEqual(play(notes, manner))
  })
  test('nobody misses the beat by more than the spread', () => {
    const player = new Performer(manner)
    for (let step = 0; step < 300; step++) {
      const late = player.time(step) - strictTime(step)
      expect(late).toBeGreaterThanOrEqual(-0.006)
      expect(late).toBeLessThanOrEqual(0.014)
    }
  })
})
