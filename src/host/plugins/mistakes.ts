import { nearest } from '../session/nearest.ts'

/** [idle] What stands somewhere in a definition, for a sentence: short and on one line, whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'object')
    return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value).replace(/\p{C}/gu, '?')
}

/** An object whose fields can be looked at. */
export type Fields = { readonly [name: string]: unknown }

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Collects what is wrong with a definition; every mistake is the end of a sentence about the plugin. */
export class Mistakes {
  readonly list: string[] = []

  /** `where` as `params.rate.max`. Returns `ok`. */
  expect(ok: boolean, where: string, value: unknown, expected: string): boolean {
    const found = value === undefined ? `it has no ${where}` : `its ${where} is ${shown(value)}`
    if (!ok) this.list.push(`${found}, but ${expected} is expected`)
    return ok
  }

  /** A text of 1 to `most` characters in one line. */
  text(where: string, value: unknown, most: number): void {
    const ok = typeof value === 'string' && value.length > 0 && value.length <= most && !/\p{Cc}/u.test(value)
    this.expect(ok, where, value, `a text of 1 to ${most} characters in one line`)
  }

  /** Fields that nobody knows are usually misspelt ones. */
  known(where: string, value: Fields, fields: readonly string[]): void {
    for (const name of Object.keys(value)) {
      if (fields.includes(name)) continue
      const near = nearest(name, fields)
      const hint = near === undefined ? `known are ${fields.join(', ')}` : `the nearest is ${near}`
      this.list.push(
        `its ${where === '' ? '' : `${where}.`}${shown(name).slice(1, -1)} is no field of a plugin; ${hint}`,
      )
    }
  }
}
