import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The documentation as tests read it. */

export const ROOT = join(import.meta.dirname, '..', '..')

/** Every document a user or a developer reads, from the root of the project. */
export const DOCUMENTS: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

export interface Block {
  /** First word behind the fence: `sh`, `yaml`, `ts`. */
  readonly language: string
  /** The words behind it. */
  readonly marks: readonly string[]
  readonly text: string
  /** Line of the fence, from 1. */
  readonly line: number
  /** What the comment in the line before says: `<!-- file: song.yaml -->` gives `file: song.yaml`. */
  readonly comment: string
}

export const documentText = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** The fenced code blocks of a document, in order. */
export function blocksOf(path: string): Block[] {
  const text = documentText(path)
  return [...text.matchAll(/(?:^<!-- (.*) -->\n)?^```(\S*)(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[2]!,
    marks: match[3]!.trim().split(/\s+/).filter(Boolean),
    text: match[4]!,
    line: text.slice(0, match.index + match[0].indexOf('```')).split('\n').length,
    comment: match[1] ?? '',
  }))
}
