/** What stands for the drawing characters of the views on a terminal that has only ASCII. */
const STAND_INS: { readonly [char: string]: string } = {
  '▁': '_',
  '▂': '.',
  '▃': '.',
  '▄': ':',
  '▅': ':',
  '▆': '+',
  '▇': '+',
  '█': '#',
  '▏': ' ',
  '▎': '.',
  '▍': ':',
  '▌': ':',
  '▋': '+',
  '▊': '+',
  '▉': '#',
  '▔': '"',
  '━': '=',
  '─': '-',
  '│': '|',
  '┼': '+',
  '●': 'o',
  '·': '.',
  '…': '.',
  '▶': '>',
  '■': '#',
  '◀': '<',
  '›': '>',
  '←': '<',
  '→': '>',
  '↑': '^',
  '↓': 'v',
  '∞': '-',
}

const TABLE = new Map(Object.entries(STAND_INS).map(([char, ascii]) => [char.codePointAt(0)!, ascii]))

const BRAILLE = 0x2800
/** The dots of braille cells from the top row to the bottom one, and what stands for a line there. */
const DOT_ROWS = [0x09, 0x12, 0x24, 0xc0]
const LINES = ['"', '-', '-', '_']

/** [control] A character of the views in ASCII; what has no stand-in becomes a question mark. */
export function asciiOf(codePoint: number): string {
  if (codePoint < 0x7f) return String.fromCharCode(codePoint)
  if (codePoint > BRAILLE && codePoint <= BRAILLE + 0xff) return lineOf(codePoint - BRAILLE)
  return TABLE.get(codePoint) ?? '?'
}

/** A piece of a curve: steep, or where it lies in the cell. */
function lineOf(dots: number): string {
  const rows = [0, 1, 2, 3].filter((row) => (dots & DOT_ROWS[row]!) !== 0)
  return rows.length > 2 ? '|' : LINES[rows[0]!]!
}
