import {
  gainToDb,
  type MeterCells,
  type ProcessIo,
  type ProcessorEnv,
  QUANTUM,
} from '../../host/sdk/index.ts'
import { CORRELATION, CorrelationGuard, GAIN, SUMS } from './correlation.ts'
import type { meters } from './meters.ts'
import type { WidthViews } from './params.ts'
import { SideFilter } from './side-filter.ts'

/**
 *     left, right -> side = (left - right) / 2 -> high-pass -> x width -+-> x narrowing -> new side
 *                                               mid -> correlation ----+
 *     left + (new side - side), right - (new side - side)
 *
 * The change is added, not the picture put together anew: where nothing changes every bit stays, and the mid always does
 * but for the rounding of two sums. A mono strip has no side and passes.
 */
export class WidthKernel {
  readonly #views: WidthViews
  readonly #meters: MeterCells<typeof meters>
  readonly #filter: SideFilter
  readonly #guard: CorrelationGuard
  readonly #side: Float64Array

  /** [idle] */
  constructor(env: ProcessorEnv, views: WidthViews, cells: MeterCells<typeof meters>) {
    this.#views = views
    this.#meters = cells
    this.#filter = new SideFilter(env)
    this.#guard = new CorrelationGuard(env)
    this.#side = env.allocate(QUANTUM)
  }

  /** [audio] */
  process(io: ProcessIo): void {
    const { width, monoBelow, safe, limit } = this.#views
    const { frames, offset, input, output } = io
    if (input.length === 1) {
      for (let i = 0; i < frames; i++) output[0]![i] = input[0]![i]!
      return
    }
    const guard = this.#guard
    if (offset === 0) {
      this.#filter.advance(monoBelow.from, monoBelow.to, io.changed)
      guard.advance(safe.on, limit.to)
    }
    const side = this.#side
    for (let i = 0; i < frames; i++) side[i] = 0.5 * (input[0]![i]! - input[1]![i]!)
    if (this.#filter.active) this.#filter.process(side, frames, offset)
    if (width.from === 0 && width.to === 0) this.#fold(input, output, frames)
    else this.#spread(input, output, frames, offset)
    this.#meters.correlation.value = guard.state[CORRELATION]!
    this.#meters.narrowing.value = gainToDb(guard.state[GAIN + 1]!)
  }

  #spread(
    input: readonly Float64Array[],
    output: readonly Float64Array[],
    frames: number,
    offset: number,
  ): void {
    const state = this.#guard.state
    const side = this.#side
    const { from, to } = this.#views.width
    const widthFrom = from / 100
    const widthStep = (to / 100 - widthFrom) / QUANTUM
    const gain = state[GAIN]!
    const gainStep = (state[GAIN + 1]! - gain) / QUANTUM
    const left = input[0]!
    const right = input[1]!
    const outLeft = output[0]!
    const outRight = output[1]!
    let mids = state[SUMS]!
    let sides = state[SUMS + 1]!
    let products = state[SUMS + 2]!
    for (let i = 0; i < frames; i++) {
      const k = offset + i
      const l = left[i]!
      const r = right[i]!
      const mid = 0.5 * (l + r)
      const wide = (widthFrom + widthStep * k) * side[i]!
      mids += mid * mid
      sides += wide * wide
      products += mid * wide
      const change = (gain + gainStep * k) * wide - 0.5 * (l - r)
      outLeft[i] = l + change
      outRight[i] = r - change
    }
    state[SUMS] = mids
    state[SUMS + 1] = sides
    state[SUMS + 2] = products
  }

  /** Mono: both sides get the very same bits. */
  #fold(input: readonly Float64Array[], output: readonly Float64Array[], frames: number): void {
    const state = this.#guard.state
    const left = input[0]!
    const right = input[1]!
    let mids = state[SUMS]!
    for (let i = 0; i < frames; i++) {
      const mid = 0.5 * (left[i]! + right[i]!)
      mids += mid * mid
      output[0]![i] = mid
      output[1]![i] = mid
    }
    state[SUMS] = mids
  }

  /** [audio] */
  flush(): void {
    this.#filter.flush()
  }

  /** [audio] */
  reset(): void {
    this.#filter.reset()
    this.#guard.reset()
  }
}
