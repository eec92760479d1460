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

/** [control] A character of the views in ASCII; what has no stand-in becomes a question mark. */
export const asciiOf = (codePoint: number): string =>
  codePoint < 0x7f ? String.fromCharCode(codePoint) : (TABLE.get(codePoint) ?? '?')
