import type { Preset } from '../../host/sdk/index.ts'
import type { parameters } from './parameters.ts'

export const presets: readonly Preset<typeof parameters>[] = [
  {
    name: 'slap',
    when: 'A dry vocal or guitar needs a room behind it that is not heard as one.',
    values: { time: 95, feedback: 0, lowCut: 150, highCut: 5000, mix: 22 },
  },
  {
    name: 'vocal throw',
    when: 'The last word of a line is sent out into the gap; on a send, opened by hand.',
    values: {
      timeMode: 'tempo',
      division: '1/4',
      feedback: 45,
      lowCut: 250,
      highCut: 4000,
      ducking: 9,
      mix: 100,
    },
  },
  {
    name: 'vocal bed',
    when: 'A lead vocal should sound large without losing its words: the repeats wait for the pauses.',
    values: {
      timeMode: 'tempo',
      division: '1/8D',
      feedback: 30,
      lowCut: 200,
      highCut: 4500,
      ducking: 12,
      duckRelease: 350,
      mix: 28,
    },
  },
  {
    name: 'ping-pong eighth',
    when: 'A synth or a clean guitar should dance from side to side in time.',
    values: { timeMode: 'tempo', division: '1/8', feedback: 50, pingPong: true, highCut: 9000, mix: 35 },
  },
  {
    name: 'dotted eighth',
    when: 'Picked guitar lines interlock with their own repeats.',
    values: { timeMode: 'tempo', division: '1/8D', feedback: 40, lowCut: 120, highCut: 7000, mix: 38 },
  },
  {
    name: 'dub',
    when: 'A snare or a chord is thrown into a long, dirty echo whose time is played by hand.',
    values: {
      timeMode: 'tempo',
      division: '1/4D',
      feedback: 78,
      lowCut: 250,
      highCut: 2500,
      drive: 12,
      timeMove: 'tape',
      mix: 100,
    },
  },
  {
    name: 'tape echo',
    when: 'Repeats should sink into the mix, warmer and duller each time.',
    values: { time: 380, feedback: 55, lowCut: 100, highCut: 3200, drive: 6, timeMove: 'tape', mix: 30 },
  },
  {
    name: 'doubler',
    when: 'One take should sound like two; for backing vocals and rhythm guitars.',
    values: { time: 28, feedback: 0, lowCut: 20, highCut: 12000, mix: 40 },
  },
  {
    name: 'line array',
    when: 'A second pair of loudspeakers stands behind the first: 2.9 ms per metre, nothing else.',
    values: { time: 29, feedback: 0, lowCut: 20, highCut: 20000, timeMove: 'jump', mix: 100 },
  },
  {
    name: 'sound on sound',
    when: 'What is played goes round for ever, and more is played on top.',
    values: { timeMode: 'tempo', division: '1/1', feedback: 100, lowCut: 20, highCut: 20000, mix: 50 },
  },
]
