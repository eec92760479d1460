import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PluginDefinition } from '../sdk/index.ts'

/** Modules by their paths, each with the SHA-256 of its bytes. */
export type FileHashes = { readonly [path: string]: string }

/** A plugin from elsewhere as it crosses to other threads: they load it themselves, functions cannot cross. */
export interface PluginSource {
  readonly id: string
  /** `file:` URL of its module. */
  readonly url: string
  /** The modules it is made of, as they were checked. */
  readonly files: FileHashes
  /** What must be the same in every thread: see shapeOf. */
  readonly shape: string
}

/** [idle] Version, parameters and meters in their order, as text: the banks are laid out by it. */
export function shapeOf({ id, version, params, meters }: PluginDefinition): string {
  const parameters = Object.entries(params).map(([name, p]) => [
    name,
    p.kind,
    p.kind === 'choice' ? p.choices : '',
  ])
  return JSON.stringify([id, version, parameters, Object.keys(meters)])
}

/** [idle] SHA-256 of the file at `path`, or '' when it cannot be read: '' equals no hash. */
export function hashOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return ''
  }
}

/** [idle] True while every one of `files` is what it was. */
export const areAsBefore = (files: FileHashes): boolean =>
  Object.entries(files).every(([path, hash]) => hash !== '' && hashOf(path) === hash)
