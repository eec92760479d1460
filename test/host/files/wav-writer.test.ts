import { ftruncateSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  AudioFileError,
  openWav,
  type SampleTarget,
  WavWriter,
  type WavWriterOptions,
} from '../../../src/host/files/index.ts'
import { wavHeader } from '../../../src/host/files/wav-header.ts'
import { difference, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { noise, sine } from '../../support/signals.ts'
import { has, put, readAll, run, scratchFolder } from './scratch.ts'

const folder = scratchFolder()
const at = (name: string): string => join(folder, name)

function write(name: string, planar: SampleTarget[], options: Partial<WavWriterOptions> = {}) {
  const writer = new WavWriter(at(name), {
    channels: planar.length,
    sampleRate: 48000,
    encoding: 'int24',
    ...options,
  })
  writer.write(planar)
  return writer.close()
}

const back = (name: string): Float64Array[] => readAll(openWav(at(name)))

/** Every 16-bit code once, and enough 24-bit codes to meet every byte value in every place. */
const CODES_16 = Float64Array.from({ length: 65536 }, (_, i) => (i - 32768) / 32768)
const CODES_24 = Float64Array.from(
  { length: 65536 },
  (_, i) => (i * 256 + ((i * 7) & 255) - 2 ** 23) / 2 ** 23,
)

describe('a WAV writer', () => {
  it('keeps every 16 and 24-bit code, bit for bit', () => {
    write('16.wav', [CODES_16], { encoding: 'int16', dither: 'none' })
    expect(back('16.wav')[0]).toEqual(CODES_16)
    write('24.wav', [CODES_24, CODES_16])
    expect(back('24.wav')).toEqual([CODES_24, CODES_16])
  })

  it('writes the bytes of a file it has read', () => {
    for (const encoding of ['int16', 'int24', 'float32'] as const) {
      write('first.wav', [noise(1001), noise(1001, 1, 2)], { encoding })
      write('second.wav', back('first.wav'), { encoding, dither: 'none' })
      expect(readFileSync(at('second.wav')).equals(readFileSync(at('first.wav')))).toBe(true)
    }
  })

  it('keeps 32-bit floats, also beyond full scale', () => {
    const x = Float64Array.of(0, -0, 1e-40, 0.1, -3, 1e30)
    write('float.wav', [x], { encoding: 'float32' })
    expect(back('float.wav')[0]).toEqual(x.map(Math.fround))
  })

  it('rounds to the nearest step', () => {
    const x = Float64Array.of(0.49, 0.5, 0.51, -0.49, -0.51, 1.5, -1.5).map((lsb) => lsb / 2 ** 23)
    write('round.wav', [x])
    expect(Array.from(back('round.wav')[0]!, (y) => y * 2 ** 23)).toEqual([0, 1, 1, 0, -1, 2, -1])
    const error = noise(50000)
    write('half.wav', [error])
    expect(Math.max(...back('half.wav')[0]!.map((y, i) => Math.abs(y - error[i]!)))).toBeLessThanOrEqual(
      2 ** -24,
    )
  })

  it('clips what is beyond full scale and counts it', () => {
    const x = Float64Array.of(1.5, 1, 1 - 2 ** -15, -1, -1.0001, Number.NaN, Number.NEGATIVE_INFINITY)
    const report = write('clip.wav', [x], { encoding: 'int16', dither: 'none' })
    expect(report).toMatchObject({ clippedSamples: 2, nonFiniteSamples: 2, frames: 7 })
    expect(Array.from(back('clip.wav')[0]!, (y) => y * 32768)).toEqual([
      32767, 32767, 32767, -32768, -32768, 0, 0,
    ])
    expect(write('loud.wav', [Float64Array.of(4, 1e300)], { encoding: 'float32' })).toMatchObject({
      clippedSamples: 0,
      nonFiniteSamples: 1,
    })
  })

  it('gives the same bytes for blocks of any size', () => {
    const x = [noise(30000, 0.5, 1), noise(30000, 0.5, 2), noise(30000, 0.5, 3)]
    for (const encoding of ['int16', 'int24', 'float32'] as const) {
      write('whole.wav', x, { encoding })
      const writer = new WavWriter(at('parts.wav'), { channels: 3, sampleRate: 48000, encoding })
      for (let from = 0, n = 1; from < 30000; from += n, n = 1 + ((n * 7) % 9000))
        writer.write(x, Math.min(n, 30000 - from), from)
      writer.close()
      expect(readFileSync(at('parts.wav')).equals(readFileSync(at('whole.wav')))).toBe(true)
    }
  })

  it('writes odd lengths with their padding byte, and no audio at all', () => {
    write('odd.wav', [noise(3)])
    expect(statSync(at('odd.wav')).size % 2).toBe(0)
    expect(openWav(at('odd.wav')).info).toMatchObject({ frames: 3, truncated: false })
    const writer = new WavWriter(at('empty.wav'), { channels: 1, sampleRate: 44100, encoding: 'int16' })
    expect(writer.close().frames).toBe(0)
    expect(readFileSync(at('empty.wav')).readUInt32LE(4)).toBe(statSync(at('empty.wav')).size - 8)
  })

  it('refuses what a programmer can get wrong', () => {
    const spec = { channels: 2, sampleRate: 48000, encoding: 'int16' } as const
    expect(() => new WavWriter(at('x.wav'), { ...spec, channels: 65 })).toThrow(RangeError)
    expect(() => new WavWriter(at('x.wav'), { ...spec, sampleRate: 44100.5 })).toThrow(RangeError)
    const writer = new WavWriter(at('x.wav'), spec)
    expect(() => writer.write([noise(4)])).toThrow(RangeError)
    expect(() => writer.write([noise(4), noise(3)])).toThrow(RangeError)
    writer.abort()
    expect(() => writer.write([noise(4), noise(4)])).toThrow('already closed')
  })
})

describe('16-bit dither', () => {
  const frames = 400000
  const error = (planar: Float64Array[], options: Partial<WavWriterOptions> = {}): Float64Array[] => {
    write('dither.wav', planar, { encoding: 'int16', ...options })
    return back('dither.wav').map((y, c) => y.map((v, i) => v - planar[c]![i]!))
  }
  const correlation = (a: Float64Array, b: Float64Array): number => {
    const mean = (x: Float64Array) => x.reduce((sum, v) => sum + v, 0) / x.length
    const [ma, mb] = [mean(a), mean(b)]
    const dot = (x: Float64Array, y: Float64Array, mx: number, my: number) =>
      x.reduce((sum, v, i) => sum + (v - mx) * (y[i]! - my), 0)
    return dot(a, b, ma, mb) / Math.sqrt(dot(a, a, ma, ma) * dot(b, b, mb, mb))
  }

  it('leaves a noise floor of -96.3 dBFS that does not know the signal', () => {
    const x = sine(997, frames, 48000, 0.3)
    const [e] = error([x])
    expect(rmsDb(e!)).toBeGreaterThan(-96.43)
    expect(rmsDb(e!)).toBeLessThan(-96.23)
    const squared = (v: Float64Array) => v.map((y) => y * y)
    expect(Math.abs(correlation(squared(e!), squared(x)))).toBeLessThan(0.005)
    expect(Math.abs(correlation(e!, x))).toBeLessThan(0.005)
    expect(Math.abs(e!.reduce((sum, y) => sum + y, 0) / frames) * 32768).toBeLessThan(0.001)
    expect(Math.max(...e!.subarray(0, 65536).map(Math.abs)) * 32768).toBeLessThanOrEqual(1.5)
  })

  it('keeps a tone below the last step free of harmonics', () => {
    const x = sine(1000, frames, 48000, 10 ** (-100 / 20))
    write('quiet.wav', [x], { encoding: 'int16' })
    const y = back('quiet.wav')[0]!
    expect(toneLevelDb(y, 1000)).toBeCloseTo(-100, 0)
    for (const harmonic of [2000, 3000, 4000, 5000]) expect(toneLevelDb(y, harmonic)).toBeLessThan(-135)
    write('hard.wav', [x], { encoding: 'int16', dither: 'none' })
    expect(rmsDb(back('hard.wav')[0]!)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('is another noise on every channel and the same in every render', () => {
    const x = new Float64Array(100000)
    const [a, b] = error([x, x])
    expect(Math.abs(correlation(a!, b!))).toBeLessThan(0.01)
    const first = readFileSync(at('dither.wav'))
    error([x, x])
    expect(readFileSync(at('dither.wav')).equals(first)).toBe(true)
    error([x, x], { ditherSeed: 2 })
    expect(readFileSync(at('dither.wav')).equals(first)).toBe(false)
  })
})

describe('a file that is being written', () => {
  const spec = { channels: 1, sampleRate: 48000, encoding: 'int16' } as const
  const names = (): string[] => readdirSync(folder).filter((name) => name.includes('song'))

  it('has its name only when it is complete', () => {
    put(folder, 'song.wav', Buffer.from('the old one'))
    const writer = new WavWriter(at('song.wav'), spec)
    writer.write([noise(100)])
    expect(readFileSync(at('song.wav'), 'utf8')).toBe('the old one')
    writer.close()
    expect(openWav(at('song.wav')).info.frames).toBe(100)
    expect(names()).toEqual(['song.wav'])
    writer.abort()
    expect(names()).toEqual(['song.wav'])
  })

  it('leaves the old file and nothing else when it is given up', () => {
    put(folder, 'song.wav', Buffer.from('the old one'))
    const writer = new WavWriter(at('song.wav'), spec)
    writer.write([noise(100000)])
    expect(names().length).toBe(2)
    writer.abort()
    writer.abort()
    expect(names()).toEqual(['song.wav'])
    expect(readFileSync(at('song.wav'), 'utf8')).toBe('the old one')
  })

  it('says in one sentence where it cannot be', () => {
    writeFileSync(at('plain'), '')
    const sentence = (path: string): string => {
      try {
        new WavWriter(path, spec)
      } catch (error) {
        if (error instanceof AudioFileError) return error.sentence
        throw error
      }
      throw new Error(`${path} was opened`)
    }
    expect(sentence(at('missing/song.wav'))).toBe('there is no such file or folder')
    expect(sentence(at('plain/song.wav'))).toBe('a part of its path is a file, not a folder')
    expect(sentence(folder)).toBe('a folder has this name')
  })
})

describe('a WAV above 4 GiB', () => {
  const spec = { channels: 2, sampleRate: 96000, encoding: 'float32' } as const

  it('is an RF64 from the first byte that does not fit', () => {
    const length = wavHeader(spec, 0).length
    const most = Math.floor((0xfffffffe - (length - 8)) / 8)
    expect(wavHeader(spec, most).toString('latin1', 0, 4)).toBe('RIFF')
    const header = wavHeader(spec, most + 1)
    expect(header.length).toBe(length)
    expect(header.toString('latin1', 0, 16)).toBe('RF64\xff\xff\xff\xffWAVEds64')
    expect(header.readBigUInt64LE(20)).toBe(BigInt(length - 8 + (most + 1) * 8))
    expect(header.readBigUInt64LE(28)).toBe(BigInt((most + 1) * 8))
    expect(header.readBigUInt64LE(36)).toBe(BigInt(most + 1))
  })

  const frames = 600e6
  const long = (): string => {
    const header = wavHeader(spec, frames)
    const path = put(folder, 'long.wav', header)
    ftruncateSync(openSync(path, 'r+'), header.length + frames * 8)
    return path
  }

  it('is read back in full', () => {
    expect(openWav(long()).info).toMatchObject({ frames, seconds: 6250, truncated: false })
  })

  it.skipIf(!has('ffprobe'))('is read in full by ffmpeg', () => {
    const args = ['-v', 'error', '-show_entries', 'stream=duration', '-of', 'csv=p=0', long()]
    expect(Number(run('ffprobe', args))).toBe(6250)
  })
})

describe('other programs', () => {
  const x = [noise(5000, 0.9, 1), noise(5000, 0.9, 2), noise(5000, 0.9, 3)]
  const codings = ['int16', 'int24', 'float32'] as const
  const cases = codings.flatMap((encoding) => [1, 2, 3].map((channels) => [encoding, channels] as const))
  const doubles = (bytes: Buffer): Float64Array => new Float64Array(Uint8Array.from(bytes).buffer)
  const interleaved = (planar: Float64Array[]): Float64Array =>
    Float64Array.from(
      { length: planar.length * planar[0]!.length },
      (_, i) => planar[i % planar.length]![Math.floor(i / planar.length)]!,
    )

  it.skipIf(!has('ffmpeg')).each(cases)(
    'ffmpeg reads the same samples from %s, %i channels',
    (encoding, n) => {
      write('other.wav', x.slice(0, n), { encoding })
      const out = run('ffmpeg', ['-v', 'error', '-i', at('other.wav'), '-f', 'f64le', '-'])
      expect(doubles(out)).toEqual(interleaved(back('other.wav')))
    },
  )

  it.skipIf(!has('sox')).each(cases)('sox reads the same samples from %s, %i channels', (encoding, n) => {
    write('other.wav', x.slice(0, n), { encoding })
    const out = run('sox', [at('other.wav'), '-t', 'f64', '-'])
    const expected = interleaved(back('other.wav'))
    const got = doubles(out)
    expect(got.length).toBe(expected.length)
    // sox works in 32-bit integers.
    expect(difference(got, expected)).toBeLessThan(2 ** -30)
  })

  it.skipIf(!has('ffmpeg')).each([
    ['pcm_u8', 1 / 128],
    ['pcm_s16le', 2 ** -15],
    ['pcm_s24le', 2 ** -23],
    ['pcm_s32le', 2 ** -30],
    ['pcm_f32le', 2 ** -24],
    ['pcm_f64le', 0],
    ['pcm_alaw', 0.04],
    ['pcm_mulaw', 0.04],
  ])('what ffmpeg writes as %s is read', (codec, tolerance) => {
    const raw = put(folder, 'raw.f64', new Uint8Array(interleaved(x.slice(0, 2)).buffer))
    const input = ['-f', 'f64le', '-ar', '48000', '-ac', '2', '-i', raw]
    run('ffmpeg', ['-v', 'error', '-y', ...input, '-c:a', codec, at('theirs.wav')])
    const reader = openWav(at('theirs.wav'))
    expect(reader.info).toMatchObject({ channels: 2, sampleRate: 48000, frames: 5000, truncated: false })
    const got = readAll(reader)
    for (let c = 0; c < 2; c++) expect(difference(got[c]!, x[c]!)).toBeLessThanOrEqual(tolerance)
  })
})
