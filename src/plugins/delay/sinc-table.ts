import { windowedSinc } from '../../host/sdk/index.ts'

/**
 * Weights to read between frames without loss: a sinc of 32 frames under a Kaiser window (J. F. Kaiser, "Nonrecursive digital
 * filter design using the I0-sinh window function", 1974), flat within 0.001 dB to 0.39 of the rate (18.8 kHz at 48 kHz). The
 * catch of a shorter interpolation is that a sound that is read between frames on every turn of a loop loses its top.
 */

/** Frames that one reading takes. */
export const TAPS = 32
/** Rows of the table per frame; between two rows a straight line, which errs by less than -85 dB up to 18 kHz at 48 kHz. */
export const PHASES = 256
/** Side lobes of the window at -95 dB. */
const BETA = 9.4
/** Half-way between two frames the ripple reaches 1.00005; taken off there, so that no loop grows. */
const RIPPLE = 5e-5

/** The windowed sinc at k / PHASES; exactly 0 on whole frames, so that a reading on a frame is that frame. */
function halfOfSinc(): Float64Array {
  return Float64Array.from({ length: (PHASES * TAPS) / 2 + 1 }, (_, k) =>
    k > 0 && k % PHASES === 0 ? 0 : windowedSinc(k / PHASES, TAPS / 2, BETA),
  )
}

function build(): Float64Array {
  const half = halfOfSinc()
  const table = new Float64Array((PHASES + 1) * TAPS)
  for (let r = 0; r <= PHASES; r++) {
    const t = r / PHASES
    let sum = 0
    for (let j = 0; j < TAPS; j++) {
      const weight = half[Math.abs((TAPS / 2 - 1 - j) * PHASES + r)]!
      table[r * TAPS + j] = weight
      sum += weight
    }
    const scale = (1 - 4 * RIPPLE * t * (1 - t)) / sum
    for (let j = 0; j < TAPS; j++) table[r * TAPS + j] = table[r * TAPS + j]! * scale
  }
  return table
}

/**
 * PHASES + 1 rows of TAPS weights: row r, tap j is the weight of the frame TAPS / 2 - 1 - j frames newer than the frame
 * before the point, which stands r / PHASES of a frame behind it. Row 0 is that frame itself. Made when the plugin is loaded,
 * because it takes a few ms, too long between two blocks.
 */
export const SINC_TABLE: Float64Array = build()
