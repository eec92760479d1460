import { BYTES_PER_SAMPLE, TAG_EXTENSIBLE, TAG_FLOAT, TAG_PCM } from './wav-format.ts'

/** The codings this project writes. */
export type WavOutputEncoding = 'int16' | 'int24' | 'float32'

/** What the header of a new WAV says. */
export interface WavSpec {
  /** 1..64. */
  readonly channels: number
  /** Hz, a whole number. */
  readonly sampleRate: number
  readonly encoding: WavOutputEncoding
}

/** Sub-format GUID behind its first two bytes (Microsoft, "Multiple Channel Audio Data and WAVE Files", 2007). */
const GUID_TAIL = Buffer.from('000000001000800000aa00389b71', 'hex')

/** Usual loudspeaker positions by channel count: quad, 5.1 and 7.1; others carry none. */
const SPEAKERS: Readonly<Record<number, number>> = { 4: 0x33, 6: 0x3f, 8: 0x63f }

/** Highest byte count a 32-bit size can say; 0xFFFFFFFF itself means "see ds64". */
const RIFF_LIMIT = 0xfffffffe

/**
 * [control] The header of a WAV with `frames` frames, up to and including the head of its `data` chunk. Its length does
 * not depend on `frames`: a JUNK chunk at the front becomes `ds64` when the file needs RF64 (EBU Tech 3306, 2009), that
 * is above 4 GiB.
 */
export function wavHeader(spec: WavSpec, frames: number): Buffer {
  const fmt = formatChunk(spec)
  const dataBytes = frames * frameBytes(spec)
  // Only codings other than PCM need a `fact`.
  const factBytes = spec.encoding === 'float32' ? 12 : 0
  const bodies = 4 + 36 + fmt.length + factBytes + 8
  const riffBytes = bodies + dataBytes + (dataBytes % 2)
  const long = riffBytes > RIFF_LIMIT
  return Buffer.concat([
    chunk(long ? 'RF64' : 'RIFF', long ? 0xffffffff : riffBytes, Buffer.from('WAVE')),
    chunk(long ? 'ds64' : 'JUNK', 28, long ? longSizes(riffBytes, dataBytes, frames) : Buffer.alloc(28)),
    fmt,
    chunk('fact', 4, u32(long ? 0xffffffff : frames)).subarray(0, factBytes),
    chunk('data', long ? 0xffffffff : dataBytes, Buffer.alloc(0)),
  ])
}

/** [control] Bytes of one frame. */
export const frameBytes = (spec: WavSpec): number => spec.channels * BYTES_PER_SAMPLE[spec.encoding]

/** Up to two channels in the classic form that every program reads, more in the extensible one. */
function formatChunk(spec: WavSpec): Buffer {
  const bits = BYTES_PER_SAMPLE[spec.encoding] * 8
  const coding = spec.encoding === 'float32' ? TAG_FLOAT : TAG_PCM
  const extensible = spec.channels > 2
  const body = Buffer.alloc(extensible ? 40 : coding === TAG_FLOAT ? 18 : 16)
  body.writeUInt16LE(extensible ? TAG_EXTENSIBLE : coding, 0)
  body.writeUInt16LE(spec.channels, 2)
  body.writeUInt32LE(spec.sampleRate, 4)
  body.writeUInt32LE(spec.sampleRate * frameBytes(spec), 8)
  body.writeUInt16LE(frameBytes(spec), 12)
  body.writeUInt16LE(bits, 14)
  if (extensible) {
    body.writeUInt16LE(22, 16)
    body.writeUInt16LE(bits, 18)
    body.writeUInt32LE(SPEAKERS[spec.channels] ?? 0, 20)
    body.writeUInt16LE(coding, 24)
    GUID_TAIL.copy(body, 26)
  }
  return chunk('fmt ', body.length, body)
}

function longSizes(riffBytes: number, dataBytes: number, frames: number): Buffer {
  const body = Buffer.alloc(28)
  body.writeBigUInt64LE(BigInt(riffBytes), 0)
  body.writeBigUInt64LE(BigInt(dataBytes), 8)
  body.writeBigUInt64LE(BigInt(frames), 16)
  return body
}

const chunk = (id: string, size: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(id, 'latin1'), u32(size), body])

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
