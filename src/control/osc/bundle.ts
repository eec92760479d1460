/**
 * Takes bundles apart: `#bundle\0`, an NTP time (64 bit fixed point, RFC 5905), then elements, each with its size.
 * Nothing in here is copied; messages are views of the datagram. [control]
 */

/** Bundles in bundles. */
const DEEPEST = 4
const HEAD = Buffer.from('#bundle\0')
/** Head and time, bytes. */
const HEAD_SIZE = 16
/** Seconds from 1900, where NTP counts from, to 1970. */
const SECONDS_TO_1970 = 2_208_988_800

/** One message out of a datagram. */
export interface TimedMessage {
  readonly bytes: Uint8Array
  /** When it is due, ms since 1970; 0: at once. */
  readonly dueMs: number
}

export interface TakenApart {
  readonly messages: readonly TimedMessage[]
  /** What was wrong; the messages before and beside it stand. */
  readonly problem: string | undefined
}

/** [control] True when the datagram says that it is a bundle. */
export const isBundle = (bytes: Uint8Array): boolean =>
  bytes.length >= HEAD.length && HEAD.equals(bytes.subarray(0, HEAD.length))

/** [control] All messages of the bundle in `bytes`, in their order. */
export function takeApart(bytes: Uint8Array): TakenApart {
  const messages: TimedMessage[] = []
  const problem = collect(bytes, 0, 1, messages)
  return { messages, problem }
}

function collect(
  bytes: Uint8Array,
  outerMs: number,
  depth: number,
  messages: TimedMessage[],
): string | undefined {
  if (bytes.length < HEAD_SIZE) return 'the bundle is cut short'
  if (depth > DEEPEST) return `bundles are at most ${DEEPEST} deep`
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  // A bundle inside another one is never due before it.
  const dueMs = Math.max(outerMs, toMs(view.getUint32(8), view.getUint32(12)))
  let problem: string | undefined
  for (let at = HEAD_SIZE; at < bytes.length; ) {
    const size = at + 4 > bytes.length ? -1 : view.getInt32(at)
    if (size < 0 || size % 4 !== 0 || at + 4 + size > bytes.length)
      return 'an element of the bundle has a wrong size'
    const element = bytes.subarray(at + 4, at + 4 + size)
    if (isBundle(element)) problem ??= collect(element, dueMs, depth + 1, messages)
    else if (size > 0) messages.push({ bytes: element, dueMs })
    at += 4 + size
  }
  return problem
}

/** An NTP time as ms since 1970; 0 for "at once". Times before 1968 are of the era that begins in 2036 (RFC 4330). */
function toMs(seconds: number, fraction: number): number {
  if (seconds === 0 && fraction <= 1) return 0
  const since1900 = seconds < 2 ** 31 ? seconds + 2 ** 32 : seconds
  return (since1900 - SECONDS_TO_1970 + fraction / 2 ** 32) * 1000
}
