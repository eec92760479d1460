import { isFields } from '../plugins/mistakes.ts'
import type { Finding } from './finding.ts'

/** What the process that checks is told, as JSON. */
export interface ChildTask {
  /** Id of a built-in plugin, path from `folder`, or package. */
  readonly specifier: string
  readonly folder: string
  readonly seed: number
  /** Index of the first item to run. */
  readonly from: number
}

/** What it says. */
export type ChildMessage =
  | { readonly kind: 'loaded'; readonly plugin: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'begins'; readonly id: string }
  | { readonly kind: 'item'; readonly id: string; readonly finding: Finding; readonly seconds: number }
  | { readonly kind: 'done' }

/** [control] What arrived as a message; undefined for anything else that a plugin may have sent. */
export function childMessage(value: unknown): ChildMessage | undefined {
  if (!isFields(value)) return undefined
  const { kind, plugin, sentence, id, finding, seconds } = value
  if (kind === 'done') return { kind }
  if (kind === 'loaded' && typeof plugin === 'string') return { kind, plugin }
  if (kind === 'refused' && typeof sentence === 'string') return { kind, sentence: shownText(sentence) }
  if (kind === 'begins' && typeof id === 'string') return { kind, id }
  if (kind !== 'item' || typeof id !== 'string' || typeof seconds !== 'number') return undefined
  const read = findingOf(finding)
  return read === undefined ? undefined : { kind, id, finding: read, seconds }
}

function findingOf(value: unknown): Finding | undefined {
  if (!isFields(value)) return undefined
  const { verdict, sentence, measured, limit } = value
  if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'fail') return undefined
  if (typeof sentence !== 'string') return undefined
  return {
    verdict,
    sentence: shownText(sentence),
    ...(typeof measured === 'string' ? { measured: shownText(measured) } : {}),
    ...(typeof limit === 'string' ? { limit: shownText(limit) } : {}),
  }
}

/** Letters of a text that are repeated to a person. */
const LONGEST = 2000

/** It may hold what a plugin said, and goes to a terminal: one line without control characters. */
const shownText = (text: string): string => text.slice(0, LONGEST).replace(/\p{Cc}/gu, '?')
