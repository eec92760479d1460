import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AudioFileError, openWav } from '../../../src/host/files/index.ts'
import { put, scratchFolder } from './scratch.ts'
import { chunk, count16, ds64, fmt, fmtBody, fmtExtensible, u16, u32, wav } from './wav-bytes.ts'

const folder = scratchFolder()
const data = chunk('data', count16(10))
const good = wav([fmt(), data])
const withFmt = (body: Uint8Array) => wav([chunk('fmt ', body), data])

/** One defect each, and a part of the sentence that names it. */
const REFUSED: readonly (readonly [string, Uint8Array, string])[] = [
  ['nothing at all', Buffer.alloc(0), 'the file is empty'],
  ['one byte', Buffer.from('R'), '1 bytes'],
  ['half a head', good.subarray(0, 11), '11 bytes'],
  ['a head alone', good.subarray(0, 12), 'no "fmt " chunk'],
  ['text', Buffer.from('This is not a WAV file at all.'), 'not a RIFF'],
  ['zeros', Buffer.alloc(4096), 'not a RIFF'],
  ['big-endian RIFX', wav([fmt(), data], 'RIFX'), 'not a RIFF'],
  ['an AVI file', Buffer.from(good).fill('AVI ', 8, 12), 'not a RIFF'],
  ['44 bytes without audio', wav([fmt(), chunk('data', Buffer.alloc(0))]), 'not one frame'],
  [
    'an empty data chunk before others',
    wav([fmt(), chunk('data', Buffer.alloc(0)), chunk('LIST', Buffer.alloc(5))]),
    'not one frame',
  ],
  ['less than a frame', wav([fmt(), chunk('data', Buffer.alloc(3))]), 'not one frame'],
  ['no fmt chunk', wav([data]), 'no "fmt " chunk'],
  ['no data chunk', wav([fmt()]), 'no "data" chunk'],
  [
    'a fmt chunk behind data of unknown size',
    wav([chunk('data', count16(9), 0xffffffff), fmt()]),
    'no "fmt " chunk',
  ],
  ['a fmt chunk of 0 bytes', withFmt(Buffer.alloc(0)), '0 bytes'],
  ['a fmt chunk of 14 bytes', withFmt(fmtBody().subarray(0, 14)), '14 bytes'],
  ['a fmt chunk cut off by the end', good.subarray(0, 30), 'no "data" chunk'],
  ['a fmt chunk of 4 GiB', wav([chunk('fmt ', Buffer.alloc(3), 0xfffffff0)]), 'no "data" chunk'],
  ['0 channels', wav([fmt({ channels: 0, align: 4 }), data]), '0 channels'],
  ['65 channels', wav([fmt({ channels: 65 }), data]), '65 channels'],
  ['65535 channels', wav([fmt({ channels: 65535, align: 65534 }), data]), '65535 channels'],
  ['0 Hz', wav([fmt({ rate: 0 }), data]), '0 Hz'],
  ['768001 Hz', wav([fmt({ rate: 768001 }), data]), '768001 Hz'],
  ['1e9 Hz', wav([fmt({ rate: 1e9 }), data]), '1000000000 Hz'],
  ['4294967295 Hz', wav([fmt({ rate: 0xffffffff }), data]), '4294967295 Hz'],
  ['0 bytes per frame', wav([fmt({ align: 0 }), data]), '0 bytes per frame'],
  ['1 byte per frame', wav([fmt({ align: 1 }), data]), '1 bytes per frame'],
  ['3 bytes per frame', wav([fmt({ align: 3 }), data]), '3 bytes per frame'],
  ['65535 bytes per frame', wav([fmt({ align: 65535 }), data]), '65535 bytes per frame'],
  ['0 bits', wav([fmt({ bits: 0, align: 4 }), data]), '0 bits'],
  ['33 bits', wav([fmt({ bits: 33 }), data]), '33 bits'],
  ['64-bit integers', wav([fmt({ bits: 64 }), data]), '64 bits'],
  ['65535 bits', wav([fmt({ bits: 65535, align: 4 }), data]), '65535 bits'],
  ['floats of 16 bits', wav([fmt({ tag: 3, bits: 16 }), data]), 'float of 16 bits'],
  ['floats of 24 bits', wav([fmt({ tag: 3, bits: 24 }), data]), 'float of 24 bits'],
  ['A-law of 16 bits', wav([fmt({ tag: 6 }), data]), 'A-law'],
  ['coding 0', wav([fmt({ tag: 0 }), data]), 'unknown coding (0x0000)'],
  ['ADPCM', wav([fmt({ tag: 0x11, bits: 4 }), data]), 'IMA ADPCM (0x0011)'],
  ['MP3 in a WAV', wav([fmt({ tag: 0x55, bits: 0 }), data]), 'MP3 (0x0055)'],
  ['extensible without its extension', wav([fmt({ tag: 0xfffe }), data]), '40 are needed'],
  [
    'extensible with half of it',
    withFmt(Buffer.concat([fmtBody({ tag: 0xfffe }), u16(22, 16), u32(3)])),
    '24 bytes',
  ],
  ['an unknown sub-format', wav([fmtExtensible({}, 16, 'ff'.repeat(14)), data]), 'not known'],
  ['extensible within extensible', wav([fmtExtensible({ tag: 0xfffe }), data]), 'unknown coding (0xfffe)'],
  [
    'a hundred thousand empty chunks',
    wav([...Array(100000).fill(chunk('junk', Buffer.alloc(0))), fmt(), data]),
    'no "fmt " chunk',
  ],
  [
    'a chunk of 4 GiB before all',
    wav([chunk('JUNK', Buffer.alloc(8), 0xfffffff7), fmt(), data]),
    'no "fmt " chunk',
  ],
]

/** One oddity each that says nothing against the audio; frames that can be read. */
const READ: readonly (readonly [string, Uint8Array, number])[] = [
  ['a RIFF size of 0', Buffer.from(good).fill(0, 4, 8), 10],
  ['a RIFF size of 4 GiB', Buffer.from(good).fill(255, 4, 8), 10],
  ['a data size of 4 GiB', wav([fmt(), chunk('data', count16(10), 0xfffffffe)]), 10],
  [
    '2^62 bytes in ds64',
    wav([ds64(0, 2n ** 62n, 1), fmt(), chunk('data', count16(10), 0xffffffff)], 'RF64'),
    10,
  ],
  ['an RF64 without ds64', wav([fmt(), chunk('data', count16(10), 0xffffffff)], 'RF64'), 10],
  [
    'a ds64 of 8 bytes',
    wav([chunk('ds64', Buffer.alloc(8)), fmt(), chunk('data', count16(10), 0xffffffff)], 'RF64'),
    10,
  ],
  [
    'a ds64 that was never filled in',
    wav([ds64(0, 0n, 0), fmt(), chunk('data', count16(10), 0xffffffff)], 'RF64'),
    10,
  ],
  ['a ds64 in a RIFF', wav([ds64(0, 4n, 1), fmt(), data]), 10],
  ['two fmt chunks, the first counts', wav([fmt(), fmt({ channels: 1 }), data]), 10],
  ['two data chunks, the first counts', wav([fmt(), data, chunk('data', count16(3))]), 10],
  ['rubbish behind the audio', Buffer.concat([good, Buffer.from('rubbish')]), 10],
  ['wrong bytes per second', Buffer.from(good).fill(255, 28, 32), 10],
  ['0 valid bits', wav([fmtExtensible({}, 0), data]), 10],
  ['more valid bits than bits', wav([fmtExtensible({}, 99), data]), 10],
  ['a chunk name of zero bytes', wav([fmt(), chunk('\0\0\0\0', Buffer.alloc(2)), data]), 10],
  ['audio that looks like a chunk', wav([fmt(), chunk('data', Buffer.from('LISTLISTLIST'), 0)]), 3],
]

/** Opens and reads everything in small steps: the count of frames, or the typed error. Anything else fails the test. */
function attempt(bytes: Uint8Array): number | AudioFileError {
  const path = put(folder, 'hostile.wav', bytes)
  try {
    const reader = openWav(path)
    const targets = Array.from({ length: reader.info.channels }, () => new Float64Array(4096))
    let frames = 0
    for (;;) {
      const got = reader.read(frames, 4096, targets)
      for (const x of targets) if (!x.every(Number.isFinite)) throw new Error('a sample is not finite')
      frames += got
      if (got < 4096) break
    }
    reader.close()
    expect(frames).toBe(reader.info.frames)
    return frames
  } catch (error) {
    if (error instanceof AudioFileError) return error
    throw error
  }
}

/** A fresh file's worth of memory is all that reading takes. */
function expectSmall(before: number): void {
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64e6)
}

describe('a WAV reader, given something hostile', () => {
  it.each(REFUSED)('refuses %s in one sentence', (_, bytes, part) => {
    const before = process.memoryUsage().arrayBuffers
    const error = attempt(bytes)
    expect(error).toBeInstanceOf(AudioFileError)
    const { sentence, path, message } = error as AudioFileError
    expect(sentence).toContain(part)
    expect(message).toBe(`${path}: ${sentence}`)
    expect(sentence).not.toMatch(/\n|undefined|NaN/)
    expectSmall(before)
  })

  it.each(READ)('reads the audio in spite of %s', (_, bytes, frames) => {
    const before = process.memoryUsage().arrayBuffers
    expect(attempt(bytes)).toBe(frames)
    expectSmall(before)
  })

  it('survives a cut at every byte', () => {
    const files = [
      good,
      wav([fmtExtensible({ bits: 24 }), chunk('LIST', Buffer.alloc(7)), chunk('data', Buffer.alloc(60))]),
      wav([ds64(100, 40n, 10), fmt(), chunk('data', count16(10), 0xffffffff)], 'RF64'),
      wav([data, fmt()]),
    ]
    for (const file of files) {
      for (let length = 0; length < file.length; length++) {
        const result = attempt(file.subarray(0, length))
        if (result instanceof AudioFileError) expect(result.sentence).not.toContain('\n')
        else expect(result).toBeLessThanOrEqual(10)
      }
    }
  })

  it('says that a cut file is truncated', () => {
    for (let length = 48; length < good.length; length++) {
      const { info } = openWav(put(folder, 'cut.wav', good.subarray(0, length)))
      expect(info).toMatchObject({ truncated: true, frames: Math.floor((length - 44) / 4) })
    }
  })

  it('gives audio or its one error for flipped, cut and shuffled bytes', () => {
    const seeds = [
      good,
      wav([
        fmtExtensible({ tag: 3, bits: 32, channels: 6 }),
        chunk('LIST', Buffer.alloc(7)),
        chunk('data', Buffer.alloc(480)),
      ]),
      wav(
        [
          ds64(100, 400n, 100),
          chunk('bext', Buffer.alloc(9)),
          fmt(),
          chunk('data', count16(100), 0xffffffff),
        ],
        'RF64',
      ),
      wav([fmt({ tag: 3, bits: 64 }), chunk('data', Buffer.alloc(1600, 'wild'))]),
    ]
    const before = process.memoryUsage().arrayBuffers
    const flips = fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom(...seeds), flips, fc.option(fc.nat(200)), (seed, changes, cut) => {
        const bytes = Buffer.from(seed)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        attempt(cut === null ? bytes : bytes.subarray(0, cut))
      }),
      { numRuns: 600, seed: 1 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
        attempt(Buffer.concat([good.subarray(0, 12), body]))
      }),
      { numRuns: 300, seed: 2 },
    )
    expectSmall(before)
  })
})

describe('a path that is no file', () => {
  const refused = (path: string): string => {
    try {
      openWav(path)
    } catch (error) {
      if (error instanceof AudioFileError) return error.sentence
      throw error
    }
    throw new Error(`${path} was opened`)
  }

  it('is refused in one sentence', () => {
    const file = put(folder, 'file.wav', good)
    mkdirSync(join(folder, 'folder.wav'))
    symlinkSync('circle.wav', join(folder, 'circle.wav'))
    expect(refused(join(folder, 'missing.wav'))).toBe('there is no such file or folder')
    expect(refused(join(folder, 'folder.wav'))).toBe('it is not a file')
    expect(refused(join(file, 'below.wav'))).toContain('not a folder')
    expect(refused(join(folder, 'circle.wav'))).toContain('circle')
    expect(refused(join(folder, 'long'.repeat(100)))).toContain('too long')
  })

  it('does not wait for a pipe', () => {
    const pipe = join(folder, 'pipe.wav')
    if (spawnSync('mkfifo', [pipe]).status === 0) expect(refused(pipe)).toBe('it is not a file')
  })
})
