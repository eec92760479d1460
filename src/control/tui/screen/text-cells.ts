/** Ranges of code points that take two cells: East Asian wide and fullwidth, emoji. Unicode 16, EastAsianWidth.txt, W and F in short. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26aa, 0x26ab],
  [0x26bd, 0x26be],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f1e6, 0x1f1ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7f0],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
]

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u{1160}-\u{11ff}]$/u
const UNPRINTABLE = /^\p{C}$/u

/** What stands for a character that would move the cursor or draw nothing. */
const QUESTION_MARK = 0x3f

/**
 * [control] How many cells a code point takes: 0, 1 or 2. Terminals differ for rare ones; a wrong guess costs a cell
 * that is off until the next full repaint, never more.
 */
export function cellsOf(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300) return 1
  if (codePoint >= 0x1100)
    for (const [first, last] of WIDE) if (codePoint >= first && codePoint <= last) return 2
  // Box drawing and blocks come first: they are most of what is drawn.
  if (codePoint >= 0x2500 && codePoint < 0x2600) return 1
  return ZERO_WIDTH.test(String.fromCodePoint(codePoint)) ? 0 : 1
}

/** [control] The code point as it may be sent to a terminal: control characters and the like become a question mark. */
export function printable(codePoint: number): number {
  if (codePoint >= 0x20 && codePoint < 0x7f) return codePoint
  if (codePoint < 0xa0) return QUESTION_MARK
  if (codePoint >= 0x2500 && codePoint < 0x2600) return codePoint
  const unprintable = UNPRINTABLE.test(String.fromCodePoint(codePoint)) && cellsOf(codePoint) > 0
  return unprintable ? QUESTION_MARK : codePoint
}
