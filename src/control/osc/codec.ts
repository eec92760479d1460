import library from 'osc-js'
import { laidOut } from './layout.ts'
import type { BadMessage, OscArgument, OscMessage, OscValue } from './message.ts'

/**
 * OSC bytes to messages and back. Of osc-js only the codec of single messages is used: its dispatcher makes regular
 * expressions out of what comes from the network, its bundles lose time and order, and its sockets cannot be guarded.
 * [control]
 */

/** The part of osc-js 2.4 that is used; its own types know neither the export nor the arguments. */
interface Codec {
  readonly TypedMessage: new (
    address?: string,
    args?: readonly OscArgument[],
  ) => {
    readonly address: string
    readonly types: string
    readonly args: readonly OscValue[]
    unpack(view: DataView): number
    pack(): Uint8Array
  }
}

const { TypedMessage } = library as unknown as Codec

/** [control] The message in `bytes`, or why there is none. Never throws, takes time in proportion to the length. */
export function decodeMessage(bytes: Uint8Array): OscMessage | BadMessage {
  const layout = laidOut(bytes)
  if ('refused' in layout) return layout
  const message = new TypedMessage()
  try {
    message.unpack(new DataView(layout.buffer))
  } catch {
    // The layout was checked, so this is not reached by any packet known; the codec is not ours.
    return { address: '', refused: 'is not an OSC message' }
  }
  const { address, types, args } = message
  return { address, args: args.map((value, i) => argument(types[i + 1]!, value)) }
}

function argument(type: string, value: OscValue): OscArgument {
  if (type === 'f') return { type, value: shortest(value as number) }
  return typeof value === 'bigint' ? { type, value: Number(value) } : { type, value }
}

/**
 * The shortest decimal that names the 32-bit float: -6.1, not -6.099999904632568. Sessions keep what people meant.
 * Nine digits name every float (D. Goldberg, "What every computer scientist should know about floating-point
 * arithmetic", 1991, theorem 15).
 */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

/** [control] The bytes of a message. `address` begins with `/`. */
export function encodeMessage({ address, args }: OscMessage): Uint8Array {
  return new TypedMessage(
    address,
    args.map(({ type, value }) => ({ type, value: typeof value === 'string' ? asBytes(value) : value })),
  ).pack()
}

/** osc-js writes the low byte of each character and reads UTF-8: the bytes of UTF-8 as characters bring both together. */
const asBytes = (value: string): string => Buffer.from(value.replaceAll('\0', ''), 'utf8').toString('latin1')
