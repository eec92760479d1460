import { cellsOf } from '../../src/control/tui/screen/text-cells.ts'

/**
 * A terminal in memory that knows what the dashboard sends: absolute and relative moves, erasing, styles, private modes.
 * Anything else is an error, so that a test notices when something new is sent.
 */
export class PaperTerminal {
  readonly modes = new Set<string>()
  readonly #rows: number
  readonly #columns: number
  #cells: string[][] = []
  #styles: string[][] = []
  #row = 0
  #column = 0
  #style = '\x1b[0m'

  constructor(rows: number, columns: number) {
    this.#rows = rows
    this.#columns = columns
    this.#erase()
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    const pieces = /\x1b\[([?0-9;]*)([A-Za-z])|\x18|\r|\n|([^\x1b])/gu
    let end = 0
    for (const match of text.matchAll(pieces)) {
      if (match.index !== end) break
      end += match[0].length
      if (match[2] !== undefined) this.#control(match[2], match[1]!)
      else if (match[0] === '\n') this.#newLine()
      else if (match[0] === '\r') this.#column = 0
      else if (match[3] !== undefined) this.#print(match[3])
    }
    if (end < text.length) throw new Error(`unknown: ${JSON.stringify(text.slice(end, end + 20))}`)
  }

  /** The lines, without spaces at their ends. */
  lines(): string[] {
    return this.#cells.map((row) => row.join('').trimEnd())
  }

  text(): string {
    return this.lines().join('\n')
  }

  /** The sequence that set the style of a cell. */
  styleAt(row: number, column: number): string {
    return this.#styles[row]![column]!
  }

  #control(letter: string, digits: string): void {
    const numbers = digits.split(';').map((word) => Number.parseInt(word, 10))
    const count = Number.isNaN(numbers[0]!) ? 1 : numbers[0]!
    if (letter === 'H') {
      this.#row = count - 1
      this.#column = (numbers[1] ?? 1) - 1
    } else if (letter === 'C') this.#column += count
    else if (letter === 'A') this.#row = Math.max(0, this.#row - count)
    else if (letter === 'G') this.#column = count - 1
    else if (letter === 'm') this.#style = `\x1b[${digits}m`
    else if (letter === 'K') this.#cells[this.#row]!.fill(' ')
    else if (letter === 'J') this.#erase()
    else if (digits.startsWith('?') && letter === 'h') this.modes.add(digits.slice(1))
    else if (digits.startsWith('?') && letter === 'l') this.modes.delete(digits.slice(1))
    else throw new Error(`unknown control ${digits}${letter}`)
  }

  /** A terminal in raw mode still returns to the first column (ONLCR). */
  #newLine(): void {
    if (this.#row === this.#rows - 1) throw new Error('the screen scrolls')
    this.#row++
    this.#column = 0
  }

  #print(char: string): void {
    const cells = cellsOf(char.codePointAt(0)!)
    if (this.#row >= this.#rows || this.#column + cells > this.#columns)
      throw new Error(`"${char}" is printed beyond the edge, at ${this.#row}, ${this.#column}`)
    this.#cells[this.#row]![this.#column] = char
    this.#styles[this.#row]![this.#column] = this.#style
    if (cells === 2) this.#cells[this.#row]![this.#column + 1] = ''
    this.#column += cells
  }

  #erase(): void {
    const row = <T>(value: T): T[] => new Array<T>(this.#columns).fill(value)
    this.#cells = Array.from({ length: this.#rows }, () => row(' '))
    this.#styles = Array.from({ length: this.#rows }, () => row('\x1b[0m'))
  }
}
