import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { talkover } from '../examples/plugins/talkover.ts'
import { tremolo } from '../examples/plugins/tremolo.ts'
import { FOLDER, pictures } from '../scripts/draw-signal-flow.ts'
import { filled, DOCUMENTS as WITH_PARTS } from '../scripts/fill-documents.ts'
import { measuredIn } from '../scripts/measure.ts'
import { type FieldGroup, type FieldRow, fieldRows } from '../scripts/tables/fields.ts'
import { readSession } from '../src/host/session/format/read-session.ts'
import { FIELDS } from '../src/host/session/schema.ts'
import { BUILT_IN } from '../src/plugins/index.ts'
import { blocksOf, DOCUMENTS, documentText, ROOT } from './support/documents.ts'

/** What can be checked of the documentation without running it; its commands run in docs-commands.test.ts. */

/** A session in which a field of each kind of map stands where `{}` is. */
const AROUND: { readonly [G in FieldGroup]: string } = {
  session: '{}',
  strip: 'strips: { a: {} }',
  bus: 'buses: { a: {} }',
  master: 'master: {}',
  monitor: 'monitor: {}',
  dca: 'dcas: { a: {} }',
  send: 'strips: { a: { sends: { b: {} } } }\nbuses: { b: }',
  fileInput: 'strips: { a: { input: { file: x.wav, {} } } }',
  deviceInput: 'strips: { a: { input: { {} } } }',
  insert: 'strips: { a: { inserts: [ { comp: {} } ] } }',
}

function sessionWith(group: FieldGroup, inside: string): string {
  if (group === 'session') return `gainstage: 1\n${inside}`
  const braced = group === 'fileInput' || group === 'deviceInput' ? inside : `{ ${inside} }`
  return `gainstage: 1\n${AROUND[group].replace('{}', braced).replace(', }', ' }')}`
}

/** With those of the examples, which sessions here may name as if they were somewhere. */
const PLUGINS = new Map([...BUILT_IN, [tremolo.id, tremolo], [talkover.id, talkover]]) as typeof BUILT_IN

const read = (text: string, fileName = 'song.yaml') => readSession(text, fileName, PLUGINS)

const rows: readonly (readonly [FieldGroup, FieldRow])[] = (Object.keys(FIELDS) as FieldGroup[]).flatMap(
  (group) => fieldRows(group).map((row) => [group, row] as const),
)

describe('the documentation', () => {
  it.each([...pictures()])('has an up-to-date %s (npm run docs)', (name, svg) => {
    expect(documentText(`${FOLDER}/${name}`)).toBe(svg)
  })

  it.each(WITH_PARTS)('has up-to-date tables and code in %s (npm run docs)', (path) => {
    const text = documentText(path)
    expect(filled(text)).toBe(text)
  })

  it('has measurements of every processor (npm run measure)', () => {
    expect(measuredIn(documentText('docs/measurements.md'))).toEqual([...BUILT_IN.keys()])
  })

  it.each(DOCUMENTS)('%s links to what is there', (path) => {
    for (const [, target] of documentText(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g))
      expect(existsSync(join(ROOT, dirname(path), target!)), `${path} links to ${target}`).toBe(true)
  })
})

describe.each(DOCUMENTS)('%s', (path) => {
  it('names files of the project that are there', () => {
    for (const [, file] of documentText(path).matchAll(
      /`((?:src|test|docs|examples|scripts|bin)\/[\w./-]+)`/g,
    ))
      expect(existsSync(join(ROOT, file!)), file).toBe(true)
  })
})

describe('sessions in the documentation', () => {
  const sessions = DOCUMENTS.flatMap((path) =>
    blocksOf(path).flatMap((block, i, all) =>
      block.language === 'yaml' && /^gainstage:/m.test(block.text)
        ? [{ where: `${path}:${block.line}`, block, next: all[i + 1] }]
        : [],
    ),
  )

  it.each(sessions)('$where is read as it says', ({ block, next }) => {
    if (!block.marks.includes('broken')) {
      expect(read(block.text).warnings).toEqual([])
      return
    }
    expect(next?.language).toBe('text')
    expect(() => read(block.text)).toThrowError(expect.objectContaining({ message: next!.text.trimEnd() }))
  })

  it('has no other YAML in the documents about sessions', () => {
    for (const path of ['README.md', 'docs/session-format.md'])
      for (const { language, text, line } of blocksOf(path))
        if (language === 'yaml') expect(text, `${path}:${line}`).toMatch(/^gainstage: 1\b/m)
  })

  it.each(rows.filter(([, { yaml }]) => yaml !== undefined))(
    '%s.%o means its default when left out',
    (group, row) => {
      const without = read(sessionWith(group, ''))
      expect(read(sessionWith(group, `${row.field}: ${row.yaml}`)).document).toEqual(without.document)
    },
  )
})
