import type { ControlPort, PlainValue, Reading, Refusal, Source } from '../../host/index.ts'
import { float, int, type OscArgument, type OscMessage, text } from './message.ts'

/**
 * What a message does. Every address of the desk can be set (one argument) and asked (no argument); `<address>/norm` is
 * the same value as a position 0..1. Setting is silent, as long as it succeeds. [control]
 *
 *     /list [prefix [first]]   ->  /addresses ,iis..   how many there are, place of the first one here, addresses
 *     /undo /redo /solo/clear /session/save  ->  /done ,ss           what was done; so do /scene/recall, store and delete with a name
 *     anything refused         ->  /error ,ss          address, one sentence
 */

/** Pressed when they come without an argument. */
const BUTTONS: ReadonlySet<string> = new Set(['/undo', '/redo', '/solo/clear', '/session/save'])
/** What has an outcome to tell. */
const ACTIONS: ReadonlySet<string> = new Set([...BUTTONS, '/scene/recall', '/scene/store', '/scene/delete'])
/** Our own answers. They are not heard: two hosts that talk to each other must not answer answers. */
const ANSWERS: ReadonlySet<string> = new Set(['/error', '/done', '/addresses'])

const NORM = '/norm'
/** Bytes of addresses in one answer to `/list`: one datagram, whatever was asked, so that nobody is flooded. */
const LIST_BYTES = 1200
const LONGEST_SENTENCE = 1000

/** [control] Carries `message` out on the desk. Returns the answer, if there is one. */
export function carryOut(control: ControlPort, message: OscMessage, source: Source): OscMessage | undefined {
  const { address, args } = message
  if (ANSWERS.has(address)) return undefined
  if (address === '/list') return list(control, args)
  const asked = args.length === 0 && !BUTTONS.has(address)
  const result = asked ? query(control, address) : set(control, address, args, source)
  if (result !== undefined && 'refused' in result) return errorAnswer(address, result.refused)
  return result
}

/** [control] The answer that says why not. */
export function errorAnswer(address: string, sentence: string): OscMessage {
  const short = sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE - 1)}…` : sentence
  return { address: '/error', args: [text(address), text(short)] }
}

/** The address whose position `address` means; undefined when it means the value itself. */
function positioned(control: ControlPort, address: string): string | undefined {
  if (!address.endsWith(NORM)) return undefined
  const base = address.slice(0, -NORM.length)
  // A plugin may call a parameter "norm"; nothing else can stand below a value.
  return 'refused' in control.get(base) && !('refused' in control.get(address)) ? undefined : base
}

function query(control: ControlPort, address: string): OscMessage | Refusal {
  const base = positioned(control, address)
  const reading = control.get(base ?? address)
  if ('refused' in reading) return reading
  return { address, args: [base === undefined ? plainArgument(reading) : float(reading.norm)] }
}

/** Numbers as floats, words as text, switches as 0 or 1, which more programs understand than T and F. */
function plainArgument({ plain }: Reading): OscArgument {
  if (typeof plain === 'number') return float(plain)
  return typeof plain === 'boolean' ? int(plain ? 1 : 0) : text(plain)
}

function set(
  control: ControlPort,
  address: string,
  args: readonly OscArgument[],
  source: Source,
): OscMessage | Refusal | undefined {
  if (args.length > 1) return { refused: `${address} takes one value, not ${args.length}` }
  const value = args.length === 0 ? true : plainOf(address, args[0]!)
  if (typeof value === 'object') return value
  // A button that comes up again.
  if (BUTTONS.has(address) && (value === false || value === 0)) return undefined
  const base = positioned(control, address)
  const result =
    base === undefined ? control.set(address, value, source) : setNorm(control, base, value, source)
  if ('refused' in result) return result
  return ACTIONS.has(address) ? { address: '/done', args: [text(address), text(result.text)] } : undefined
}

function setNorm(control: ControlPort, base: string, value: PlainValue, source: Source): Reading | Refusal {
  return typeof value === 'number'
    ? control.setNorm(base, value, source)
    : { refused: `${base}${NORM} takes a number from 0 to 1` }
}

function plainOf(address: string, { type, value }: OscArgument): PlainValue | Refusal {
  if (type === 'I') return true
  if (typeof value === 'number')
    // Minus infinity is the bottom of a fader; the other odd numbers mean nothing.
    return Number.isNaN(value) || value === Number.POSITIVE_INFINITY
      ? { refused: `${address}: ${value} is not a value` }
      : value
  if (typeof value === 'string' || typeof value === 'boolean') return value
  return { refused: `${address} takes a number, a text or a switch` }
}

function list(control: ControlPort, args: readonly OscArgument[]): OscMessage {
  const prefix = args[0]?.value ?? '/'
  const first = args[1]?.value ?? 0
  if (typeof prefix !== 'string' || typeof first !== 'number' || !Number.isInteger(first) || first < 0)
    return errorAnswer(
      '/list',
      '/list takes the beginning of addresses and the place of the first one, from 0',
    )
  const entries = control.list(prefix)
  const addresses: OscArgument[] = []
  for (let i = first, bytes = 0; i < entries.length; i++) {
    const { address } = entries[i]!
    bytes += address.length + 4
    if (bytes > LIST_BYTES) break
    addresses.push(text(address))
  }
  return { address: '/addresses', args: [int(entries.length), int(first), ...addresses] }
}
