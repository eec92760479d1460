import type { Zone } from '../desk/meter-scale.ts'
import {
  BLACK,
  BLUE,
  BOLD,
  BRIGHT,
  CYAN,
  DIM,
  GREEN,
  ink,
  MAGENTA,
  on,
  PLAIN,
  RED,
  REVERSE,
  type Style,
  WHITE,
  YELLOW,
} from '../screen/style.ts'

/** What things look like; every meaning of a color is also told by a letter, a place or reverse video. */

const STRIP_COLORS: { readonly [name: string]: number } = {
  red: RED,
  green: GREEN,
  yellow: YELLOW,
  blue: BLUE,
  magenta: MAGENTA,
  cyan: CYAN,
  white: WHITE,
}

export const TITLE: Style = BOLD
export const FAINT: Style = DIM
export const ALARM: Style = BOLD | ink(RED + BRIGHT)
export const PLAYING: Style = BOLD | ink(GREEN + BRIGHT)
export const KEY: Style = BOLD | ink(CYAN)
export const FRAME: Style = BOLD | ink(WHITE + BRIGHT)
export const CAP: Style = REVERSE
export const SELECTED_CAP: Style = REVERSE | BOLD | ink(CYAN + BRIGHT)
export const MUTED: Style = BOLD | ink(WHITE + BRIGHT) | on(RED)
export const SOLOED: Style = BOLD | ink(BLACK) | on(YELLOW + BRIGHT)
export const OVER: Style = MUTED
export const PROMPT: Style = BOLD | ink(YELLOW + BRIGHT)
export const REFUSED: Style = BOLD | ink(YELLOW + BRIGHT)
export const BYPASSED: Style = ink(YELLOW)
export const VALUE_BAR: Style = ink(CYAN)
export const REDUCTION: Style = ink(YELLOW + BRIGHT)

/** The curve of an insert, the sound under it, and the ground where the curve crosses the sound. */
export const CURVE: Style = BOLD | ink(YELLOW + BRIGHT)
export const SPECTRUM: Style = ink(BLUE)
export const SPECTRUM_BACK: Style = on(BLUE)
/** Where the level of this moment stands on a curve. */
export const LEVEL_DOT: Style = BOLD | ink(GREEN + BRIGHT)

export const ZONES: { readonly [zone in Zone]: Style } = {
  low: ink(GREEN + BRIGHT),
  high: ink(YELLOW + BRIGHT),
  hot: ink(RED + BRIGHT),
}

/** [control] The name of a channel. */
export function labelStyle(color: string, selected: boolean): Style {
  const index = STRIP_COLORS[color]
  if (!selected) return index === undefined ? PLAIN : ink(index + BRIGHT)
  return BOLD | (index === undefined ? REVERSE : ink(BLACK) | on(index + BRIGHT))
}
