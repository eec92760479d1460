import type { Preset } from '../../host/sdk/index.ts'
import type { parameters } from './parameters.ts'

export const presets: readonly Preset<typeof parameters>[] = [
  {
    name: 'flip polarity',
    when: 'The bottom microphone of a snare thins the top one out.',
    values: { invert: true },
  },
  {
    name: 'pad',
    when: 'A source is so hot that the processors after it overreact.',
    values: { level: -20 },
  },
  {
    name: 'make-up',
    when: 'A quiet take reaches none of the thresholds after it.',
    values: { level: 12 },
  },
  {
    name: 'right side wired wrong',
    when: 'A stereo keyboard or a pair of overheads sounds hollow and loses its bass in mono.',
    values: { invertRight: true },
  },
  {
    name: 'swap sides',
    when: 'The overheads show the kit from the stool and the video shows it from the hall.',
    values: { route: 'swap' },
  },
  {
    name: 'left on both sides',
    when: 'An interview or a guitar was recorded on the left channel of a stereo file alone.',
    values: { route: 'left' },
  },
  {
    name: 'right on both sides',
    when: 'Direct signal on the left and amplifier on the right: only the amplifier is wanted.',
    values: { route: 'right' },
  },
  {
    name: 'mono check',
    when: 'Last on the master, switched in for a moment, to hear whether the mix holds on one loudspeaker.',
    values: { route: 'mono' },
  },
  {
    name: 'listen to the side',
    when: 'On the master: what is heard now is what one loudspeaker will not play.',
    values: { route: 'side' },
  },
  {
    name: 'encode mid and side',
    when: 'The processors after it should treat the mid on the left and the side on the right; decode behind them.',
    values: { route: 'encode' },
  },
  {
    name: 'decode mid and side',
    when: 'A mid and side pair of microphones was recorded as it is, mid on the left; or behind an encode.',
    values: { route: 'decode' },
  },
  {
    name: 'lean to the left',
    when: 'A stereo piano or a pair of room microphones hangs to the right.',
    values: { balance: -30 },
  },
]
