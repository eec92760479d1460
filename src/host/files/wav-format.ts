import { MAX_CHANNELS, MAX_SAMPLE_RATE } from './audio-source.ts'

/**
 * The `fmt ` chunk of a WAVE file. Sources: Microsoft, "Multiple Channel Audio Data and WAVE Files", 2007; IBM and
 * Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991.
 */

/** How one sample is stored. */
export type WavEncoding = 'uint8' | 'int16' | 'int24' | 'int32' | 'float32' | 'float64' | 'a-law' | 'mu-law'

/** Bytes of one stored sample. */
export const BYTES_PER_SAMPLE: Readonly<Record<WavEncoding, number>> = {
  uint8: 1,
  int16: 2,
  int24: 3,
  int32: 4,
  float32: 4,
  float64: 8,
  'a-law': 1,
  'mu-law': 1,
}

/** A `fmt ` chunk that can be read. */
export interface WavFormat {
  readonly encoding: WavEncoding
  readonly channels: number
  /** Hz. */
  readonly sampleRate: number
  /** Bits that carry sound; the container may be wider. */
  readonly bits: number
  /** Bytes of one frame. */
  readonly blockAlign: number
}

export const TAG_PCM = 1
export const TAG_FLOAT = 3
export const TAG_EXTENSIBLE = 0xfffe

const OTHER_TAGS: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  17: 'IMA ADPCM',
  49: 'GSM 6.10',
  64: 'G.721 ADPCM',
  80: 'MPEG',
  85: 'MP3',
  255: 'AAC',
  353: 'Windows Media Audio',
  8192: 'AC-3',
  61868: 'FLAC',
}

/** Bytes 2..15 of a sub-format: the one of Microsoft, and the one of Ambisonic B-format files. */
const GUID_TAILS = ['000000001000800000aa00389b71', '00002107d3118644c8c1ca000000']

/** [control] The format in the body of a `fmt ` chunk, or the sentence that says why it cannot be read. */
export function parseWavFormat(fmt: Buffer): WavFormat | string {
  if (fmt.length < 16) return `its "fmt " chunk has ${fmt.length} bytes, at least 16 are needed`
  const channels = fmt.readUInt16LE(2)
  const sampleRate = fmt.readUInt32LE(4)
  const blockAlign = fmt.readUInt16LE(12)
  const containerBits = fmt.readUInt16LE(14)
  if (channels === 0 || channels > MAX_CHANNELS)
    return `it claims ${channels} channels, 1 to ${MAX_CHANNELS} can be read`
  if (sampleRate === 0 || sampleRate > MAX_SAMPLE_RATE)
    return `it claims ${sampleRate} Hz, 1 to ${MAX_SAMPLE_RATE} Hz can be read`

  const tag = codingTag(fmt)
  if (typeof tag === 'string') return tag
  const encoding = encodingOf(tag, containerBits)
  if (encoding === undefined) return unknownCoding(tag, containerBits)
  const expected = channels * BYTES_PER_SAMPLE[encoding]
  if (blockAlign !== expected)
    return `it claims ${blockAlign} bytes per frame, but ${channels} x ${containerBits} bits are ${expected}`
  return { encoding, channels, sampleRate, bits: validBits(fmt, containerBits), blockAlign }
}

/** The coding, looked up behind WAVE_FORMAT_EXTENSIBLE where need be. */
function codingTag(fmt: Buffer): number | string {
  const tag = fmt.readUInt16LE(0)
  if (tag !== TAG_EXTENSIBLE) return tag
  if (fmt.length < 40) return `its extensible "fmt " chunk has ${fmt.length} bytes, 40 are needed`
  const tail = fmt.toString('hex', 26, 40)
  if (!GUID_TAILS.includes(tail)) return 'its extensible format names a coding that is not known'
  return fmt.readUInt16LE(24)
}

/** Samples narrower than their bytes are left-justified in them, so they read like the full width. */
function encodingOf(tag: number, bits: number): WavEncoding | undefined {
  if (tag === TAG_PCM) {
    if (bits < 1 || bits > 32) return undefined
    return bits <= 8 ? 'uint8' : bits <= 16 ? 'int16' : bits <= 24 ? 'int24' : 'int32'
  }
  if (tag === TAG_FLOAT) return bits === 32 ? 'float32' : bits === 64 ? 'float64' : undefined
  if (tag === 6) return bits === 8 ? 'a-law' : undefined
  if (tag === 7) return bits === 8 ? 'mu-law' : undefined
  return undefined
}

function unknownCoding(tag: number, bits: number): string {
  if (tag === TAG_PCM) return `it claims PCM of ${bits} bits, 1 to 32 can be read`
  if (tag === TAG_FLOAT) return `it claims float of ${bits} bits, 32 and 64 can be read`
  if (tag === 6 || tag === 7) return `it claims A-law or mu-law of ${bits} bits, 8 can be read`
  const name = OTHER_TAGS[tag] ?? 'an unknown coding'
  return `it holds ${name} (0x${tag.toString(16).padStart(4, '0')}), PCM, float, A-law and mu-law can be read`
}

/** Writers leave the field at 0 or garbage where they have nothing to say. */
function validBits(fmt: Buffer, containerBits: number): number {
  if (fmt.readUInt16LE(0) !== TAG_EXTENSIBLE) return containerBits
  const valid = fmt.readUInt16LE(18)
  return valid >= 1 && valid <= containerBits ? valid : containerBits
}
