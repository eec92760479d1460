import { describe, expect, it } from 'vitest'
import { GainGlide } from '../../../src/host/engine/gain-glide.ts'
import { scale } from '../../../src/host/engine/mix-loops.ts'
import { difference, residueAboveDb } from '../../support/measure.ts'
import { sine } from '../../support/signals.ts'

/** A full-scale 100 Hz tone through a glide that jumps from 1 to `goal` at frame 12800, in pieces of the given sizes. */
function jumped(goal: number, pieces: readonly number[] = [128], sampleRate = 48000): Float64Array {
  const x = sine(100, 24064, sampleRate)
  const glide = new GainGlide(sampleRate, 1)
  let turn = 0
  for (let line = 0; line < x.length; line += 128) {
    if (line === 12800) glide.to(goal)
    glide.advance()
    for (let offset = 0; offset < 128; ) {
      const n = Math.min(pieces[turn++ % pieces.length]!, 128 - offset)
      const piece = x.subarray(line + offset, line + offset + n)
      scale(piece, piece, glide, n, offset)
      offset += n
    }
  }
  return x
}

describe('a gain that glides', () => {
  it.each([0, 0.25, -1])('goes from 1 to %d under a full-scale tone without a click', (goal) => {
    expect(residueAboveDb(jumped(goal), 1500)).toBeLessThan(-100)
  })

  it('is still and exact before and after', () => {
    const x = sine(100, 24064)
    const y = jumped(0.25)
    expect(difference(y.subarray(0, 12800), x.subarray(0, 12800))).toBe(0)
    expect(
      difference(
        y.subarray(16000),
        x.subarray(16000).map((v) => v * 0.25),
      ),
    ).toBe(0)
  })

  it('gives the same bits however a quantum is cut', () => {
    expect(difference(jumped(0, [1, 30, 7]), jumped(0))).toBe(0)
  })
})
