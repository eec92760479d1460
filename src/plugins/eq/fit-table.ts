import { decode } from './encoding.ts'
import { bandData, cutData } from './fit-data.ts'
import {
  BOOST_NODES,
  cubic,
  cubicFromZero,
  FREQUENCY_NODES,
  frequencyPosition,
  lagrange,
  Q_NODES,
  qPosition,
  SHELF_Q_NODES,
} from './lattice.ts'
import { CUT_QS } from './prototype.ts'

/**
 * What the fits of `fit/` add to the closed form, on a lattice in frequency, gain and Q, smooth in between: a fit on the
 * spot takes 30 µs, this half a microsecond, and a turning knob moves smoothly whatever the nodes hold. One table
 * serves every sample rate, because only hz/sampleRate counts.
 */

const frequencyWeights = new Float64Array(4)
const qWeights = new Float64Array(4)
const boostWeights = new Float64Array(BOOST_NODES.length)
/** Weights where there is only one node. */
const ALONE = Float64Array.of(0, 1, 0, 0)

/** Corrections of one family or cut: nodes by frequency, boost, Q, unknown (the last fastest). */
export class FitTable {
  readonly #nodes: Float64Array
  readonly #boosts: number
  readonly #qs: number
  readonly #first: number
  readonly #unknowns: number

  /** [control] `first`: the first unknown that is corrected. */
  constructor(nodes: Float64Array, boosts: number, qs: number, first: number, unknowns: number) {
    this.#nodes = nodes
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
    const position = frequencyPosition(w)
    if (position < -2) return
    const firstF = cubic(position, FREQUENCY_NODES, frequencyWeights)
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

/** Tables of the band families, by Family. */
export const bandTables: readonly FitTable[] = [
  new FitTable(decode(bandData[0]!), BOOST_NODES.length, Q_NODES, 0, 5),
  new FitTable(decode(bandData[1]!), BOOST_NODES.length, SHELF_Q_NODES, 0, 4),
  new FitTable(decode(bandData[2]!), 1, Q_NODES, 2, 3),
  new FitTable(decode(bandData[3]!), 1, Q_NODES, 1, 4),
]

const cutTable = (lines: readonly string[]): FitTable => {
  const nodes = decode(lines)
  return new FitTable(nodes, 1, 1, 0, nodes.length / FREQUENCY_NODES)
}

/** Tables of the cuts, by slope. */
export const cutTables: Readonly<Record<'low' | 'high', readonly FitTable[]>> = {
  low: CUT_QS.map((_, slope) => cutTable(cutData.low[slope]!)),
  high: CUT_QS.map((_, slope) => cutTable(cutData.high[slope]!)),
}
