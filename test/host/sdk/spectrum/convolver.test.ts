import { describe, expect, it } from 'vitest'
import { Convolver, type ConvolverPath, Impulse, QUANTUM } from '../../../../src/host/sdk/index.ts'
import { difference, peak } from '../../../support/measure.ts'
import { impulse as click, noise } from '../../../support/signals.ts'

const allocate = (doubles: number): Float64Array => new Float64Array(doubles)

interface Way {
  readonly from: number
  readonly to: number
  readonly taps: Float64Array
}

/** A convolver with these ways through it. */
function convolver(
  inputs: number,
  outputs: number,
  ways: readonly Way[],
  sizes?: readonly number[],
): Convolver {
  const taps = Math.max(...ways.map((way) => way.taps.length))
  const paths: ConvolverPath[] = ways.map((way) => {
    const impulse = new Impulse(allocate, taps, sizes)
    impulse.load(way.taps)
    return { input: way.from, output: way.to, impulse }
  })
  return new Convolver(allocate, { inputs, outputs, paths, taps, ...(sizes === undefined ? {} : { sizes }) })
}

/** Runs it over whole signals, in blocks of these sizes in turn. */
function run(
  running: Convolver,
  inputs: readonly Float64Array[],
  outputs: number,
  blocks: readonly number[] = [QUANTUM],
  onLine: (line: number) => void = () => {},
): Float64Array[] {
  const length = inputs[0]!.length
  const x = inputs.map(() => new Float64Array(QUANTUM))
  const y = Array.from({ length: outputs }, () => new Float64Array(QUANTUM))
  const result = y.map(() => new Float64Array(length))
  for (let at = 0, turn = 0; at < length; ) {
    const offset = at % QUANTUM
    if (offset === 0) onLine(at / QUANTUM)
    const frames = Math.min(blocks[turn++ % blocks.length]!, QUANTUM - offset, length - at)
    inputs.forEach((input, i) => {
      x[i]!.fill(Number.NaN).set(input.subarray(at, at + frames))
    })
    running.process(x, y, frames, offset)
    result.forEach((whole, o) => {
      whole.set(y[o]!.subarray(0, frames), at)
    })
    at += frames
  }
  return result
}

/** The definition at some frames: exact, slow, and independent of everything tested here. */
function slowConvolution(x: Float64Array, h: Float64Array, frame: number): number {
  let sum = 0
  for (let k = 0; k < h.length && k <= frame; k++) sum += h[k]! * x[frame - k]!
  return sum
}

function worstError(
  y: Float64Array,
  ways: readonly { x: Float64Array; h: Float64Array }[],
  step: number,
): number {
  let worst = 0
  for (let frame = 0; frame < y.length; frame += step) {
    let expected = 0
    for (const { x, h } of ways) expected += slowConvolution(x, h, frame)
    worst = Math.max(worst, Math.abs(y[frame]! - expected))
  }
  return worst
}

/** -280 dB below noise through an impulse of noise, whose level is about the root of its length. */
const NEARLY_NOTHING = 1e-14 * 200

describe('Convolver', () => {
  it('gives back the impulse, sample by sample, without latency', () => {
    const h = noise(40000, 1, 5)
    const [y] = run(convolver(1, 1, [{ from: 0, to: 0, taps: h }]), [click(60000)], 1)
    expect(difference(y!.subarray(0, 40000), h)).toBeLessThan(1e-13)
    expect(peak(y!, 40000)).toBeLessThan(1e-13)
  })

  it.each([1, 100, 128, 129, 2048, 2049, 16384, 20000])('is a convolution with %i taps', (taps) => {
    const x = noise(50000, 1, 6)
    const h = noise(taps, 1, 7)
    const [y] = run(convolver(1, 1, [{ from: 0, to: 0, taps: h }]), [x], 1)
    expect(worstError(y!, [{ x, h }], 997)).toBeLessThan(NEARLY_NOTHING)
  })

  it('keeps four ways of true stereo apart', () => {
    const [left, right] = [noise(45000, 1, 8), noise(45000, 1, 9)]
    const ways = [0, 1, 2, 3].map((i) => ({ from: i >> 1, to: i & 1, taps: noise(17000 + i, 1, 10 + i) }))
    const y = run(convolver(2, 2, ways), [left, right], 2)
    for (const to of [0, 1]) {
      const mine = ways.filter((way) => way.to === to)
      const parts = mine.map((way) => ({ x: way.from === 0 ? left : right, h: way.taps }))
      expect(worstError(y[to]!, parts, 997)).toBeLessThan(NEARLY_NOTHING)
    }
  })

  it('gives the same bits however the calls are split', () => {
    const ways = [
      { from: 0, to: 0, taps: noise(20000, 1, 20) },
      { from: 0, to: 1, taps: noise(18000, 1, 21) },
    ]
    const x = [noise(40000, 1, 22)]
    const whole = run(convolver(1, 2, ways), x, 2)
    for (const blocks of [[1], [7, 64, 1, 31], [100]]) {
      const split = run(convolver(1, 2, ways), x, 2, blocks)
      expect(split).toEqual(whole)
    }
  })

  it('is exactly silent before the input begins and a while after it has ended', () => {
    const h = noise(20000, 1, 23)
    const x = new Float64Array(100000)
    x.set(noise(10000, 1, 24), 30000)
    const [y] = run(convolver(1, 1, [{ from: 0, to: 0, taps: h }]), [x], 1)
    expect(peak(y!, 0, 30000)).toBe(0)
    expect(peak(y!, 30000, 60000)).toBeGreaterThan(1)
    expect(peak(y!, 30000 + 10000 + 20000 + 3 * 8192)).toBe(0)
  })

  it('begins anew after reset, bit for bit', () => {
    const ways = [{ from: 0, to: 0, taps: noise(20000, 1, 25) }]
    const x = [noise(40000, 1, 26)]
    const used = convolver(1, 1, ways)
    const fresh = run(used, x, 1)
    run(used, [noise(30000, 1, 27).fill(Number.NaN, 20000)], 1)
    used.reset()
    expect(run(used, x, 1)).toEqual(fresh)
  })

  it('leaves out a head of zeros and paths without an impulse', () => {
    const h = noise(9000, 1, 28).fill(0, 0, 3000)
    const impulse = new Impulse(allocate, 9000)
    impulse.load(h)
    expect(impulse.headLoud).toBe(false)
    expect([...impulse.loud[0]!].every((loud) => loud === 0)).toBe(true)
    const paths: ConvolverPath[] = [
      { input: 0, output: 0, impulse },
      { input: 1, output: 0, impulse: undefined },
    ]
    const x = noise(20000, 1, 29)
    const running = new Convolver(allocate, { inputs: 2, outputs: 1, paths, taps: 9000 })
    const [y] = run(running, [x, noise(20000, 1, 30)], 1)
    expect(worstError(y!, [{ x, h }], 397)).toBeLessThan(NEARLY_NOTHING)
  })

  it('an output that becomes active is complete when it says that it is ready', () => {
    const taps = noise(20000, 1, 31)
    const paths: ConvolverPath[] = [0, 1].map((output) => {
      const impulse = new Impulse(allocate, taps.length)
      impulse.load(taps)
      return { input: 0, output, impulse }
    })
    const running = new Convolver(allocate, { inputs: 1, outputs: 2, paths, taps: taps.length })
    running.setActive(1, false)
    let readyAt = 0
    const y = run(running, [noise(80000, 1, 32)], 2, [QUANTUM], (line) => {
      if (line === 211) running.setActive(1, true)
      if (line >= 211 && readyAt === 0 && running.isReady(1)) readyAt = line
    })
    // 211 is between the lines 192 and 256 of the longest partitions.
    expect(readyAt).toBe(256 + 64)
    expect(y[1]!.subarray(readyAt * QUANTUM)).toEqual(y[0]!.subarray(readyAt * QUANTUM))
    expect(y[1]!.subarray((readyAt - 1) * QUANTUM)).not.toEqual(y[0]!.subarray((readyAt - 1) * QUANTUM))
  })
})

describe('Impulse', () => {
  it('is the same whether taken over at once or in slices', () => {
    const taps = noise(40000, 1, 33)
    const [once, sliced] = [new Impulse(allocate, 40000), new Impulse(allocate, 40000)]
    once.load(taps)
    sliced.load(noise(40000, 1, 34))
    sliced.begin(taps)
    let slices = 1
    while (!sliced.advance(20000)) slices++
    expect(slices).toBeGreaterThan(10)
    expect(sliced.re).toEqual(once.re)
    expect(sliced.im).toEqual(once.im)
    expect(sliced.loud).toEqual(once.loud)
  })
})
