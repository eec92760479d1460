/** What a terminal can show. */
export interface Look {
  /** Block and line characters; otherwise ASCII only. */
  readonly unicode: boolean
  readonly color: boolean
}

type Environment = { readonly [name: string]: string | undefined }

/**
 * [control] Reads it from the environment: UTF-8 by the locale (first of LC_ALL, LC_CTYPE, LANG that is set, as POSIX
 * has it), never on the Linux console, whose font has no eighth blocks; no color with NO_COLOR (no-color.org).
 */
export function lookOf(env: Environment, platform: string = process.platform): Look {
  const term = env['TERM'] ?? ''
  const simple = term === 'dumb' || term === 'linux'
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''
  const utf8 = /utf-?8/i.test(locale) || platform === 'win32' || platform === 'darwin'
  return { unicode: utf8 && !simple, color: (env['NO_COLOR'] ?? '') === '' && term !== 'dumb' }
}
