/**
 * What a decoder that reads from front to back needs to know about an MP4 (m4a) file. Sources: ISO/IEC 14496-12, "ISO
 * base media file format", 2015; Apple, "QuickTime File Format Specification", 2016 (edit lists); the iTunSMPB text is
 * not in a standard, its fields are as iTunes writes them.
 */

/** The part of the decoded audio that was recorded; the rest is the codec's own delay and padding. */
export interface Mp4Trim {
  readonly startSeconds: number
  /** Nothing when the file does not say. */
  readonly seconds: number | undefined
}

interface Atom {
  readonly type: string
  /** First byte of the header, of the body, and behind the body. */
  readonly start: number
  readonly body: number
  readonly end: number
}

const CONTAINERS = ['moov', 'trak', 'edts', 'mdia', 'minf', 'stbl']

/** [control] True for an MP4 file. */
export const isMp4 = (bytes: Buffer): boolean => bytes.toString('latin1', 4, 8) === 'ftyp'

/**
 * [control] The file with its index (`moov`) in front of the audio, as a decoder without seeking needs it; `bytes`
 * itself when it already is. Many encoders write the index last.
 */
export function withIndexFirst(bytes: Buffer): Buffer {
  const top = atomsIn(bytes, 0, bytes.length)
  const moov = top.find((atom) => atom.type === 'moov')
  const audio = top.find((atom) => atom.type === 'mdat')
  if (moov === undefined || audio === undefined || moov.start < audio.start) return bytes
  const index = Buffer.from(bytes.subarray(moov.start, moov.end))
  for (const atom of allAtoms(index, 0, index.length)) shiftOffsets(index, atom, audio.start, moov)
  return Buffer.concat([
    bytes.subarray(0, audio.start),
    index,
    bytes.subarray(audio.start, moov.start),
    bytes.subarray(moov.end),
  ])
}

/** Everything between the place of the audio and the old place of the index moves back by the length of the index. */
function shiftOffsets(index: Buffer, atom: Atom, from: number, moov: Atom): void {
  const wide = atom.type === 'co64'
  if ((!wide && atom.type !== 'stco') || atom.end - atom.body < 8) return
  const width = wide ? 8 : 4
  const by = moov.end - moov.start
  const count = Math.min(index.readUInt32BE(atom.body + 4), Math.floor((atom.end - atom.body - 8) / width))
  for (let n = 0, at = atom.body + 8; n < count; n++, at += width) {
    const offset = wide ? Number(index.readBigUInt64BE(at)) : index.readUInt32BE(at)
    if (offset < from || offset >= moov.start) continue
    if (wide) index.writeBigUInt64BE(BigInt(offset + by), at)
    else index.writeUInt32BE((offset + by) % 2 ** 32, at)
  }
}

/** [control] The recorded part, from the edit list of the audio track or from what iTunes notes; nothing without both. */
export function mp4Trim(bytes: Buffer, sampleRate: number): Mp4Trim | undefined {
  const moov = atomsIn(bytes, 0, bytes.length).find((atom) => atom.type === 'moov')
  if (moov === undefined) return undefined
  return editListTrim(bytes, moov) ?? itunesTrim(bytes, moov, sampleRate)
}

function editListTrim(bytes: Buffer, moov: Atom): Mp4Trim | undefined {
  const inside = atomsIn(bytes, moov.body, moov.end)
  const movieScale = timescale(
    bytes,
    inside.find((atom) => atom.type === 'mvhd'),
  )
  const track = inside
    .filter((atom) => atom.type === 'trak')
    .map((atom) => allAtoms(bytes, atom.body, atom.end))
    .find((atoms) => atoms.some((atom) => atom.type === 'hdlr' && handler(bytes, atom) === 'soun'))
  const mediaScale = timescale(
    bytes,
    track?.find((atom) => atom.type === 'mdhd'),
  )
  const list = track?.find((atom) => atom.type === 'elst')
  if (movieScale === 0 || mediaScale === 0 || list === undefined) return undefined
  const edit = onlyEdit(bytes, list)
  if (edit === undefined) return undefined
  return {
    startSeconds: edit.mediaTime / mediaScale,
    seconds: edit.duration === 0 ? undefined : edit.duration / movieScale,
  }
}

const handler = (bytes: Buffer, atom: Atom): string => bytes.toString('latin1', atom.body + 8, atom.body + 12)

/** Units per second of an `mvhd` or `mdhd`; 0 when it is missing or cut off. */
function timescale(bytes: Buffer, atom: Atom | undefined): number {
  if (atom === undefined) return 0
  const at = atom.body + (bytes[atom.body] === 1 ? 20 : 12)
  return at + 4 <= atom.end ? bytes.readUInt32BE(at) : 0
}

/** The edit of a list with just one that is not a pause; more than one is a cut film, which is not ours to follow. */
function onlyEdit(bytes: Buffer, list: Atom): { duration: number; mediaTime: number } | undefined {
  if (list.end - list.body < 8) return undefined
  const long = bytes[list.body] === 1
  const width = long ? 20 : 12
  const count = Math.min(bytes.readUInt32BE(list.body + 4), Math.floor((list.end - list.body - 8) / width))
  const edits = []
  for (let n = 0, at = list.body + 8; n < count && edits.length < 2; n++, at += width) {
    const duration = long ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at)
    const mediaTime = long ? Number(bytes.readBigInt64BE(at + 8)) : bytes.readInt32BE(at + 4)
    if (mediaTime >= 0) edits.push({ duration, mediaTime })
  }
  return edits.length === 1 ? edits[0] : undefined
}

/** Delay, padding and true length in frames, as hexadecimal text. */
const ITUNES = /iTunSMPB.{4}data.{8} ?[0-9A-F]{8} ([0-9A-F]{8}) [0-9A-F]{8} ([0-9A-F]{16})/s

function itunesTrim(bytes: Buffer, moov: Atom, sampleRate: number): Mp4Trim | undefined {
  const match = ITUNES.exec(bytes.toString('latin1', moov.body, moov.end))
  if (match === null) return undefined
  const frames = Number.parseInt(match[2]!, 16)
  return {
    startSeconds: Number.parseInt(match[1]!, 16) / sampleRate,
    seconds: frames === 0 ? undefined : frames / sampleRate,
  }
}

/** The atoms of one level, up to the first that makes no sense. */
function atomsIn(bytes: Buffer, from: number, to: number): Atom[] {
  const atoms: Atom[] = []
  for (let at = from; at + 8 <= to; ) {
    let size = bytes.readUInt32BE(at)
    let body = at + 8
    if (size === 1 && at + 16 <= to) {
      size = Number(bytes.readBigUInt64BE(at + 8))
      body = at + 16
    } else if (size === 0) size = to - at
    if (size < body - at || at + size > to) break
    atoms.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, body, end: at + size })
    at += size
  }
  return atoms
}

/** The atoms of all levels that are looked into; `CONTAINERS` is a tree of depth five, so this ends. */
function allAtoms(bytes: Buffer, from: number, to: number, depth = 0): Atom[] {
  if (depth > CONTAINERS.length) return []
  return atomsIn(bytes, from, to).flatMap((atom) =>
    CONTAINERS.includes(atom.type) ? [atom, ...allAtoms(bytes, atom.body, atom.end, depth + 1)] : [atom],
  )
}
