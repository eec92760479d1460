import { delay } from '../../src/plugins/delay/index.ts'
import {
  aliasDb,
  BARE,
  decayDb,
  drawnDecayDb,
  duckingOf,
  goRound,
  growthDb,
  pingPongErrors,
  worstDecayErrorDb,
} from '../../test/plugins/delay/measures.ts'
import {
  dialResidueDb,
  driveSwitchResidueDb,
  MOVE,
  moved,
  tempoSlideResidueDb,
  timeMoveResidueDb,
} from '../../test/plugins/delay/motion-measures.ts'
import { rmsDb } from '../../test/support/measure.ts'
import { runPlugin } from '../../test/support/plugin-run.ts'
import { noise, silence } from '../../test/support/signals.ts'
import { chart } from './chart.ts'
import { atMost, exactly, type Picture, type Row, type Section, show } from './section.ts'

const FREQUENCIES = Array.from({ length: 60 }, (_, i) => 20 * 1000 ** (i / 59))
const MOVES = ['fade', 'tape', 'jump'] as const

/** Levels of the repeats over frequency: default cuts, nothing lost by feedback. */
function decayPicture(): Picture {
  const repeats = [1, 2, 4, 8]
  const measured = FREQUENCIES.map((hz) => decayDb({}, 8, hz))
  const series = repeats.flatMap((repeat, colour) => [
    {
      name: `repeat ${repeat + 1}`,
      colour,
      points: FREQUENCIES.map((hz, f) => [hz, measured[f]![repeat - 1]!] as const),
    },
    {
      name: 'as drawn',
      colour,
      dashed: true,
      points: FREQUENCIES.map((hz) => [hz, drawnDecayDb({}, repeat, hz)] as const),
    },
  ])
  return {
    name: 'decay',
    svg: chart({
      title: 'Repeats at feedback 100 %, cuts at 80 Hz and 8 kHz, relative to the first',
      x: { label: 'Hz', from: 20, to: 20000, log: true },
      y: { label: 'dB', from: -48, to: 6 },
      series,
    }),
    caption: 'Every turn of the loop takes as much of the top and the bottom as the dashed curves say.',
  }
}

/** How far back the sound comes from that is heard: read off a source that rises by the same step in every frame. */
function movePicture(): Picture {
  const length = 72000
  const rise = Float64Array.from({ length }, (_, i) => i / length)
  const series = MOVES.map((timeMove) => {
    const y = moved(rise, { time: 200, timeMove }, { time: 260 })
    const points: [number, number][] = []
    for (let at = MOVE - 2400; at < MOVE + 24000; at += 48)
      points.push([(at - MOVE) / 48, (at - length * y[at]!) / 48])
    return { name: timeMove, points }
  })
  return {
    name: 'moves',
    svg: chart({
      title: 'Three ways from a time of 200 ms to 260 ms',
      x: { label: 'ms after the move', from: -50, to: 500 },
      y: { label: 'time that is heard, ms', from: 190, to: 270 },
      series,
    }),
    caption:
      'A fade mixes the old and the new place for 60 ms and a jump for 5 ms; a tape slides, and the pitch with it.',
  }
}

function duckingPicture(): Picture {
  const x = silence(96000)
  x.set(noise(24000, 0.5), 12000)
  const values = { ...BARE, time: 125, feedback: 100 }
  const free = runPlugin(delay, { input: [x], values }).output[0]!
  const series = [100, 250, 600].map((duckRelease) => {
    const ducked = runPlugin(delay, { input: [x], values: { ...values, ducking: 12, duckRelease } })
    const points: [number, number][] = []
    for (let at = 19000; at < 95000; at += 240)
      points.push([at / 48, rmsDb(ducked.output[0]!, at, at + 240) - rmsDb(free, at, at + 240)])
    return { name: `release ${duckRelease} ms`, points }
  })
  return {
    name: 'ducking',
    svg: chart({
      title: 'Gain of the repeats at ducking 12 dB; the source plays from 250 to 750 ms',
      x: { label: 'ms', from: 400, to: 2000 },
      y: { label: 'dB', from: -15, to: 3 },
      series,
    }),
    caption:
      'The repeats wait 12 dB down while the source plays; after the release, 63 % of that has been given back.',
  }
}

function aliasPicture(): Picture {
  const drives = [1, 3, 6, 9, 12, 15, 18, 21, 24]
  return {
    name: 'alias',
    svg: chart({
      title: 'Strongest alias below 20 kHz of a full-scale tone, one driven repeat',
      x: { label: 'drive, dB', from: 0, to: 24, ticks: [0, 6, 12, 18, 24] },
      y: { label: 'dB re the tone', from: -180, to: 0 },
      series: [5000, 7000, 9000].map((hz) => ({
        name: `${hz / 1000} kHz`,
        points: drives.map((drive) => [drive, aliasDb(hz, drive)] as const),
      })),
      bounds: [{ y: -80, name: 'asked' }],
    }),
    caption:
      'Soft driving folds nothing; from 12 dB on high tones do, and at the end of the dial their aliases stand 35 to 45 dB below them.',
  }
}

function timeRows(): Row[] {
  const eighths = goRound(127, '1/8', 600)
  const between = [0.8, 0.88, 0.96].map((phase) => goRound(127, '1/8', 600, phase))
  return [
    atMost(
      `127 bpm, 1/8, ten minutes (${eighths.repeats} repeats): off the beat`,
      eighths.worstFrames,
      1,
      'frames',
    ),
    atMost('the same: level of the last repeat', Math.abs(eighths.levelDb), 0.01, 'dB', 4),
    atMost(
      'the same between the beats, where the tap is nudged: off the note',
      Math.max(...between.map(({ worstFrames }) => worstFrames)),
      1,
      'frames',
    ),
    atMost(
      'the same: loss of level',
      Math.max(...between.map(({ levelDb }) => Math.abs(levelDb))),
      0.5,
      'dB',
    ),
    exactly('ping-pong: samples that are not as they should be', pingPongErrors(), 0, ''),
    ...MOVES.map((way) =>
      atMost(
        `change of time by ${way}: 200 Hz, above 2.5 kHz`,
        timeMoveResidueDb(way, 200, 2500, 40),
        -80,
        'dB',
        0,
      ),
    ),
    atMost(
      'change of time by tape: 3 kHz, above 14 kHz',
      timeMoveResidueDb('tape', 3000, 14000),
      -80,
      'dB',
      0,
    ),
    atMost(
      'tempo from 100 to 140 in 2 s: 200 Hz, above 2.5 kHz, worst way',
      Math.max(...MOVES.map(tempoSlideResidueDb)),
      -80,
      'dB',
      0,
    ),
    atMost('any other dial over its range, above 3 kHz', dialResidueDb(), -80, 'dB', 0),
    atMost('drive 0 to 12 dB: 100 Hz, above 6 kHz', driveSwitchResidueDb(0, 12), -80, 'dB', 0),
  ]
}

function loopRows(): Row[] {
  const cuts = [
    { lowCut: 80, highCut: 8000 },
    { lowCut: 20, highCut: 500 },
    { lowCut: 2000, highCut: 18000 },
    { lowCut: 300, highCut: 3000 },
  ]
  const decay = cuts.flatMap((values) => [44100, 48000].map((rate) => worstDecayErrorDb(values, rate)))
  const loops = [{}, { drive: 24 }, { lowCut: 20, highCut: 500 }, { pingPong: true, drive: 6 }]
  const { depthDb, releaseMs } = duckingOf(12, 200)
  const growth = Math.max(0, ...loops.map(growthDb))
  return [
    atMost('filters per repeat against the drawn decay, 40 Hz to 10 kHz', Math.max(...decay), 0.1, 'dB', 3),
    atMost('growth of the energy per repeat at feedback 100 %, any loop', growth, 0, 'dB', 9),
    atMost('5 kHz at full scale, drive 12 dB: strongest alias', aliasDb(5000, 12), -80, 'dB', 0),
    atMost('9 kHz at full scale, drive 12 dB: strongest alias', aliasDb(9000, 12), -80, 'dB', 0),
    { what: '5 kHz at full scale, drive 24 dB', measured: `${aliasDb(5000, 24).toFixed(0)} dB`, target: '' },
    atMost('ducking of 12 dB: error', Math.abs(depthDb + 12), 0.1, 'dB', 3),
    atMost('release of 200 ms: error', Math.abs(releaseMs / 2 - 100), 3, '%', 1),
  ]
}

export const section = (): Section => ({
  id: 'delay',
  title: 'Delay',
  method:
    'Impulses, tones and noise bursts round the loop at 48 kHz (ten minutes on the beat at 8 kHz); what a move leaves is read with a steep high-pass, RMS re full scale.',
  rows: [...timeRows(), ...loopRows()],
  pictures: [decayPicture(), movePicture(), duckingPicture(), aliasPicture()],
})

if (import.meta.main) show(section())
