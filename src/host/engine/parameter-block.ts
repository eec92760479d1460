import type {
  ChoiceParameter,
  NumberParameter,
  Parameter,
  ParameterSet,
  ParameterViews,
} from '../sdk/index.ts'
import { QUANTUM } from '../sdk/index.ts'
import type { PlanFiles } from './plan.ts'

/**
 * The running values of one processor: turns raw targets into glided views, one step per grid line.
 *
 *     raw targets -> position 0..1 -> one-pole -> one-pole -> plain value -> view.from .. view.to
 *
 * A glide runs in the taper's own domain, so a frequency moves in octaves and a fader in its law. Two poles give it a
 * soft start; it ends exactly on the target.
 */

/** Time constant of each pole, in seconds: a full move is within 1 % after about 40 ms. Chosen for no zipper on a gain of 20 dB. */
const GLIDE_SECONDS = 0.006
/** A glide closer than this to its end (in positions) snaps onto it. */
const NEAR = 1e-5

// Laws of a glide.
const LINEAR = 0
const LOG = 1
const OTHER = 2

class NumberCell {
  // Numbers from the start: a field that begins as undefined keeps its doubles in boxes.
  from = 0
  to = 0
  target = 0
  first = 0
  second = 0
  goal = 0
  moving = false
  start = 0
  span = 0
  readonly law: number
  readonly parameter: NumberParameter

  constructor(parameter: NumberParameter, value: number) {
    this.parameter = parameter
    const { law } = parameter.taper
    this.law = law === undefined ? OTHER : law.kind === 'linear' ? LINEAR : LOG
    this.start = law?.start ?? 0
    this.span = law?.span ?? 0
    this.from = value
    this.to = value
    this.target = value
    this.first = this.second = this.goal = parameter.taper.toNorm(value)
  }
}

class ChoiceCell {
  index: number
  readonly choices: readonly string[]
  constructor(parameter: ChoiceParameter, index: number) {
    this.choices = parameter.choices
    this.index = index
  }
}

class ToggleCell {
  on: boolean
  constructor(on: boolean) {
    this.on = on
  }
}

/** Stands still: another file is another processor. */
class FileCell {
  readonly channels: readonly Float64Array[]
  constructor(channels: readonly Float64Array[]) {
    this.channels = channels
  }
}

type Cell = NumberCell | ChoiceCell | ToggleCell | FileCell

export class ParameterBlock {
  /** What `prepare` is given; the same objects for life. */
  readonly views: ParameterViews<ParameterSet>
  /** True when a view moved at the last grid line: `io.changed`. */
  changed = true
  readonly #cells: readonly Cell[]
  readonly #pole: number
  #moving = 0
  #jumped = true

  /** [idle] `raw`: one double per parameter in the order of `set`, read from index `at`. */
  constructor(set: ParameterSet, raw: Float64Array, at: number, sampleRate: number, files: PlanFiles = {}) {
    this.#pole = 1 - Math.exp(-QUANTUM / (GLIDE_SECONDS * sampleRate))
    const views: Record<string, Cell> = {}
    this.#cells = Object.entries(set).map(([id, parameter], i) => {
      const cell = cellOf(parameter, raw[at + i]!, files[id] ?? [])
      views[id] = cell
      return cell
    })
    this.views = views as ParameterViews<ParameterSet>
  }

  /** [audio] Takes new targets from `raw[at..]`. */
  retarget(raw: Float64Array, at: number): void {
    const cells = this.#cells
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!
      const value = raw[at + i]!
      if (cell instanceof NumberCell) {
        if (value === cell.target) continue
        cell.target = value
        cell.goal = cell.parameter.taper.toNorm(value)
        if (!cell.moving) this.#moving++
        cell.moving = true
      } else if (cell instanceof ChoiceCell) {
        if (value === cell.index) continue
        cell.index = value
        this.#jumped = true
      } else if (cell instanceof ToggleCell && cell.on !== value > 0) {
        cell.on = value > 0
        this.#jumped = true
      }
    }
  }

  /** [audio] One grid line: every gliding view moves on by one step. */
  advance(): void {
    this.changed = this.#jumped
    this.#jumped = false
    if (this.#moving === 0) return
    this.changed = true
    const cells = this.#cells
    const pole = this.#pole
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!
      if (!(cell instanceof NumberCell) || !cell.moving) continue
      cell.from = cell.to
      if (cell.to === cell.target) {
        cell.moving = false
        this.#moving--
        continue
      }
      cell.first += (cell.goal - cell.first) * pole
      cell.second += (cell.first - cell.second) * pole
      const near = Math.abs(cell.goal - cell.second) < NEAR && Math.abs(cell.goal - cell.first) < NEAR
      if (near) cell.first = cell.second = cell.goal
      if (near) cell.to = cell.target
      // Written out: a number that comes back from a call is boxed, which is garbage per dial and grid line.
      else if (cell.law === LINEAR) cell.to = cell.start + cell.second * cell.span
      else if (cell.law === LOG) cell.to = cell.start * Math.exp(cell.second * cell.span)
      else cell.to = cell.parameter.taper.fromNorm(cell.second)
    }
  }
}

function cellOf(parameter: Parameter, raw: number, file: readonly Float64Array[]): Cell {
  if (parameter.kind === 'number') return new NumberCell(parameter, raw)
  if (parameter.kind === 'choice') return new ChoiceCell(parameter, raw)
  return parameter.kind === 'toggle' ? new ToggleCell(raw > 0) : new FileCell(file)
}
