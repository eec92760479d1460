import { PLAIN, type Style } from './style.ts'
import { cellsOf, printable } from './text-cells.ts'

/** The second cell of a wide character. */
export const CONTINUED = 1
/** A cell that somebody else draws (a dialog). */
export const FOREIGN = 2
const SPACE = 0x20

/** Place and size in cells, from 0. */
export interface Area {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/**
 * A picture of the terminal, cell by cell. Whatever is put beyond its edges is cut off, so that no view has to know
 * how small a terminal can be. [control]
 */
export class Frame {
  readonly rows: number
  readonly columns: number
  /** Code points, row by row; CONTINUED and FOREIGN are no characters. */
  readonly chars: Uint32Array
  readonly styles: Uint32Array

  constructor(rows: number, columns: number) {
    this.rows = rows
    this.columns = columns
    this.chars = new Uint32Array(rows * columns).fill(SPACE)
    this.styles = new Uint32Array(rows * columns)
  }

  /** [control] Empties every cell. */
  clear(): void {
    this.chars.fill(SPACE)
    this.styles.fill(PLAIN)
  }

  /** [control] One character of one cell. Half of a wide character does not stay behind. */
  set(row: number, column: number, codePoint: number, style: Style): void {
    if (row < 0 || column < 0 || row >= this.rows || column >= this.columns) return
    const at = row * this.columns + column
    const { chars } = this
    if (chars[at] === CONTINUED) chars[at - 1] = SPACE
    if (column + 1 < this.columns && chars[at + 1] === CONTINUED) chars[at + 1] = SPACE
    chars[at] = codePoint
    this.styles[at] = style
  }

  /** [control] Text from left to right in at most `width` cells; answers how many it took. */
  put(row: number, column: number, text: string, style: Style = PLAIN, width = this.columns): number {
    const end = Math.min(this.columns, column + width)
    let at = column
    for (let i = 0; i < text.length; ) {
      const codePoint = printable(text.codePointAt(i)!)
      i += codePoint > 0xffff ? 2 : 1
      const cells = cellsOf(codePoint)
      if (cells === 0) continue
      if (at + cells > end) break
      // Of a wide character that hangs over the left edge, an empty half can be seen.
      if (cells === 2 && at === -1) this.set(row, 0, SPACE, style)
      else {
        this.set(row, at, codePoint, style)
        if (cells === 2) this.set(row, at + 1, CONTINUED, style)
      }
      at += cells
    }
    return at - column
  }

  /** [control] Text in the middle of `width` cells; its style fills them all. */
  putCentered(row: number, column: number, width: number, text: string, style: Style = PLAIN): void {
    this.fill({ row, column, rows: 1, columns: width }, ' ', style)
    const free = width - Math.min(width, textCells(text))
    this.put(row, column + (free >> 1), text, style, width - (free >> 1))
  }

  /** [control] Text that ends before the cell `end`. */
  putRight(row: number, end: number, text: string, style: Style = PLAIN): void {
    this.put(row, end - textCells(text), text, style)
  }

  /** [control] The same one-cell character everywhere in an area. */
  fill(area: Area, char: string, style: Style = PLAIN): void {
    const codePoint = char.codePointAt(0)!
    for (let row = area.row; row < area.row + area.rows; row++)
      for (let column = area.column; column < area.column + area.columns; column++)
        this.set(row, column, codePoint, style)
  }

  /** [control] Leaves an area to somebody else. */
  cutOut({ row, column, rows, columns }: Area): void {
    for (let r = row; r < row + rows; r++)
      for (let c = column; c < column + columns; c++) this.set(r, c, FOREIGN, PLAIN)
  }
}

/** [control] Cells a text takes. */
export function textCells(text: string): number {
  let cells = 0
  for (let i = 0; i < text.length; ) {
    const codePoint = printable(text.codePointAt(i)!)
    i += codePoint > 0xffff ? 2 : 1
    cells += cellsOf(codePoint)
  }
  return cells
}
