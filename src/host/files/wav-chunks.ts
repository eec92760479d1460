import type { FileBytes } from './file-bytes.ts'

/**
 * Finds the two chunks of a RIFF, RF64 or BW64 WAVE file that matter, in any order and whatever else there is. Nothing
 * is allocated by what a header claims. Sources: EBU Tech 3306, "RF64: An extended file format for audio", 2009;
 * ITU-R BS.2088-1, "Long-form file format", 2019.
 */
export interface WavChunks {
  /** Body of the `fmt ` chunk, at most its first 40 bytes. */
  readonly fmt: Buffer
  /** First byte of the samples. */
  readonly dataStart: number
  /** Bytes of samples that are in the file. */
  readonly dataBytes: number
  /** True when the header promises more, or does not say. */
  readonly truncated: boolean
}

/** Chunks looked at before giving up: a file of empty chunks must not take minutes. */
const MAX_CHUNKS = 4096

/** A 32-bit size that means "unknown" or "see ds64". */
const UNKNOWN = 0xffffffff

const CONTAINERS = ['RIFF', 'RF64', 'BW64']

/** [control] True when the file says it is a WAVE file that this reader is for. */
export function isWav(file: FileBytes): boolean {
  const head = file.bytes(0, 12)
  return CONTAINERS.includes(head.toString('latin1', 0, 4)) && head.toString('latin1', 8, 12) === 'WAVE'
}

/** [control] The chunks of a WAVE file. Throws `AudioFileError`. */
export function findWavChunks(file: FileBytes): WavChunks {
  checkHead(file)
  let fmt: Buffer | undefined
  let data: Omit<WavChunks, 'fmt'> | undefined
  let longBytes: number | undefined
  let at = 12
  for (let n = 0; n < MAX_CHUNKS && (fmt === undefined || data === undefined); n++) {
    const chunk = chunkAt(file, at)
    if (chunk === undefined) break
    let { size } = chunk
    if (chunk.id === 'ds64' && size >= 16) longBytes = longAt(file, at + 16)
    if (chunk.id === 'fmt ') fmt ??= file.bytes(at + 8, Math.min(40, size))
    if (chunk.id === 'data' && data === undefined) {
      if (size === UNKNOWN && longBytes !== undefined) size = longBytes
      data = samplesAt(file, at + 8, size)
      if (data.truncated) size = file.size
    }
    at = nextChunk(file, at + 8, size)
  }
  if (fmt === undefined) file.refuse('it has no "fmt " chunk, so its format is not known')
  if (data === undefined) file.refuse('it has no "data" chunk, so there is no audio in it')
  return { fmt, ...data }
}

function checkHead(file: FileBytes): void {
  if (file.size === 0) file.refuse('the file is empty')
  if (file.size < 12) file.refuse(`it has ${file.size} bytes, too few for a WAV file`)
  if (!isWav(file)) file.refuse('it is not a RIFF, RF64 or BW64 WAV file')
}

interface Chunk {
  readonly id: string
  readonly size: number
}

/** The chunk header at `at`, or nothing where the file ends before it does. */
function chunkAt(file: FileBytes, at: number): Chunk | undefined {
  if (at + 8 > file.size) return undefined
  const header = file.bytes(at, 8)
  if (header.length < 8) return undefined
  return { id: header.toString('latin1', 0, 4), size: header.readUInt32LE(4) }
}

/** A 64-bit size; rounded where a number cannot hold it, which is far beyond any file. */
function longAt(file: FileBytes, at: number): number | undefined {
  const bytes = file.bytes(at, 8)
  return bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : undefined
}

/** How much of the samples is there. A size of 0 is what a recorder leaves that never came to close its file. */
function samplesAt(file: FileBytes, dataStart: number, claimed: number): Omit<WavChunks, 'fmt'> {
  const there = file.size - dataStart
  const unclosed = claimed === 0 && !chunksReachEnd(file, dataStart)
  const truncated = unclosed || claimed > there
  return { dataStart, dataBytes: truncated ? there : claimed, truncated }
}

/** True when a tidy row of chunks leads from `at` to the end of the file: then an empty `data` chunk is meant. */
function chunksReachEnd(file: FileBytes, at: number): boolean {
  for (let n = 0; n < 64 && at < file.size; n++) {
    const chunk = plausibleChunk(file, at)
    if (chunk === undefined) return false
    at = nextChunk(file, at + 8, chunk.size)
  }
  // The last chunk may lack its padding byte, so `at` may be one past the end.
  return at >= file.size
}

/** Where the next chunk starts. Chunks are padded to even lengths, which some writers forget. */
function nextChunk(file: FileBytes, body: number, size: number): number {
  const end = body + size
  if (size % 2 === 0) return end
  const unpadded = file.bytes(end, 1)[0] !== 0 && plausibleChunk(file, end) !== undefined
  return unpadded ? end : end + 1
}

/** The chunk at `at` if its name is printable and its body fits in the file. */
function plausibleChunk(file: FileBytes, at: number): Chunk | undefined {
  const chunk = chunkAt(file, at)
  if (chunk === undefined || !/^[ -~]{4}$/.test(chunk.id)) return undefined
  return at + 8 + chunk.size <= file.size ? chunk : undefined
}
