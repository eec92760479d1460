import { closeSync, ftruncateSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWav } from '../../../src/host/files/index.ts'
import { put, readAll, scratchFolder } from './scratch.ts'
import { chunk, count16, ds64, type FmtFields, fmt, fmtExtensible, wav } from './wav-bytes.ts'

const folder = scratchFolder()
let files = 0
const open = (bytes: Uint8Array) => openWav(put(folder, `${files++}.wav`, bytes))

/** The samples of a mono file with this data. */
function decoded(fields: FmtFields, data: Uint8Array): number[] {
  const reader = open(wav([fmt({ channels: 1, ...fields }), chunk('data', data)]))
  return Array.from(readAll(reader)[0]!)
}

describe('a WAV reader', () => {
  it('reads unsigned 8-bit samples', () => {
    expect(decoded({ bits: 8 }, Buffer.from([0, 128, 255, 64]))).toEqual([-1, 0, 127 / 128, -0.5])
  })

  it('reads 16, 24 and 32-bit samples at full scale', () => {
    const i16 = Buffer.from(Int16Array.of(-32768, -1, 0, 1, 32767).buffer)
    expect(decoded({ bits: 16 }, i16)).toEqual([-1, -1 / 32768, 0, 1 / 32768, 32767 / 32768])
    const i24 = Buffer.from('000080ffffff000000010000ffff7f', 'hex')
    expect(decoded({ bits: 24 }, i24)).toEqual([-1, -(2 ** -23), 0, 2 ** -23, 1 - 2 ** -23])
    const i32 = Buffer.from(Int32Array.of(-(2 ** 31), -1, 0, 1, 2 ** 31 - 1).buffer)
    expect(decoded({ bits: 32 }, i32)).toEqual([-1, -(2 ** -31), 0, 2 ** -31, 1 - 2 ** -31])
  })

  it('reads 32 and 64-bit floats, also beyond full scale', () => {
    const values = [-2.5, -0, 1e-30, 0.1]
    const f32 = Buffer.from(Float32Array.from(values).buffer)
    expect(decoded({ tag: 3, bits: 32 }, f32)).toEqual(values.map(Math.fround))
    expect(decoded({ tag: 3, bits: 64 }, Buffer.from(Float64Array.from(values).buffer))).toEqual(values)
  })

  it('reads A-law and mu-law as ITU-T G.711 lays them down', () => {
    // The values of the codes at both ends and around zero, 16-bit.
    const aLaw = decoded({ tag: 6, bits: 8 }, Buffer.from([0xd5, 0x55, 0xaa, 0x2a, 0xd4])).map(
      (x) => x * 32768,
    )
    expect(aLaw).toEqual([8, -8, 32256, -32256, 24])
    const muLaw = decoded({ tag: 7, bits: 8 }, Buffer.from([0xff, 0x7f, 0x80, 0x00, 0xfe])).map(
      (x) => x * 32768,
    )
    expect(muLaw).toEqual([0, -0, 32124, -32124, 8])
  })

  it('reads extensible formats and reports the bits that carry sound', () => {
    const data = chunk('data', Buffer.from(Int32Array.of(2 ** 30, -(2 ** 31)).buffer))
    const reader = open(wav([fmtExtensible({ channels: 1, bits: 32 }, 24), data]))
    expect(reader.info).toMatchObject({ bits: 24, encoding: 'int32', frames: 2, float: false })
    expect(Array.from(readAll(reader)[0]!)).toEqual([0.5, -1])
    const ambisonic = fmtExtensible({ tag: 3, channels: 4, bits: 32 }, 32, '00002107d3118644c8c1ca000000')
    expect(open(wav([ambisonic, chunk('data', Buffer.alloc(32))])).info).toMatchObject({
      channels: 4,
      float: true,
      frames: 2,
    })
  })

  it('reads 12-bit samples, which are left-justified in 16', () => {
    const reader = open(wav([fmt({ channels: 1, bits: 12 }), chunk('data', count16(4, 1))]))
    expect(reader.info).toMatchObject({ bits: 12, encoding: 'int16', frames: 4 })
  })

  it('finds its chunks in any order, among others, with or without padding', () => {
    const data = chunk('data', count16(10))
    const odd = chunk('LIST', Buffer.from('INFOISFT!'))
    const orders = [
      [fmt(), data],
      [data, fmt()],
      [odd, chunk('bext', Buffer.alloc(602)), fmt(), odd, data, odd],
      [odd.subarray(0, odd.length - 1), fmt(), data],
      [chunk('data', Buffer.from('odd')), fmt({ channels: 1, bits: 8 })],
    ]
    const frames = orders.map((chunks) => {
      const { info } = open(wav(chunks))
      expect(info.truncated).toBe(false)
      return info.frames
    })
    expect(frames).toEqual([10, 10, 10, 10, 3])
  })

  it('reads from any frame into any place, over the edges of its buffer', () => {
    const frames = 40000
    const reader = open(wav([fmt(), chunk('data', count16(frames))]))
    const left = new Float64Array(100)
    const right = new Float32Array(100)
    for (const start of [0, 1, 16383, 16384, 16350, frames - 90]) {
      const got = reader.read(start, 90, [left, right], 10)
      expect(got).toBe(90)
      for (let i = 0; i < 90; i++) {
        const value = (n: number) => ((n << 16) >> 16) / 32768
        expect(left[10 + i]).toBe(value(2 * (start + i) + 1))
        expect(right[10 + i]).toBe(value(2 * (start + i) + 2))
      }
    }
  })

  it('reads fewer frames at the end, and none behind it', () => {
    const reader = open(wav([fmt(), chunk('data', count16(10))]))
    const target = new Float64Array(8).fill(7)
    expect(reader.read(6, 8, [target])).toBe(4)
    expect(Array.from(target.subarray(3))).toEqual([19 / 32768, 7, 7, 7, 7])
    expect(reader.read(10, 8, [target])).toBe(0)
    expect(reader.read(1e15, 8, [target])).toBe(0)
  })

  it('holds calls to what they can mean', () => {
    const reader = open(wav([fmt(), chunk('data', count16(10))]))
    const x = new Float64Array(4)
    expect(() => reader.read(-1, 4, [x])).toThrow(RangeError)
    expect(() => reader.read(0, 0.5, [x])).toThrow(RangeError)
    expect(() => reader.read(0, 5, [x])).toThrow(RangeError)
    expect(() => reader.read(0, 4, [x, x, x])).toThrow(RangeError)
  })

  it('reads what is there of a file that was never closed', () => {
    const body = count16(10)
    for (const size of [0, 0xffffffff, 41, 0x7fffffff]) {
      const { info } = open(wav([fmt(), chunk('data', body, size)]))
      expect(info).toMatchObject({ frames: 10, truncated: true, seconds: 10 / 48000 })
    }
  })

  it('takes a size in bytes that is no whole frame for what it is', () => {
    const { info } = open(wav([fmt(), chunk('data', count16(10), 38), Buffer.alloc(0)]))
    expect(info).toMatchObject({ frames: 9, truncated: false })
  })

  it('makes samples that are not finite 0 and counts them', () => {
    const f32 = Buffer.from(Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, -1).buffer)
    const reader = open(wav([fmt({ tag: 3, channels: 1, bits: 32 }), chunk('data', f32)]))
    expect(Array.from(readAll(reader)[0]!)).toEqual([0, 1, 0, -1])
    expect(reader.nonFiniteSamples).toBe(2)
    // 1e300 is finite, but not in a 32-bit target.
    const f64 = Buffer.from(Float64Array.of(1e300, Number.NEGATIVE_INFINITY, 0.5).buffer)
    const double = open(wav([fmt({ tag: 3, channels: 1, bits: 64 }), chunk('data', f64)]))
    const target = new Float32Array(3)
    double.read(0, 3, [target])
    expect(Array.from(target)).toEqual([0, 0, 0.5])
    expect(double.nonFiniteSamples).toBe(2)
  })

  it('reads RF64 and BW64, with the sizes of ds64', () => {
    const data = chunk('data', count16(10), 0xffffffff)
    for (const container of ['RF64', 'BW64']) {
      const { info } = open(wav([ds64(0, 40n, 10), fmt(), data], container))
      expect(info).toMatchObject({ frames: 10, truncated: false })
      expect(open(wav([ds64(0, 2n ** 63n, 10), fmt(), data], container)).info).toMatchObject({
        frames: 10,
        truncated: true,
      })
    }
  })

  it('reads behind the fourth gigabyte', () => {
    const frames = 2 ** 30 + 100
    const head = wav([ds64(frames * 4 + 72, BigInt(frames * 4), frames), fmt()], 'RF64')
    const start = Buffer.concat([head, Buffer.from('data'), Buffer.alloc(4, 255)])
    const path = put(folder, 'long.wav', start)
    const handle = openSync(path, 'r+')
    ftruncateSync(handle, start.length + frames * 4)
    writeSync(handle, count16(1), 0, 4, start.length + (frames - 1) * 4)
    closeSync(handle)
    const reader = openWav(path)
    expect(reader.info).toMatchObject({ frames, truncated: false })
    const target = new Float64Array(2)
    expect(reader.read(frames - 2, 2, [target])).toBe(2)
    expect(Array.from(target)).toEqual([0, 1 / 32768])
    reader.close()
  })

  it('keeps reading a file that was renamed, and gives what is left of one that shrinks', () => {
    const path = put(folder, 'moving.wav', wav([fmt(), chunk('data', count16(10))]))
    const reader = openWav(path)
    renameSync(path, join(folder, 'moved.wav'))
    expect(reader.read(0, 10, [new Float64Array(10)])).toBe(10)
    const handle = openSync(join(folder, 'moved.wav'), 'r+')
    ftruncateSync(handle, 44 + 16)
    closeSync(handle)
    expect(reader.read(0, 10, [new Float64Array(10)])).toBe(4)
    reader.close()
    reader.close()
  })
})
