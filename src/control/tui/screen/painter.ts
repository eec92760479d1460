import { asciiOf } from './ascii.ts'
import { CONTINUED, FOREIGN, Frame } from './frame.ts'
import type { Look } from './look.ts'
import { type Style, sgr } from './style.ts'
import { cellsOf } from './text-cells.ts'

/** Synchronised output (DEC private mode 2026): the terminal shows what stands between as one picture. */
const BEGIN = '\x1b[?2026h'
const END = '\x1b[0m\x1b[H\x1b[?2026l'

/** Cells that did not change are sent again where that is shorter than a jump over them. */
const LONGEST_BRIDGE = 4
/** Latin, Greek, lines, blocks and arrows; what is beyond is rare. */
const MOST_TEXTS = 0x3000
/** No cell ever has this character: what stands in the cell is not known. */
const UNKNOWN = 0

/**
 * Turns a frame into the fewest bytes that bring the terminal from the frame before to this one. It never writes by
 * itself. The cursor is left at the top left, where Ink begins to draw. [control]
 */
export class Painter {
  readonly #look: Look
  readonly #sgr = new Map<Style, string>()
  /** Characters as strings, made once; of full length, because a sparse table is slow. */
  readonly #texts = new Array<string | undefined>(MOST_TEXTS)
  #shown = new Frame(0, 0)
  /** Cell and style the terminal will use for the next character; -1 where not known. */
  #row = -1
  #column = -1
  #style = -1

  constructor(look: Look) {
    this.#look = look
  }

  /** [control] From now on nothing is known of what the terminal shows: the next frame is painted in full. */
  forget(): void {
    this.#shown.chars.fill(UNKNOWN)
  }

  /** [control] What to send for `frame`; empty when nothing changed. The frame may be drawn anew afterwards. */
  paint(frame: Frame): string {
    if (frame.rows !== this.#shown.rows || frame.columns !== this.#shown.columns) {
      this.#shown = new Frame(frame.rows, frame.columns)
      this.forget()
    }
    this.#row = -1
    this.#style = -1
    let out = ''
    for (let row = 0; row < frame.rows; row++) out += this.#paintRow(frame, row)
    this.#shown.chars.set(frame.chars)
    this.#shown.styles.set(frame.styles)
    return out === '' ? '' : `${BEGIN}${out}${END}`
  }

  #paintRow(frame: Frame, row: number): string {
    const { columns, chars, styles } = frame
    const shown = this.#shown
    const start = row * columns
    let out = ''
    for (let column = 0; column < columns; column++) {
      const at = start + column
      const char = chars[at]!
      if (char === CONTINUED || char === FOREIGN) continue
      const wide = column + 1 < columns && chars[at + 1] === CONTINUED
      const same = char === shown.chars[at] && styles[at] === shown.styles[at]
      if (same && (!wide || shown.chars[at + 1] === CONTINUED)) continue
      out += this.#reach(frame, row, column)
      out += this.#styled(styles[at]!) + this.#text(char)
      this.#column = column + (wide ? 2 : 1)
      // After the last column terminals disagree where the cursor stands.
      if (this.#column >= columns) this.#row = -1
    }
    return out
  }

  /** Brings the cursor to a cell. */
  #reach(frame: Frame, row: number, column: number): string {
    if (this.#row === row && this.#column === column) return ''
    if (this.#row === row && this.#column < column) {
      const bridge = this.#bridge(frame, row, column)
      return bridge ?? `\x1b[${column - this.#column}C`
    }
    this.#row = row
    return `\x1b[${row + 1};${column + 1}H`
  }

  /** The cells between cursor and `column`, when they are few, plain and of the style that is set. */
  #bridge(frame: Frame, row: number, column: number): string | undefined {
    if (column - this.#column > LONGEST_BRIDGE) return undefined
    let text = ''
    for (let c = this.#column; c < column; c++) {
      const at = row * frame.columns + c
      const char = frame.chars[at]!
      if (char === CONTINUED || char === FOREIGN || frame.styles[at] !== this.#style) return undefined
      text += this.#text(char)
    }
    return text
  }

  #styled(style: Style): string {
    if (style === this.#style) return ''
    this.#style = style
    const known = this.#sgr.get(style)
    if (known !== undefined) return known
    const made = sgr(style, this.#look.color)
    this.#sgr.set(style, made)
    return made
  }

  #text(codePoint: number): string {
    const known = this.#texts[codePoint]
    if (known !== undefined) return known
    const made = this.#look.unicode
      ? String.fromCodePoint(codePoint)
      : asciiOf(codePoint).padEnd(cellsOf(codePoint))
    if (codePoint < MOST_TEXTS) this.#texts[codePoint] = made
    return made
  }
}
