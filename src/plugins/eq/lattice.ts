/** Where the tables of fits have their nodes, and how much each neighbour weighs in between. */

/**
 * One table per family of sample rates: a fit that need not look after what lies above 20 kHz is better below. `ceiling` is
 * the highest frequency it looks after, as a share of the sample rate: 20 kHz at 44.1, at 48 and at 88.2 kHz.
 */
export const CEILINGS: readonly number[] = [20000 / 44100, 20000 / 48000, 20000 / 88200]

/** [audio] Which of the tables serves a sample rate. */
export const tableOf = (sampleRate: number): number => (sampleRate >= 88200 ? 2 : sampleRate >= 48000 ? 1 : 0)

/** Frequencies: equal steps of ln(w) + w, w = 2π·hz/sampleRate, so denser near Nyquist; the last node is the ceiling. */
const FREQUENCY_STEP = 0.2
/** The lowest node lies here or below; further down the closed form needs no correction. */
const BOTTOM = -3.5

/** The frequency nodes of one table. */
export interface FrequencyAxis {
  readonly ceiling: number
  /** Angular frequency of the ceiling, rad per frame: what lies above is taken as this. */
  readonly highest: number
  readonly nodes: number
  /** ln(w) + w at the last node. */
  readonly top: number
}

/** By table. */
export const FREQUENCY_AXES: readonly FrequencyAxis[] = CEILINGS.map((ceiling) => {
  const highest = 2 * Math.PI * ceiling
  const top = Math.log(highest) + highest
  return { ceiling, highest, top, nodes: 1 + Math.ceil((top - BOTTOM) / FREQUENCY_STEP) }
})

/** Boosts of bells and shelves in dB; between them the polynomial in the squared boost that passes through all. */
export const BOOST_NODES: readonly number[] = [0, 8, 16, 24]

/** Q: half octaves from 2^-3.5; 19 nodes reach 2^5.5, the 10 of a shelf reach 2. */
export const Q_NODES = 19
export const SHELF_Q_NODES = 10
const LOWEST_Q_OCTAVE = -3.5
const Q_STEP = 0.5

/** [control] w (rad per frame) of a frequency node, by Newton's method on ln(w) + w. */
export function nodeW(axis: FrequencyAxis, node: number): number {
  const v = axis.top - (axis.nodes - 1 - node) * FREQUENCY_STEP
  let w = v < 0 ? Math.exp(v) : 1 + v / 2
  for (let n = 0; n < 30; n++) w = Math.max(w * 0.1, w - (Math.log(w) + w - v) / (1 / w + 1))
  return w
}

/** [control] Q of a Q node. */
export const nodeQ = (node: number): number => 2 ** (LOWEST_Q_OCTAVE + node * Q_STEP)

/** [audio] Position of w among the frequency nodes; below 0 towards lower frequencies. */
export const frequencyPosition = (axis: FrequencyAxis, w: number): number =>
  axis.nodes - 1 + (Math.log(w) + w - axis.top) / FREQUENCY_STEP

/** [audio] Position of a Q among the Q nodes. */
export const qPosition = (q: number): number => (Math.log2(q) - LOWEST_Q_OCTAVE) / Q_STEP

/**
 * [audio] Weights of four neighbouring nodes around `position`; the result is the first of the four, perhaps below 0.
 * Catmull-Rom: smooth in value and slope, exact at the nodes. At the upper end the missing node is thought on the
 * straight line through the last two. Source: E. Catmull, R. Rom, "A class of local interpolating splines", 1974.
 */
export function cubic(position: number, nodes: number, weights: Float64Array): number {
  const i = Math.min(Math.floor(position), nodes - 2)
  const t = position - i
  const t2 = t * t
  const t3 = t2 * t
  const w3 = 0.5 * (t3 - t2)
  const last = i === nodes - 2
  weights[0] = 0.5 * (-t3 + 2 * t2 - t)
  weights[1] = 0.5 * (3 * t3 - 5 * t2 + 2) - (last ? w3 : 0)
  weights[2] = 0.5 * (-3 * t3 + 4 * t2 + t) + (last ? 2 * w3 : 0)
  weights[3] = last ? 0 : w3
  return i - 1
}

/** [audio] The same for an axis that also ends at the bottom; position 0 or more. */
export function cubicFromZero(position: number, nodes: number, weights: Float64Array): number {
  const first = cubic(position, nodes, weights)
  if (first >= 0) return first
  weights[1] = weights[1]! + 2 * weights[0]!
  weights[2] = weights[2]! - weights[0]!
  weights[0] = 0
  return first
}

/** [audio] Lagrange weights in the squared boost (0 to 24 dB): the fits are even in the gain, so nothing bends at 0 dB. */
export function lagrange(boostDb: number, weights: Float64Array): void {
  const b = Math.min(boostDb * boostDb, 576)
  weights[0] = ((b - 64) * (b - 256) * (b - 576)) / (-64 * 256 * 576)
  weights[1] = (b * (b - 256) * (b - 576)) / (64 * (64 - 256) * (64 - 576))
  weights[2] = (b * (b - 64) * (b - 576)) / (256 * (256 - 64) * (256 - 576))
  weights[3] = (b * (b - 64) * (b - 256)) / (576 * (576 - 64) * (576 - 256))
}
