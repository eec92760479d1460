import { defaults, type PlainValue, QUANTUM } from '../../../src/host/sdk/index.ts'
import { delay } from '../../../src/plugins/delay/index.ts'
import type { Values } from '../../support/plugin-run.ts'

/** Views of still values, for a processor that is played by hand. */
export function viewsOf(values: Values) {
  const all: Record<string, PlainValue> = { ...defaults(delay.params), ...values }
  const views = Object.entries(delay.params).map(([id, parameter]) => {
    const value = all[id]
    if (parameter.kind === 'choice')
      return [id, { index: parameter.choices.indexOf(value as never), choices: parameter.choices }]
    if (parameter.kind === 'toggle') return [id, { on: value }]
    return [id, { from: value, to: value, target: value }]
  })
  return Object.fromEntries(views) as Parameters<typeof delay.prepare>[1]
}

/** One channel through a fresh delay at 48 kHz while the tempo of the session moves: `bpmAt` is read on every grid line. */
export function playAtTempo(
  input: Float64Array,
  values: Values,
  bpmAt: (frame: number) => number,
): Float64Array {
  const env = { sampleRate: 48000, channels: 1, allocate: (doubles: number) => new Float64Array(doubles) }
  const processor = delay.prepare(env, viewsOf(values), { ducking: { value: 0 } })
  const y = new Float64Array(input.length)
  const block = [new Float64Array(QUANTUM)]
  const output = [new Float64Array(QUANTUM)]
  for (let frame = 0; frame + QUANTUM <= input.length; frame += QUANTUM) {
    block[0]!.set(input.subarray(frame, frame + QUANTUM))
    const changed = frame === 0
    const io = {
      input: block,
      output,
      key: undefined,
      frames: QUANTUM,
      offset: 0,
      changed,
      bpm: bpmAt(frame),
    }
    processor.process(io)
    processor.flush!()
    y.set(output[0]!, frame)
  }
  return y
}
