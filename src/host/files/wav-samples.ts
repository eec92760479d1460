import type { SampleTarget } from './audio-source.ts'
import type { WavEncoding } from './wav-format.ts'

/** Beyond this a 32-bit float target would hold an infinity. */
const HIGHEST = 3.4028234663852886e38

/**
 * Decodes one channel of interleaved frames into `target[offset..offset + frames)`, full scale 1: the most negative
 * integer is -1. Returns how many samples were not finite and became 0. Allocates nothing. [control] or a reader thread.
 */
export function decodeSamples(
  encoding: WavEncoding,
  bytes: DataView,
  frames: number,
  channels: number,
  channel: number,
  target: SampleTarget,
  offset: number,
): number {
  switch (encoding) {
    case 'int16':
      for (let i = 0, at = channel * 2; i < frames; i++, at += channels * 2)
        target[offset + i] = bytes.getInt16(at, true) / 0x8000
      return 0
    case 'int24':
      for (let i = 0, at = channel * 3; i < frames; i++, at += channels * 3)
        target[offset + i] = (bytes.getUint16(at, true) + bytes.getInt8(at + 2) * 0x10000) / 0x800000
      return 0
    case 'int32':
      for (let i = 0, at = channel * 4; i < frames; i++, at += channels * 4)
        target[offset + i] = bytes.getInt32(at, true) / 0x80000000
      return 0
    case 'uint8':
      for (let i = 0, at = channel; i < frames; i++, at += channels)
        target[offset + i] = (bytes.getUint8(at) - 128) / 128
      return 0
    case 'float32':
    case 'float64':
      return decodeFloats(encoding === 'float64', bytes, frames, channels, channel, target, offset)
    case 'a-law':
    case 'mu-law': {
      const table = encoding === 'a-law' ? A_LAW : MU_LAW
      for (let i = 0, at = channel; i < frames; i++, at += channels)
        target[offset + i] = table[bytes.getUint8(at)]!
      return 0
    }
  }
}

function decodeFloats(
  double: boolean,
  bytes: DataView,
  frames: number,
  channels: number,
  channel: number,
  target: SampleTarget,
  offset: number,
): number {
  const width = double ? 8 : 4
  let nonFinite = 0
  for (let i = 0, at = channel * width; i < frames; i++, at += channels * width) {
    const x = double ? bytes.getFloat64(at, true) : bytes.getFloat32(at, true)
    if (Math.abs(x) <= HIGHEST) target[offset + i] = x
    else {
      target[offset + i] = 0
      nonFinite++
    }
  }
  return nonFinite
}

/** ITU-T G.711 (1988), table 1: 13-bit values of the 256 A-law codes, full scale 1. */
const A_LAW = Float64Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55
  const exponent = (bits >> 4) & 7
  const mantissa = ((bits & 15) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
  return (bits & 0x80 ? magnitude : -magnitude) / 0x8000
})

/** ITU-T G.711 (1988), table 2: 14-bit values of the 256 mu-law codes, full scale 1. */
const MU_LAW = Float64Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84
  return (bits & 0x80 ? -magnitude : magnitude) / 0x8000
})
