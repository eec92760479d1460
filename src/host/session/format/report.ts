import type { LineCounter } from 'yaml'
import { nearest } from '../nearest.ts'

/** What is wrong at one place of a session file. */
export interface Problem {
  readonly file: string
  /** Both count from 1. */
  readonly line: number
  readonly column: number
  /** Field by field: `strips.kick.fader`; empty for the whole file. */
  readonly path: string
  /** One sentence with all of the above, what was found and what is allowed. */
  readonly sentence: string
}

/** Problems and warnings told at once; one more line says how many are left out. */
export const MOST_PROBLEMS = 20
/** Noted while reading: a broken file of megabytes can hold a problem per line. */
const MOST_NOTES = 1000
/** Names listed in one sentence, and names among which the nearest is looked for. */
const MOST_LISTED = 40
const MOST_COMPARED = 5000

/** A session file that cannot be used. `message` holds one sentence per line. */
export class SessionError extends Error {
  override readonly name = 'SessionError'
  /** In the order of the file, at most MOST_PROBLEMS. */
  readonly problems: readonly Problem[]

  /** `more` is how many problems are left out. */
  constructor(problems: readonly Problem[], more = 0) {
    const lines = problems.map(({ sentence }) => sentence)
    if (more > 0) lines.push(`... and ${more} more.`)
    super(lines.join('\n'))
    this.problems = problems
  }
}

/** The end of a sentence that begins with the path; a function where it takes time to find and may not be needed. */
export type Rest = string | (() => string)

interface Note {
  readonly offset: number
  readonly path: string
  readonly rest: Rest
}

/** Collects what is wrong while a file is read, so that all of it can be told at once. [control] */
export class Report {
  readonly #file: string
  readonly #lines: LineCounter | null
  readonly #problems: Note[] = []
  readonly #warnings: Note[] = []
  #count = 0

  /** `lines` null: everything is reported for the first line. */
  constructor(file: string, lines: LineCounter | null) {
    this.#file = file
    this.#lines = lines
  }

  /** [control] `rest` continues the path: `is "lood", but ...`. `offset` counts characters from the start of the text. */
  problem(offset: number, path: string, rest: Rest): void {
    this.#count++
    if (this.#problems.length < MOST_NOTES) this.#problems.push({ offset, path, rest })
  }

  /** [control] Something that is kept as it stands, but probably not meant. */
  warning(offset: number, path: string, rest: Rest): void {
    if (this.#warnings.length < MOST_NOTES) this.#warnings.push({ offset, path, rest })
  }

  /** [control] Throws a SessionError when there was any problem. */
  check(): void {
    if (this.#count === 0) return
    const problems = this.#first(this.#problems)
    throw new SessionError(problems, this.#count - problems.length)
  }

  /** [control] The first MOST_PROBLEMS in the order of the file. */
  warnings(): readonly Problem[] {
    return this.#first(this.#warnings)
  }

  #first(notes: readonly Note[]): Problem[] {
    const sorted = notes.toSorted((a, b) => a.offset - b.offset)
    return sorted.slice(0, MOST_PROBLEMS).map((note) => this.#sentence(note))
  }

  #sentence({ offset, path, rest }: Note): Problem {
    const place = this.#lines?.linePos(offset)
    const line = Math.max(1, place?.line ?? 1)
    const column = Math.max(1, place?.col ?? 1)
    const end = typeof rest === 'string' ? rest : rest()
    const sentence = `${this.#file}:${line}:${column}: ${path === '' ? '' : `${path} `}${end}.`
    return { file: this.#file, line, column, path, sentence }
  }
}

/** [control] Text of unknown origin as it may stand in a sentence: quoted, short, no control characters. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text).replace(/\p{C}/gu, '?')

/** [control] How a sentence about a wrong name ends: "the nearest is hall, known are hall and plate". */
export function known(word: string, names: readonly string[]): string {
  if (names.length === 0) return 'there is none in this session'
  const near = nearest(word, names.slice(0, MOST_COMPARED))
  const some = names.slice(0, MOST_LISTED).join(', ')
  const list = names.length > MOST_LISTED ? `${some} and ${names.length - MOST_LISTED} more` : some
  return `${near === undefined ? '' : `the nearest is ${near}, `}known ${names.length === 1 ? 'is' : 'are'} ${list}`
}
