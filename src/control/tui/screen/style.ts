/**
 * How one cell looks, packed into a whole number so that two cells compare in one step:
 * bits 0-8 foreground (0 the terminal's own, else 1 + palette index), bits 9-17 background likewise, then attributes.
 * The first 16 colors are the user's own palette; nothing here names an absolute color.
 */
export type Style = number

export const PLAIN: Style = 0
export const BOLD: Style = 1 << 18
export const DIM: Style = 1 << 19
export const REVERSE: Style = 1 << 20

/** Palette indices. `bright` colors are these + 8. */
export const BLACK = 0
export const RED = 1
export const GREEN = 2
export const YELLOW = 3
export const BLUE = 4
export const MAGENTA = 5
export const CYAN = 6
export const WHITE = 7
export const BRIGHT = 8

const BACK_SHIFT = 9
const COLOR_MASK = 0x1ff

/** [control] Text in a palette color, 0 to 255. */
export const ink = (color: number): Style => color + 1
/** [control] Background in a palette color, 0 to 255. */
export const on = (color: number): Style => (color + 1) << BACK_SHIFT

/**
 * [control] The escape sequence that sets a style from whatever stood before. Without `color` a background becomes
 * reverse video, so that what stood out still does.
 */
export function sgr(style: Style, color: boolean): string {
  const fore = style & COLOR_MASK
  const back = (style >> BACK_SHIFT) & COLOR_MASK
  let codes = '0'
  if ((style & BOLD) !== 0) codes += ';1'
  if ((style & DIM) !== 0) codes += ';2'
  if ((style & REVERSE) !== 0 || (!color && back > 0)) codes += ';7'
  if (color && fore > 0) codes += `;${colorCode(fore - 1, 30)}`
  if (color && back > 0) codes += `;${colorCode(back - 1, 40)}`
  return `\x1b[${codes}m`
}

/** Palette 0-15 in the short form that every terminal knows (ECMA-48 and aixterm), others in the 256 color form. */
function colorCode(index: number, base: number): string {
  if (index < 8) return String(base + index)
  return index < 16 ? String(base + 52 + index) : `${base + 8};5;${index}`
}
