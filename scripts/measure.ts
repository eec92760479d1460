import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT_IN } from '../src/plugins/index.ts'
import { type Section, sectionText, writePictures } from './measure/section.ts'

/**
 * `npm run measure [-- PLUGIN...]`: measures the processors and writes docs/measurements.md with its pictures. With names only those
 * are measured again; the other sections stay as they stand.
 */

const DOCUMENT = join(import.meta.dirname, '..', 'docs', 'measurements.md')

const HEAD = `# Measurements

What every processor does, as numbers: measured on its kernel by \`npm run measure\`, beside what was asked of it. The same
functions stand behind the tests, so a number that gets worse turns a test red. "missed" is said where a target is not reached.
Costs in time are not here, since they belong to a machine: \`gainstage bench\` prints them for yours.
`

const marks = (id: string): readonly [string, string] => [`<!-- measured: ${id} -->`, `<!-- end: ${id} -->`]

/** [control] The ids of all plugins that `text` has a section of. */
export const measuredIn = (text: string): string[] =>
  [...text.matchAll(/<!-- measured: ([a-z0-9-]+) -->/g)].map((match) => match[1]!)

function standing(text: string, id: string): string | undefined {
  const [start, end] = marks(id)
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  return from < 0 || to < 0 ? undefined : text.slice(from, to + end.length)
}

async function measured(id: string): Promise<string> {
  const { section } = (await import(`./measure/${id}.ts`)) as { readonly section: () => Section }
  const result = section()
  writePictures(result)
  return marks(id).join(`\n${sectionText(result)}`)
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !BUILT_IN.has(name))
  if (unknown !== undefined) {
    process.stderr.write(`No plugin is called "${unknown}". There are: ${[...BUILT_IN.keys()].join(', ')}.\n`)
    process.exitCode = 2
    return
  }
  const before = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : ''
  const parts: string[] = []
  for (const id of BUILT_IN.keys()) {
    const old = standing(before, id)
    if (names.length > 0 && !names.includes(id) && old !== undefined) {
      parts.push(old)
      continue
    }
    process.stderr.write(`measuring ${id}\n`)
    parts.push(await measured(id))
  }
  writeFileSync(DOCUMENT, `${HEAD}\n${parts.join('\n\n')}\n`)
}

if (import.meta.main) await main(process.argv.slice(2))
