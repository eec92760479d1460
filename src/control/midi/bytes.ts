/** The bytes of MIDI 1.0 (MIDI Manufacturers Association, "MIDI 1.0 detailed specification", 1996). */

const CONTROL_CHANGE = 0xb0
const SYSEX = 0xf0
const SYSEX_END = 0xf7
/** Longer ones are lost by ALSA on the way. */
const LONGEST_SYSEX = 4096

/** Bytes of a message by the upper half of its first byte, 8 to E; system messages from F0 on. */
const CHANNEL_SIZES = [3, 3, 3, 3, 2, 2, 3]
const SYSTEM_SIZES = [0, 2, 3, 2, 0, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 1]

export interface ControlChange {
  /** 1 to 16. */
  readonly channel: number
  /** 0 to 127. */
  readonly cc: number
  /** 0 to 127. */
  readonly value: number
}

/** [control] The control change in `bytes`; undefined for every other message and for what is none. */
export function readControlChange(bytes: Uint8Array): ControlChange | undefined {
  if (bytes.length !== 3) return undefined
  const [status, cc, value] = bytes as unknown as readonly [number, number, number]
  if ((status & 0xf0) !== CONTROL_CHANGE || cc > 127 || value > 127) return undefined
  return { channel: (status & 0x0f) + 1, cc, value }
}

/** [control] */
export const controlChange = ({ channel, cc, value }: ControlChange): number[] => [
  CONTROL_CHANGE | (channel - 1),
  cc,
  value,
]

/** [control] Why `bytes` are not one whole message that can be sent; undefined when they are. */
export function messageProblem(bytes: readonly number[]): string | undefined {
  const status = bytes[0]
  if (status === undefined) return 'an empty MIDI message cannot be sent'
  const last = bytes.length - 1
  if (status === SYSEX) {
    if (bytes.length > LONGEST_SYSEX)
      return `system exclusive messages are at most ${LONGEST_SYSEX} bytes long`
    return bytes[last] === SYSEX_END && areData(bytes, 1, last)
      ? undefined
      : 'a system exclusive message ends with F7 and has no other status byte'
  }
  const size = status >= SYSEX ? SYSTEM_SIZES[status & 0x0f] : CHANNEL_SIZES[(status >> 4) - 8]
  if (size === undefined || size === 0) return 'the first byte of a MIDI message is a status byte'
  return bytes.length === size && areData(bytes, 1, size)
    ? undefined
    : `this MIDI message has ${size} bytes, those behind the first from 0 to 127`
}

function areData(bytes: readonly number[], from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (!Number.isInteger(bytes[i]) || bytes[i]! < 0 || bytes[i]! > 127) return false
  return true
}
