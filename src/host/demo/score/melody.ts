import type { Part } from './notation.ts'

/** Long low notes, on the kick; the way down F E D Bb carries the chorus. */
export const BASS: Part = {
  intro: ['', '-:12 A1:2 C2:2'],
  verse: [
    'D2:10 -:2 A1:2 C2:2',
    'Bb1:10 D2:2 F2:4',
    'G2:12 F2:4',
    'A2:8 A1:6 C#2:2',
    'D2:10 -:2 D2:2 C2:2',
    'Bb1:10 Bb1:2 A1:4',
    'G2:8 F2:4 D2:4',
    'C2:10 C2:2 D2:2 E2:2',
  ],
  chorus: [
    'F2:6 F2:4 F2:6',
    'E2:6 E2:4 E2:4 C2:2',
    'D2:6 D2:4 D2:6',
    'Bb1:6 Bb1:4 C2:4 E2:2',
    'F2:6 F2:4 F2:6',
    'E2:6 E2:4 E2:4 F2:2',
    'G2:6 G2:4 G2:6',
    'A2:8 A1:6 C#2:2',
  ],
  outro: ['D2:6 D2:10', 'D2:16'],
}

/** The lead voice. Its strength jumps from phrase to phrase, as an untrained singer's does. */
export const VOICE: Part = {
  verse: [
    '@-8 -:2 A3:2:so D4:2:li E4:2:no F4:3:ma E4:3:la D4:2:ne',
    'C4:2:lu D4:6:na -:8',
    '@-3 -:2 D4:2:da F4:2:me G4:2:no F4:3:li E4:3:na D4:2:so',
    'E4:4:la D4:4:o C#4:5:mi -:3',
    '@-10 -:2 A3:2:so D4:2:la E4:2:no F4:3:ma G4:3:li A4:2:na',
    'G4:2:do F4:6:le -:8',
    '@-5 -:2 D4:2:sa F4:2:lo G4:2:ne A4:3:ma G4:3:no F4:2:li',
    '@-2 G4:8:na -:2 C4:2:so D4:2:la E4:2:me',
  ],
  chorus: [
    '@0 C5:3:lo A4:3:na G4:2:ma A4:7:la -:1',
    '@-4 -:2 G4:2:di G4:3:no E4:3:ne F4:2:la G4:4:o',
    '@-1 A4:3:lo F4:3:na E4:2:ma F4:7:la -:1',
    '@-6 -:2 D4:2:di D4:3:no F4:3:ne E4:2:la D4:4:a',
    '@0 C5:3:lo A4:3:na G4:2:ma A4:7:la -:1',
    '@-2 -:2 G4:2:so C5:3:la D5:3:na C5:2:do G4:4:la',
    '@-5 A4:3:ma Bb4:3:lo A4:2:ne G4:4:da F4:4:no',
    '@-7 E4:4:la D4:4:a E4:7:no -:1',
  ],
  outro: ['@-9 D4:12:na -:4', ''],
}

/** Three backing voices, high to low: the hook in harmony, then held vowels behind the answer. */
export const BACKING: readonly Part[] = [
  {
    chorus: [
      '@0 A4:3:lo F4:3:na E4:2:ma F4:8:la',
      '@-4 G4:8:u G4:8:o',
      '@0 F4:3:lo D4:3:na C4:2:ma D4:8:la',
      '@-4 F4:8:u F4:8:o',
      '@0 A4:3:lo F4:3:na E4:2:ma F4:8:la',
      '@-3 G4:8:u C5:8:a',
      '@-2 Bb4:8:a Bb4:8:o',
      '@-2 A4:8:o G4:8:a',
    ],
    outro: ['@-6 F4:14:u -:2', ''],
  },
  {
    chorus: [
      '@0 F4:3:lo C4:3:na C4:2:ma C4:8:la',
      '@-4 E4:8:u E4:8:o',
      '@0 D4:3:lo A3:3:na A3:2:ma A3:8:la',
      '@-4 D4:8:u C4:8:o',
      '@0 F4:3:lo C4:3:na C4:2:ma C4:8:la',
      '@-3 E4:8:u G4:8:a',
      '@-2 F4:8:a F4:8:o',
      '@-2 E4:8:o E4:8:a',
    ],
    outro: ['@-6 D4:14:u -:2', ''],
  },
  {
    chorus: [
      '@0 C4:3:lo A3:3:na G3:2:ma A3:8:la',
      '@-4 C4:8:u C4:8:o',
      '@0 A3:3:lo F3:3:na F3:2:ma F3:8:la',
      '@-4 Bb3:8:u G3:8:o',
      '@0 C4:3:lo A3:3:na G3:2:ma A3:8:la',
      '@-3 C4:8:u E4:8:a',
      '@-2 D4:8:a D4:8:o',
      '@-2 D4:8:o C#4:8:a',
    ],
    outro: ['@-6 A3:14:u -:2', ''],
  },
]

/**
 * The synthesiser: the tune that opens and closes the song, short answers in the verse, an arpeggio in the
 * chorus.
 */
export const LEAD: Part = {
  intro: ['@-2 D5:3 F5:3 E5:2 C5:2 D5:4 A4:2', '@-2 D5:3 F5:3 G5:2 F5:2 E5:4 C5:2'],
  verse: [
    '',
    '@-6 -:8 F5:2 E5:2 C5:2 D5:2',
    '',
    '@-6 -:10 A4:2 G4:2 E4:2',
    '',
    '@-5 -:8 D5:2 F5:2 G5:2 A5:2',
    '',
    '@-4 -:8 G5:2 F5:2 D5:2 C5:2',
  ],
  chorus: [
    '@-7 F4:2 A4:2 C5:2 G5:2 F5:2 C5:2 A4:2 C5:2',
    'E4:2 G4:2 C5:2 E5:2 G5:2 E5:2 C5:2 G4:2',
    'D4:2 A4:2 C5:2 F5:2 E5:2 C5:2 A4:2 C5:2',
    'Bb4:2 D5:2 F5:2 A5:2 F5:2 D5:2 G5:2 C5:2',
    '@-5 F4:2 A4:2 C5:2 G5:2 F5:2 C5:2 A4:2 C5:2',
    'E4:2 G4:2 C5:2 E5:2 G5:2 E5:2 C5:2 G4:2',
    'G4:2 Bb4:2 D5:2 F5:2 A5:2 F5:2 D5:2 Bb4:2',
    'A4:2 D5:2 E5:2 G5:2 E5:2 C#5:2 G5:2 E5:2',
  ],
  outro: ['@-2 D5:3 F5:3 E5:2 C5:2 D5:6', '@-4 A5:16'],
}
