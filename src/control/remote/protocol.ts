import type { PlainValue, Reading } from '../../host/index.ts'

/** Commands to a running host over its local socket: one JSON object per line, answered by one line with the same id. */
export type Request =
  | { readonly id: number; readonly op: 'info' }
  | { readonly id: number; readonly op: 'get'; readonly address: string }
  | { readonly id: number; readonly op: 'set'; readonly address: string; readonly value: PlainValue }

export type Response =
  | { readonly id: number; readonly readings: readonly Reading[] }
  | { readonly id: number; readonly info: HostInfo }
  | { readonly id: number; readonly refused: string }

/** What a host says about itself. */
export interface HostInfo {
  readonly pid: number
  /** Path of the session. */
  readonly session: string
  readonly driver: string
}

/** Longest request a host accepts, characters; who sends more is cut off. */
export const LONGEST_REQUEST = 65_536
/** Longest answer a client accepts, characters: room for the most readings of a host, at 3000 characters each. */
export const LONGEST_ANSWER = 16_777_216
/** Readings one `get` of a prefix answers with at most. */
export const MOST_READINGS = 5000
