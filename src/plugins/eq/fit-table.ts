import { decode } from './encoding.ts'
import { fitData } from './fit-data.ts'
import {
  BOOST_NODES,
  cubic,
  cubicFromZero,
  FREQUENCY_AXES,
  type FrequencyAxis,
  frequencyPosition,
  lagrange,
  Q_NODES,
  qPosition,
  SHELF_Q_NODES,
} from './lattice.ts'
import { CUT_QS } from './prototype.ts'

/**
 * What the fits of `fit/` add to the closed form, on a lattice in frequency, gain and Q, smooth in between: a fit on the
 * spot takes 30 µs, this half a microsecond, and a turning knob moves smoothly whatever the nodes hold. Only
 * hz/sampleRate and the ceiling count, so three sets of tables serve every sample rate.
 */

const frequencyWeights = new Float64Array(4)
const qWeights = new Float64Array(4)
const boostWeights = new Float64Array(BOOST_NODES.length)
/** Weights where there is only one node. */
const ALONE = Float64Array.of(0, 1, 0, 0)

/** Corrections of one family or cut: nodes by frequency, boost, Q, unknown (the last fastest). */
export class FitTable {
  readonly #nodes: Float64Array
  readonly #axis: FrequencyAxis
  readonly #boosts: number
  readonly #qs: number
  readonly #first: number
  readonly #unknowns: number

  /** [control] `first`: the first unknown that is corrected. */
  constructor(
    nodes: Float64Array,
    axis: FrequencyAxis,
    boosts: number,
    qs: number,
    first: number,
    unknowns: number,
  ) {
    this.#nodes = nodes
    this.#axis = axis
    this.#boosts = boosts
    this.#qs = qs
    this.#first = first
    this.#unknowns = unknowns
  }

  /** [audio] Adds the corrections at w (rad per frame, at most the ceiling), boost (dB, 0 to 24) and Q onto x. */
  correct(w: number, boostDb: number, q: number, x: Float64Array): void {
    const nodes = this.#nodes
    const boosts = this.#boosts
    const qs = this.#qs
    const unknowns = this.#unknowns
    const offset = this.#first
    const position = frequencyPosition(this.#axis, w)
    if (position < -2) return
    const firstF = cubic(position, this.#axis.nodes, frequencyWeights)
    boostWeights[0] = 1
    if (boosts > 1) lagrange(boostDb, boostWeights)
    let firstQ = -1
    if (qs > 1) firstQ = cubicFromZero(qPosition(q), qs, qWeights)
    else qWeights.set(ALONE)
    for (let f = 0; f < 4; f++) {
      if (firstF + f < 0 || frequencyWeights[f] === 0) continue
      for (let b = 0; b < boosts; b++) {
        const weight = frequencyWeights[f]! * boostWeights[b]!
        const row = ((firstF + f) * boosts + b) * qs + firstQ
        for (let c = 0; c < 4; c++) {
          if (qWeights[c] === 0) continue
          const v = weight * qWeights[c]!
          const at = (row + c) * unknowns
          for (let k = 0; k < unknowns; k++) x[offset + k] = x[offset + k]! + v * nodes[at + k]!
        }
      }
    }
  }
}

/** What one family of sample rates is served from. */
export interface FitTables {
  /** Highest angular frequency, rad per frame. */
  readonly highest: number
  /** By Family. */
  readonly bands: readonly FitTable[]
  /** By slope. */
  readonly cuts: Readonly<Record<'low' | 'high', readonly FitTable[]>>
}

/** By the number of the table (`tableOf`). */
export const fitTables: readonly FitTables[] = FREQUENCY_AXES.map((axis, table) => {
  const { bands, low, high } = fitData[table]!
  const band = (family: number, boosts: number, qs: number, first: number, unknowns: number) =>
    new FitTable(decode(bands[family]!), axis, boosts, qs, first, unknowns)
  const cut = (lines: readonly string[]): FitTable => {
    const nodes = decode(lines)
    return new FitTable(nodes, axis, 1, 1, 0, nodes.length / axis.nodes)
  }
  return {
    highest: axis.highest,
    bands: [
      band(0, BOOST_NODES.length, Q_NODES, 0, 5),
      band(1, BOOST_NODES.length, SHELF_Q_NODES, 0, 4),
      band(2, 1, Q_NODES, 2, 3),
      band(3, 1, Q_NODES, 1, 4),
    ],
    cuts: {
      low: CUT_QS.map((_, slope) => cut(low[slope]!)),
      high: CUT_QS.map((_, slope) => cut(high[slope]!)),
    },
  }
})
