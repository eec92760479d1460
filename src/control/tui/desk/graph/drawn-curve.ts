import type { Values } from './sources.ts'

/** A value over one of a plugin's curves: `values` and a place 0..1 from left to right. */
export type Plot = (values: Values, place: number) => number

/**
 * Points of a curve, computed anew only when a value or the width moved: an equaliser takes 7 us for a point. Plugins from elsewhere
 * never throw here: the desk's own copy of them gives NaN instead. [control]
 */
export class DrawnCurve {
  readonly #plot: Plot
  #values: Values = {}
  #db = new Float64Array(0)

  constructor(plot: Plot) {
    this.#plot = plot
  }

  /** [control] dB at the middle of each of `points` parts; NaN where there is none. The same array while nothing moved. */
  look(values: Values, points: number): Float64Array {
    if (points === this.#db.length && same(values, this.#values)) return this.#db
    this.#values = values
    this.#db = new Float64Array(points)
    for (let i = 0; i < points; i++) this.#db[i] = this.#plot(values, (i + 0.5) / points)
    return this.#db
  }
}

function same(a: Values, b: Values): boolean {
  for (const id in a) if (a[id] !== b[id]) return false
  for (const id in b) if (!(id in a)) return false
  return true
}
