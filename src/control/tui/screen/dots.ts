/** Lines finer than a cell: two by four dots in each, as braille characters (The Unicode Standard, block U+2800). */

/** Dots of a cell from left to right, and from top to bottom. */
export const DOTS_ACROSS = 2
export const DOTS_DOWN = 4

const BRAILLE = 0x2800
/** The bit of each dot of a cell, row by row. */
const BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

/** A curve in dots, to be laid over cells. [control] */
export class Dots {
  readonly rows: number
  readonly columns: number
  readonly #cells: Uint8Array

  /** Size in cells. */
  constructor(rows: number, columns: number) {
    this.rows = rows
    this.columns = columns
    this.#cells = new Uint8Array(rows * columns)
  }

  /**
   * [control] A line through one point per column of dots: dots from the top, fractions are rounded, what is beyond an edge is cut off,
   * NaN is a gap. Steep parts are joined.
   */
  line(heights: ArrayLike<number>): void {
    const bottom = this.rows * DOTS_DOWN
    let before = Number.NaN
    for (let x = 0; x < heights.length; x++) {
      const y = Math.round(Math.min(bottom, Math.max(-1, heights[x]!)))
      if (Number.isNaN(y)) {
        before = y
        continue
      }
      // The column of the point takes the whole step from the one before, but not that one's own height.
      const from = Number.isNaN(before) ? y : before < y ? before + 1 : before > y ? before - 1 : y
      for (let dot = Math.min(from, y); dot <= Math.max(from, y); dot++) this.#set(x, dot)
      before = y
    }
  }

  /** [control] The character of a cell, 0 where no dot is. */
  at(row: number, column: number): number {
    const bits = this.#cells[row * this.columns + column] ?? 0
    return bits === 0 ? 0 : BRAILLE + bits
  }

  #set(x: number, y: number): void {
    if (y < 0 || y >= this.rows * DOTS_DOWN || x >= this.columns * DOTS_ACROSS) return
    const at = (y >> 2) * this.columns + (x >> 1)
    this.#cells[at] = this.#cells[at]! | BITS[(y & 3) * DOTS_ACROSS + (x & 1)]!
  }
}
