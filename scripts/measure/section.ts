import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * docs/measurements.md has one section per processor. Each is made by `scripts/measure/<plugin>.ts`, which exports
 * `section(): Section` out of the functions that the tests of the plugin assert on, and ends with
 * `if (import.meta.main) show(section())`.
 */

/** One line of a table: what was measured, what came out, what was asked. */
export interface Row {
  readonly what: string
  /** With its unit, as a person reads it: `0.14 dB`. */
  readonly measured: string
  readonly target: string
  /** False stands in the document as "missed"; undefined where there is nothing to meet. */
  readonly met?: boolean
}

export interface Picture {
  /** Lower case and hyphens: becomes `docs/pictures/measured/<section>-<name>.svg`. */
  readonly name: string
  /** A whole SVG: see chart.ts. */
  readonly svg: string
  /** One sentence: what to see in it. */
  readonly caption: string
}

/** What docs/measurements.md says of one processor. */
export interface Section {
  /** The plugin's id. */
  readonly id: string
  readonly title: string
  /** How it was measured, in a sentence or two. */
  readonly method: string
  readonly rows: readonly Row[]
  readonly pictures: readonly Picture[]
}

const ROOT = join(import.meta.dirname, '..', '..')

/** Folder of the pictures, from the root of the project. */
const PICTURES = 'docs/pictures/measured'

/** `value` and its unit with `digits` after the point. */
const spoken = (value: number, unit: string, digits: number): string =>
  `${Number.isFinite(value) ? value.toFixed(digits) : value === Number.NEGATIVE_INFINITY ? '-inf' : String(value)}${unit === '' ? '' : ` ${unit}`}`

/** A row whose value may be at most `limit`. */
export const atMost = (what: string, value: number, limit: number, unit: string, digits = 2): Row => ({
  what,
  measured: spoken(value, unit, digits),
  target: `at most ${spoken(limit, unit, digits)}`,
  met: value <= limit,
})

/** atMost for numbers far below what a few digits show. */
export const atMostTiny = (what: string, value: number, limit: number, unit: string): Row => ({
  what,
  measured: `${value.toExponential(1)} ${unit}`.trim(),
  target: `at most ${limit.toExponential(0)} ${unit}`.trim(),
  met: value <= limit,
})

/** A row whose value must lie between two limits. */
export const between = (
  what: string,
  value: number,
  [low, high]: readonly [number, number],
  unit: string,
  digits = 2,
): Row => ({
  what,
  measured: spoken(value, unit, digits),
  target: `${spoken(low, '', digits)} to ${spoken(high, unit, digits)}`,
  met: value >= low && value <= high,
})

/** A row that must come out exactly: bits, frames, counts. */
export const exactly = (what: string, value: number, wanted: number, unit: string): Row => ({
  what,
  measured: spoken(value, unit, 0),
  target: `exactly ${spoken(wanted, unit, 0)}`,
  met: value === wanted,
})

/** The section as it stands in the document. */
export function sectionText(section: Section): string {
  const rows = section.rows.map(({ what, measured, target, met }) => {
    const verdict = met === undefined ? '' : met ? 'met' : '**missed**'
    return `| ${what} | ${measured} | ${target} | ${verdict} |`
  })
  const pictures = section.pictures.map(
    ({ name, caption }) => `![${caption}](pictures/measured/${section.id}-${name}.svg)\n\n*${caption}*\n`,
  )
  return `## ${section.title}

${pictures.join('\n')}
${section.method}

| | measured | asked | |
|---|---|---|---|
${rows.join('\n')}
`
}

/** Writes the pictures of a section where the document looks for them. */
export function writePictures(section: Section): void {
  mkdirSync(join(ROOT, PICTURES), { recursive: true })
  for (const { name, svg } of section.pictures)
    writeFileSync(join(ROOT, PICTURES, `${section.id}-${name}.svg`), svg)
}

/** What `node scripts/measure/<name>.ts` does: prints the section and writes its pictures. */
export function show(section: Section): void {
  writePictures(section)
  process.stdout.write(sectionText(section))
}
