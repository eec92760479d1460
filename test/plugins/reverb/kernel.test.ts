import { describe, expect, it } from 'vitest'
import { ParameterBlock } from '../../../src/host/engine/parameter-block.ts'
import { QUANTUM } from '../../../src/host/sdk/index.ts'
import { CHARACTERS } from '../../../src/plugins/reverb/design/characters.ts'
import { follow } from '../../../src/plugins/reverb/follow.ts'
import { reverb } from '../../../src/plugins/reverb/index.ts'
import { ReverbKernel } from '../../../src/plugins/reverb/kernel.ts'
import { CHUNK, Chunk } from '../../../src/plugins/reverb/stages/chunk.ts'
import { Rotation } from '../../../src/plugins/reverb/stages/rotation.ts'
import { difference } from '../../support/measure.ts'
import { rawValues } from '../../support/plugin-run.ts'
import { noise } from '../../support/signals.ts'

const allocate = (doubles: number) => new Float64Array(doubles)

function makeKernel(): ReverbKernel {
  const kernel = new ReverbKernel({ sampleRate: 48000, channels: 1, allocate }, CHARACTERS[0]!, 16)
  follow(kernel, new ParameterBlock(reverb.params, rawValues(reverb, { mix: 100 }), 0, 48000).views as never)
  kernel.begin()
  return kernel
}

/** Output for whole quanta of `input`. */
function run(kernel: ReverbKernel, input: Float64Array): Float64Array {
  const output = new Float64Array(input.length)
  const io = {
    input: [allocate(QUANTUM)],
    output: [allocate(QUANTUM)],
    key: undefined,
    frames: QUANTUM,
    offset: 0,
    changed: false,
    bpm: 120,
  }
  for (let at = 0; at < input.length; at += QUANTUM) {
    io.input[0]!.set(input.subarray(at, at + QUANTUM))
    kernel.process(io, { value: 0 })
    output.set(io.output[0]!, at)
  }
  return output
}

describe('the kernel of the reverb', () => {
  it('is like new after a reset', () => {
    const kernel = makeKernel()
    const input = noise(100 * QUANTUM)
    const first = run(kernel, input)
    kernel.wanted.decay = 4
    run(kernel, input)
    kernel.wanted.decay = 2
    kernel.reset()
    expect(difference(run(kernel, input), first)).toBe(0)
  })

  it('turns lines into each other without losing energy', () => {
    const rotation = new Rotation(16, 48000, allocate)
    const chunk = new Chunk(allocate(CHUNK))
    const rows = noise(16 * CHUNK)
    const before = rows.slice()
    const energy = (x: Float64Array) => x.reduce((sum, v) => sum + v * v, 0)
    rotation.aim(0.3, 1)
    for (let line = 0; line < 4000; line++) {
      rotation.advance()
      chunk.place(0, 96, 0, CHUNK)
      rotation.process(chunk, rows)
    }
    expect(difference(rows, before)).toBeGreaterThan(0.1)
    expect(Math.abs(energy(rows) / energy(before) - 1)).toBeLessThan(1e-12)
  })
})
