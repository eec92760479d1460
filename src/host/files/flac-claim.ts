import { createHash } from 'node:crypto'

/** What a FLAC file says about itself: RFC 9639 "Free Lossless Audio Codec", 2024, section 8.2 (streaminfo). */
export interface FlacClaim {
  readonly bits: number
  /** 0 when the encoder did not know. */
  readonly frames: number
  /** MD5 of the interleaved samples in hex; nothing when the encoder did not say. */
  readonly md5: string | undefined
}

/** [control] The claim of a native FLAC file, also behind an ID3v2 tag; nothing for other files. */
export function readFlacClaim(bytes: Buffer): FlacClaim | undefined {
  const start = afterId3(bytes)
  if (bytes.length < start + 42 || bytes.toString('latin1', start, start + 4) !== 'fLaC') return undefined
  const info = bytes.subarray(start + 8, start + 42)
  const md5 = info.toString('hex', 18, 34)
  return {
    bits: (((info[12]! & 1) << 4) | (info[13]! >> 4)) + 1,
    frames: (info[13]! & 15) * 2 ** 32 + info.readUInt32BE(14),
    md5: /^0+$/.test(md5) ? undefined : md5,
  }
}

function afterId3(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0
  const size = (bytes[6]! << 21) | (bytes[7]! << 14) | (bytes[8]! << 7) | bytes[9]!
  return 10 + size
}

/**
 * What is wrong with decoded FLAC audio, as a sentence, or nothing. The decoder skips what it cannot read, and
 * everything after a gap would play early, so length and checksum are compared with the claim. [control]
 */
export function flacDamage(claim: FlacClaim, planar: readonly Float32Array[]): string | undefined {
  const frames = planar[0]?.length ?? 0
  if (claim.frames > 0 && frames !== claim.frames)
    return `it is damaged: ${frames} of its ${claim.frames} frames can be decoded`
  // A 32-bit float holds 24 bits exactly; of wider samples the checksum cannot be known.
  if (claim.md5 === undefined || claim.bits > 24) return undefined
  if (samplesMd5(planar, claim.bits) === claim.md5) return undefined
  return 'it is damaged: the decoded audio does not have the checksum that the file carries'
}

/** Samples as the encoder saw them: little-endian, in as few bytes as hold `bits`, interleaved. */
function samplesMd5(planar: readonly Float32Array[], bits: number): string {
  const width = Math.ceil(bits / 8)
  const scale = 2 ** (bits - 1)
  const frames = planar[0]?.length ?? 0
  const block = Buffer.alloc(4096 * width * planar.length)
  const hash = createHash('md5')
  for (let from = 0; from < frames; from += 4096) {
    const to = Math.min(frames, from + 4096)
    let at = 0
    for (let i = from; i < to; i++)
      for (let c = 0; c < planar.length; c++) {
        const sample = planar[c]![i]! * scale
        for (let shift = 0; shift < width * 8; shift += 8) block[at++] = sample >> shift
      }
    hash.update(block.subarray(0, at))
  }
  return hash.digest('hex')
}
