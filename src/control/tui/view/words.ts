/** Numbers as the mixer writes them, short enough for a column. [control] */

/** [control] dB in at most five characters: "-12.5", "+3.0", "off". */
export function dbText(db: number): string {
  if (!(db > -100)) return 'off'
  const text = db.toFixed(1)
  return text === '-0.0' ? '0.0' : db >= 0.05 ? `+${text}` : text
}

/** [control] A level in dB: as dbText, but silence is nothing to read. */
export const levelText = (db: number): string => (db > -90 ? db.toFixed(1) : '')

/** [control] -100 to 100 as "L35", "C", "R100". */
export function panText(pan: number): string {
  const side = Math.round(pan)
  return side === 0 ? 'C' : side < 0 ? `L${-side}` : `R${side}`
}

/** [control] Seconds as minutes and seconds: "1:02.5". */
export function clockText(seconds: number): string {
  const tenths = Math.floor(Math.max(0, seconds) * 10)
  const minutes = Math.floor(tenths / 600)
  return `${minutes}:${((tenths - minutes * 600) / 10).toFixed(1).padStart(4, '0')}`
}
