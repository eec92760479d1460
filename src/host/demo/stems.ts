import * as band from './band.ts'
import { drumKit } from './instruments/kit.ts'
import { closeMicrophone, overheads } from './instruments/microphones.ts'
import { SONG_SECONDS } from './score/performance.ts'
import { gainOf } from './sound/arithmetic.ts'

/** One recorded track of the demo song. */
export interface DemoStem {
  /** a-z and -, the name of its file and strip. */
  readonly name: string
  /** One or two channels, planar, -1..1, all stems equally long. */
  readonly channels: Float64Array[]
  /** One sentence: what it is and what it needs. */
  readonly about: string
}

/**
 * [control] The stems one after another, for writing them without holding all in memory. The same bits on
 * every machine. Throws a RangeError on a rate outside 32000..192000 Hz.
 */
export function* demoStems(sampleRate = 48000): Generator<DemoStem> {
  if (!(sampleRate >= 32000 && sampleRate <= 192000))
    throw new RangeError(`the demo song can be made at 32000 to 192000 Hz, not at ${sampleRate}`)
  const frames = Math.round(SONG_SECONDS * sampleRate)
  yield* drumStems(frames, sampleRate)
  yield* bandStems(frames, sampleRate)
}

/** [control] All stems of the demo song at once: 53.8 s, about 310 MB at 48 kHz. */
export function renderDemoStems(sampleRate = 48000): DemoStem[] {
  return [...demoStems(sampleRate)]
}

function* drumStems(frames: number, rate: number): Generator<DemoStem> {
  const kit = drumKit(frames, rate)
  const near = (name: 'kick' | 'snare' | 'toms' | 'hats') => [closeMicrophone(kit, name, rate)]
  yield stem('kick', -4, near('kick'), 'Kick drum, boxy around 380 Hz and soft in the click.')
  yield stem('snare', -5, near('snare'), 'Snare with hi-hat and kick in its microphone and a ring at 860 Hz.')
  yield stem('toms', -8, near('toms'), 'Toms for the fills, with bleed whenever they rest.')
  yield stem('hats', -15, near('hats'), 'Hi-hat, closed in the verse, half open in the chorus.')
  yield stem(
    'overheads',
    -9,
    overheads(kit, rate),
    'The kit from above with its room, the snare left of the middle.',
  )
}

function* bandStems(frames: number, rate: number): Generator<DemoStem> {
  yield stem('percussion', -15, [band.percussion(frames, rate)], 'Shaker, and claps in the chorus.')
  yield stem('bass', -3, [band.bassPart(frames, rate)], 'Bass, recorded 6 dB too hot, with one booming note.')
  yield stem(
    'guitar',
    -9,
    [band.guitarPart(frames, rate)],
    'Guitar, muddy between 200 and 400 Hz, its amplifier hums.',
  )
  yield stem('keys', -10, band.keysPart(frames, rate), 'Electric piano with a tremolo from side to side.')
  yield stem(
    'lead',
    -11,
    [band.leadPart(frames, rate)],
    'Plucked synthesiser, bright where the voice wants to be.',
  )
  yield stem(
    'voice',
    -6,
    [band.voicePart(frames, rate)],
    'Lead voice, dull above 3 kHz, its phrases uneven in level.',
  )
  yield stem(
    'backing',
    -11,
    band.backingPart(frames, rate),
    'Three backing voices, sung twice, left and right.',
  )
}

/** Sets the highest peak to `peakDb`, as whoever set the recording levels did. */
function stem(name: string, peakDb: number, channels: Float64Array[], about: string): DemoStem {
  let top = 0
  for (const x of channels) for (let i = 0; i < x.length; i++) top = Math.max(top, Math.abs(x[i]!))
  const gain = gainOf(peakDb) / top
  for (const x of channels) for (let i = 0; i < x.length; i++) x[i]! *= gain
  return { name, channels, about }
}
