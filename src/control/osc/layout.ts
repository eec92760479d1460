import type { BadMessage } from './message.ts'

/**
 * Brings one message into the only shape that the codec reads well, and checks it: at offset 0 of its own memory,
 * padded to 4 bytes, with type tags, every argument within the datagram. One pass over the bytes. [control]
 *
 *     address\0.. ,tags\0.. arguments
 */

/** Longest datagram that is looked at, bytes. Commands are below 100. */
export const LONGEST_PACKET = 8192
/** Longest address. */
const LONGEST_ADDRESS = 256
const MOST_ARGUMENTS = 32
const KNOWN_TAGS = 'TFNIifhdtsb'

const COMMA = 0x2c
const SLASH = 0x2f
const SYMBOL_TAG = 0x53
const STRING_TAG = 0x73

/** [control] `size` rounded up to the next multiple of 4. */
export const padded = (size: number): number => (size + 3) & ~3

/** [control] A checked copy of the message in `bytes`; see above. */
export function laidOut(bytes: Uint8Array): Uint8Array | BadMessage {
  if (bytes.length === 0 || bytes.length > LONGEST_PACKET || bytes[0] !== SLASH)
    return bad('', 'is not an OSC message')
  // One byte more than there is, so that the last text always ends; four more for tags that are missing.
  const copy = new Uint8Array(padded(bytes.length + 1) + 4)
  copy.set(bytes)
  const addressEnd = copy.indexOf(0)
  if (addressEnd > LONGEST_ADDRESS)
    return bad(latin(copy, 80), `addresses are at most ${LONGEST_ADDRESS} characters long`)
  const address = latin(copy, addressEnd)
  const wrong = addressProblem(address)
  if (wrong !== undefined) return bad(address, wrong)
  const tags = padded(addressEnd + 1)
  if (tags >= bytes.length) copy[tags] = COMMA
  if (copy[tags] !== COMMA) return bad(address, 'arguments without type tags are not understood')
  const refused = argumentProblem(copy, tags, bytes.length)
  return refused === undefined ? copy : bad(address, refused)
}

const bad = (address: string, refused: string): BadMessage => ({ address, refused })

const latin = (bytes: Uint8Array, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('latin1')

/** Addresses are plain ASCII; the characters of patterns are named apart, because they are legal OSC. */
function addressProblem(address: string): string | undefined {
  for (let i = 0; i < address.length; i++) {
    const letter = address[i]!
    if ('*?[]{}'.includes(letter)) return 'address patterns are not supported; name one address'
    if (letter <= ' ' || letter > '~' || letter === '#' || letter === ',')
      return 'the address has a character that addresses cannot have'
  }
  return undefined
}

/** Walks over tags and arguments; `end` is where the datagram ended. */
function argumentProblem(bytes: Uint8Array, tags: number, end: number): string | undefined {
  const tagsEnd = bytes.indexOf(0, tags)
  if (tagsEnd - tags - 1 > MOST_ARGUMENTS) return `more than ${MOST_ARGUMENTS} arguments are not understood`
  let at = padded(tagsEnd + 1)
  for (let i = tags + 1; i < tagsEnd; i++) {
    if (bytes[i] === SYMBOL_TAG) bytes[i] = STRING_TAG
    const tag = String.fromCharCode(bytes[i]!)
    if (!KNOWN_TAGS.includes(tag))
      return `arguments of type "${tag > ' ' && tag <= '~' ? tag : '?'}" are not understood`
    const next = argumentEnd(tag, bytes, at, end)
    if (next > end) return 'the message is cut short'
    at = padded(next)
  }
  return undefined
}

/** Where the argument at `at` ends, without padding; beyond `end` when it is cut short. */
function argumentEnd(tag: string, bytes: Uint8Array, at: number, end: number): number {
  if ('TFNI'.includes(tag)) return at
  if ('if'.includes(tag)) return at + 4
  if ('hdt'.includes(tag)) return at + 8
  // The zero behind the last text may be missing with the padding.
  if (tag === 's') return at >= end ? end + 1 : Math.min(end, bytes.indexOf(0, at) + 1)
  if (at + 4 > end) return end + 1
  const size = new DataView(bytes.buffer).getInt32(at)
  return size < 0 || size > LONGEST_PACKET ? end + 1 : at + 4 + size
}
