/** WAV files made byte by byte, so that each can carry exactly one defect. */

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

export const u16 = (...values: number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer)
export const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer)

/** A chunk with its padding byte; `size` overrides what its header says. */
export function chunk(id: string, body: Uint8Array, size = body.length): Buffer {
  return Buffer.concat([ascii(id), u32(size), body, Buffer.alloc(body.length % 2)])
}

export interface FmtFields {
  tag?: number
  channels?: number
  rate?: number
  align?: number
  bits?: number
}

/** A `fmt ` chunk of 16 bytes: 16-bit stereo PCM at 48 kHz unless told otherwise. */
export function fmt(fields: FmtFields = {}): Buffer {
  return chunk('fmt ', fmtBody(fields))
}

export function fmtBody({ tag = 1, channels = 2, rate = 48000, bits = 16, align }: FmtFields = {}): Buffer {
  const block = align ?? channels * Math.ceil(bits / 8)
  return Buffer.concat([u16(tag, channels), u32(rate, (rate * block) >>> 0), u16(block, bits)])
}

/** A WAVE_FORMAT_EXTENSIBLE `fmt ` chunk. */
export function fmtExtensible(
  { tag = 1, ...fields }: FmtFields = {},
  valid = fields.bits ?? 16,
  tail = '000000001000800000aa00389b71',
): Buffer {
  const body = fmtBody({ ...fields, tag: 0xfffe })
  return chunk('fmt ', Buffer.concat([body, u16(22, valid), u32(3), u16(tag), Buffer.from(tail, 'hex')]))
}

/** A file of these chunks. */
export function wav(chunks: readonly Uint8Array[], container = 'RIFF'): Buffer {
  const body = Buffer.concat([ascii('WAVE'), ...chunks])
  return Buffer.concat([ascii(container), u32(container === 'RIFF' ? body.length : 0xffffffff), body])
}

/** A `ds64` chunk. */
export function ds64(riffBytes: number, dataBytes: bigint, frames: number): Buffer {
  const body = Buffer.alloc(28)
  body.writeBigUInt64LE(BigInt(riffBytes), 0)
  body.writeBigUInt64LE(dataBytes, 8)
  body.writeBigUInt64LE(BigInt(frames), 16)
  return chunk('ds64', body)
}

/** `frames` frames of 16-bit samples 1, 2, 3, ... */
export function count16(frames: number, channels = 2): Buffer {
  return Buffer.from(Int16Array.from({ length: frames * channels }, (_, i) => i + 1).buffer)
}
