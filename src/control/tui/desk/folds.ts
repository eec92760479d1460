import type { Line, Section } from './desk-map.ts'

/** Lines that say nothing while a switch is off stand below it only when it is on: an equaliser has half as many lines then. [control] */

/** What a switch is called whose lines are folded away: `band3Dynamic` is the switch of the lines after it that begin with `band3`. */
const SWITCH = /^(.+)Dynamic$/

/** Is the switch at an address on? */
export type IsOn = (address: string) => boolean

/** [control] The same lines, each with its switch. */
export function withSwitches(lines: readonly Line[]): Line[] {
  const switches: { readonly stem: string; readonly address: string }[] = []
  return lines.map((line) => {
    const found = switches.find(
      ({ stem }) => line.id.startsWith(stem) && /^[A-Z]/.test(line.id.slice(stem.length)),
    )
    const stem = line.parameter.kind === 'toggle' ? SWITCH.exec(line.id)?.[1] : undefined
    if (stem !== undefined) switches.push({ stem, address: line.address })
    return found === undefined ? line : { ...line, switch: found.address }
  })
}

/** [control] The switches of a section that are off, by address, and how many lines each keeps folded away. */
export function foldsOf({ lines }: Section, isOn: IsOn): ReadonlyMap<string, number> {
  const folds = new Map<string, number>()
  for (const line of lines)
    if (line.switch !== undefined) folds.set(line.switch, (folds.get(line.switch) ?? 0) + 1)
  for (const address of folds.keys()) if (isOn(address)) folds.delete(address)
  return folds
}

/** [control] The lines that are shown. */
export const unfolded = ({ lines }: Section, folds: ReadonlyMap<string, number>): readonly Line[] =>
  lines.filter((line) => line.switch === undefined || !folds.has(line.switch))
