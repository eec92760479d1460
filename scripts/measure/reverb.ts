import {
  convolutionLatency,
  convolutionNullDb,
  space,
} from '../../test/plugins/reverb/convolution-measures.ts'
import {
  bandDecays,
  longestRinging,
  OCTAVES,
  paths,
  worstDecayPercent,
  worstTexture,
} from '../../test/plugins/reverb/measures.ts'
import { freezeDriftDb, GLIDES, MOVES, traceMove } from '../../test/plugins/reverb/move-measures.ts'
import { type Portrait, portrait } from '../../test/plugins/reverb/portrait.ts'
import { flat } from '../../test/plugins/reverb/responses.ts'
import { pinkGainDb } from '../../test/plugins/reverb/room-measures.ts'
import { chart } from './chart.ts'
import { atMost, between, exactly, type Picture, type Row, type Section, show } from './section.ts'

const CHARACTERS = ['hall', 'plate', 'room', 'chamber'] as const
const QUALITIES = ['16', '32'] as const
const SPACES = CHARACTERS.flatMap((character) => QUALITIES.map((quality) => ({ character, quality })))
const TEXTURE_DECAY = 2

const worst = (values: readonly number[]): number => Math.max(...values.map(Math.abs))

/** Decay of the dial, s, and how far off an octave may be, per cent. Short decays at 125 Hz are few periods of noise. */
function decayRows(): Row[] {
  const rows = [0.3, 0.5, 1, 2, 10].map((decay) => {
    const spaces = decay > 4 ? SPACES.slice(0, 1) : SPACES
    const off = (values: object) =>
      worst(spaces.map((s) => worstDecayPercent(bandDecays({ ...s, decay, ...values }))))
    const what = `${decay > 4 ? 'hall, ' : ''}T30 against the dial at ${decay} s`
    return [
      atMost(`${what}, flat, worst octave of 125 Hz to 8 kHz`, off(flat), 5, '%', 1),
      ...(decay > 1 ? [] : [atMost('the same with the default damping', off({}), 5, '%', 1)]),
    ]
  })
  const ringing = SPACES.map((s) => longestRinging({ ...flat, ...s, decay: 0.7 }))
  return [...rows.flat(), atMost('longest resonance against the dial, factor', worst(ringing), 1.2, '')]
}

function textureRows(): Row[] {
  const at = (values: object, rate: number) =>
    SPACES.map((s) => ({ ...s, ...worstTexture({ ...flat, ...s, ...values }, TEXTURE_DECAY, rate) }))
  const usual = [44100, 48000, 96000].flatMap((rate) => at({ modulation: 50 }, rate))
  const small = at({ modulation: 50, size: 0 }, 48000)
  const of = (name: string) => usual.filter(({ character }) => character === name)
  const row = (
    what: string,
    key: 'spread' | 'excess' | 'correlation' | 'iacc',
    limit: number,
    unit: string,
  ) =>
    atMost(
      `${what}, worst of characters, lines, 44.1, 48 and 96 kHz`,
      worst(usual.map((t) => t[key])),
      limit,
      unit,
    )
  return [
    atMost('hall: echo density 0.9', worst(of('hall').map((t) => t.denseMs)), 30, 'ms', 0),
    atMost('hall: echo density 1.0', worst(of('hall').map((t) => t.fullMs)), 80, 'ms', 0),
    atMost('plate: echo density 0.9', worst(of('plate').map((t) => t.denseMs)), 10, 'ms', 0),
    atMost('plate: echo density 1.0', worst(of('plate').map((t) => t.fullMs)), 30, 'ms', 0),
    row('spread of the late spectrum', 'spread', 6.5, 'dB'),
    row('highest peak of the late spectrum', 'excess', 12, 'dB'),
    atMost('spread at size 0, 48 kHz', worst(small.map((t) => t.spread)), 6.5, 'dB'),
    atMost('highest peak at size 0, 48 kHz', worst(small.map((t) => t.excess)), 12, 'dB'),
    between('kurtosis, lowest', Math.min(...usual.map((t) => t.kurtosis[0])), [2.9, 3.3], ''),
    between('kurtosis, highest', Math.max(...usual.map((t) => t.kurtosis[1])), [2.9, 3.3], ''),
    row('correlation of the ears', 'correlation', 0.05, ''),
    row('correlation within 1 ms', 'iacc', 0.15, ''),
    between('tail in mono, lowest', Math.min(...usual.map((t) => t.monoDb[0])), [-3.3, -2.7], 'dB'),
    between('tail in mono, highest', Math.max(...usual.map((t) => t.monoDb[1])), [-3.3, -2.7], 'dB'),
  ]
}

function otherRows(portraits: readonly Portrait[]): Row[] {
  const moves = Object.values(MOVES).map(traceMove)
  const glides = Object.values(GLIDES).map(traceMove)
  const gains = SPACES.map((s) => pinkGainDb(paths({ ...flat, ...s, decay: 2 }, 2.5, 48000), 48000))
  const recorded = [1, 2, 3, 4].map((seed) => space(0.5, 0.4, seed))
  return [
    ...portraits.map(({ c80, centreMs, bassDb, trebleDb }, i) => ({
      what: `${CHARACTERS[i]} at 1.5 s: C80; centre of energy; 125 Hz and 8 kHz re 1 kHz`,
      measured: `${c80.toFixed(1)} dB; ${centreMs.toFixed(0)} ms; ${bassDb.toFixed(1)} and ${trebleDb.toFixed(1)} dB`,
      target: 'to be told apart',
    })),
    atMost('gain of pink noise at 2 s, any character', worst(gains), 0.5, 'dB'),
    atMost(
      'frozen for 2 minutes, change of level, lines at rest',
      worst([freezeDriftDb(120, 0)]),
      0.01,
      'dB',
      3,
    ),
    atMost(
      'moves of decay, damping, size, pre-delay, freeze over 200 Hz: left above 5 kHz',
      Math.max(...moves.map((m) => m.residueDb)),
      -80,
      'dB',
      0,
    ),
    atMost('the same: sharpest bend re the tone itself', worst(moves.map((m) => m.bend)), 2, ''),
    atMost('all other dials: left above 5 kHz', Math.max(...glides.map((m) => m.residueDb)), -80, 'dB', 0),
    atMost('convolution against the sum of all products', convolutionNullDb(recorded, 18000), -140, 'dB', 0),
    exactly('convolution: first frame of an impulse that starts at once', convolutionLatency(), 0, 'frames'),
  ]
}

function decayPicture(): Picture {
  const dials = [0.5, 1, 2, 5]
  const series = dials.flatMap((decay, colour) => {
    const bands = bandDecays({ decay })
    return [
      { name: `${decay} s`, colour, points: bands.map(({ hz, measured }) => [hz, measured] as const) },
      { name: 'dial', colour, dashed: true, points: bands.map(({ hz, dial }) => [hz, dial] as const) },
    ]
  })
  return {
    name: 'decay',
    svg: chart({
      title: 'Decay time per octave: what is heard and what the dials say',
      x: { label: 'Hz', from: 100, to: 10000, log: true, ticks: [...OCTAVES] },
      y: { label: 'T30, s', from: 0.15, to: 8, log: true, ticks: [0.2, 0.3, 0.5, 1, 2, 3, 5] },
      series,
    }),
    caption: 'The hall with its default damping: bass 1.2 and treble 0.45 times the middle, at every decay.',
  }
}

function spacePictures(portraits: readonly Portrait[]): Picture[] {
  const each = (points: (p: Portrait) => readonly (readonly [number, number])[]) =>
    portraits.map((p, i) => ({ name: CHARACTERS[i]!, points: points(p) }))
  return [
    {
      name: 'build-up',
      svg: chart({
        title: 'How the four spaces set in, decay 1.5 s',
        x: { label: 'ms after the sound', from: 0, to: 195 },
        y: { label: 'energy per 5 ms, dB', from: -20, to: 20 },
        series: each(({ build }) => build.map((db, k) => [5 * k + 2.5, db] as const)),
      }),
      caption:
        'Plate: there at once. Room: reflections first, little behind. Chamber: close. Hall: late and swelling.',
    },
    {
      name: 'density',
      svg: chart({
        title: 'Echo density: from single reflections to noise',
        x: { label: 'ms after the sound', from: 0, to: 120 },
        y: { label: 'normalised echo density', from: 0, to: 1.2 },
        series: each(({ density }) => density.slice(0, 121).map((v, ms) => [ms, v] as const)),
        bounds: [{ y: 1, name: 'noise' }],
      }),
      caption: 'The plate is as dense as noise from the start; the room shows its walls for 25 ms.',
    },
    {
      name: 'colour',
      svg: chart({
        title: 'Colour of the four spaces with the same damping',
        x: { label: 'Hz', from: 100, to: 10000, log: true, ticks: [...OCTAVES] },
        y: { label: 'energy per octave, dB', from: -6, to: 6 },
        series: each(({ colour }) => colour.map((db, o) => [OCTAVES[o]!, db] as const)),
      }),
      caption: 'Hall warm, plate bright and thin below, chamber dark.',
    },
  ]
}

export function section(): Section {
  const portraits = CHARACTERS.map((character) => portrait({ character, decay: 1.5 }))
  return {
    id: 'reverb',
    title: 'Reverb',
    method:
      'Impulses into the left and the right channel, all wet, cuts open, 48 kHz unless said, modulation as by default unless said; decay is T30 of ' +
      'the energy of all four paths (ISO 3382-1). Texture at 2 s, flat. Convolution with four channels of 0.5 s made of noise.',
    rows: [...decayRows(), ...textureRows(), ...otherRows(portraits)],
    pictures: [decayPicture(), ...spacePictures(portraits)],
  }
}

if (import.meta.main) show(section())
