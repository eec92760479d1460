import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { AudioFileError, decode, inspectAudio, openAudio, WavWriter } from '../../../src/host/files/index.ts'
import { loadNativeDecoder } from '../../../src/host/files/native-decoder.ts'
import { difference, rmsDb, toneLevelDb } from '../../support/measure.ts'
import { noise, sine } from '../../support/signals.ts'
import { has, put, readAll, run, scratchFolder } from './scratch.ts'

const folder = scratchFolder()
const at = (name: string): string => join(folder, name)
const ffmpeg = has('ffmpeg')

/** A rising tone and a steady one behind a gap, so that delay, swapped channels and missing ends show. */
const FRAMES = 44100
const gap = (x: Float64Array) => x.map((v, i) => (i < 2000 ? 0 : v))
const rising = Float64Array.from({ length: FRAMES }, (_, i) => 0.5 * Math.sin(0.05 * i + 1e-6 * i * i))
const SOURCE = [gap(rising), gap(sine(4003, FRAMES, 44100, 0.5))]

/** The source in another format, by ffmpeg. */
function encoded(name: string, ...args: string[]): string {
  const writer = new WavWriter(at('source.wav'), { channels: 2, sampleRate: 44100, encoding: 'int24' })
  writer.write(SOURCE)
  writer.close()
  run('ffmpeg', ['-v', 'error', '-y', '-i', at('source.wav'), ...args, at(name)])
  return at(name)
}

async function refusal(path: string): Promise<string> {
  try {
    await decode(path)
  } catch (error) {
    if (error instanceof AudioFileError) return error.sentence
    throw error
  }
  throw new Error(`${path} was decoded`)
}

/** Frames by which `y` is late against the rising tone, searched over some codec frames. */
function delayOf(y: Float32Array): number {
  const correlation = (shift: number): number => {
    let sum = 0
    for (let i = 1500; i < 5000; i++) sum += SOURCE[0]![i]! * (y[i + shift] ?? 0)
    return sum
  }
  let best = 0
  for (let shift = -1400; shift < 2600; shift++) if (correlation(shift) > correlation(best)) best = shift
  return best
}

describe.skipIf(!ffmpeg)('decoding what ffmpeg writes', () => {
  it.each([
    ['a.flac', ['-sample_fmt', 's32', '-bits_per_raw_sample', '24'], 0],
    ['b.flac', ['-sample_fmt', 's16'], 2 ** -15],
    ['ogg-flac.ogg', ['-c:a', 'flac'], 0],
    ['c.aiff', ['-c:a', 'pcm_s24be'], 0],
    ['late-index.m4a', ['-c:a', 'alac'], 0],
    ['early-index.m4a', ['-c:a', 'alac', '-movflags', '+faststart'], 0],
  ] as const)('gives every bit of %s', async (name, args, tolerance) => {
    const { planar, frames, sampleRate, truncated } = await decode(encoded(name, ...args))
    expect({ frames, sampleRate, truncated }).toEqual({ frames: FRAMES, sampleRate: 44100, truncated: false })
    const writtenAs24 = SOURCE.map((x) => x.map((v) => Math.floor(v * 2 ** 23 + 0.5) / 2 ** 23))
    for (let c = 0; c < 2; c++)
      expect(difference(Float64Array.from(planar[c]!), writtenAs24[c]!)).toBeLessThanOrEqual(tolerance)
  })

  it.each([
    ['a.mp3', ['-b:a', '320k']],
    ['a.ogg', ['-c:a', 'libvorbis', '-q:a', '8']],
    ['late.m4a', ['-c:a', 'aac', '-b:a', '256k']],
    ['early.m4a', ['-c:a', 'aac', '-b:a', '256k', '-movflags', '+faststart']],
  ] as const)('gives %s without delay, in full', async (name, args) => {
    const { planar, frames, truncated } = await decode(encoded(name, ...args))
    expect(truncated).toBe(false)
    expect(Math.abs(frames - FRAMES)).toBeLessThanOrEqual(22)
    expect(delayOf(planar[0]!)).toBe(0)
    const [left, right] = planar.map((x) => Float64Array.from(x))
    expect(rmsDb(left!, 10000, 40000)).toBeCloseTo(-9.03, 0)
    expect(toneLevelDb(right!, 4003, 10000, 40000, 44100)).toBeCloseTo(-6.02, 0)
    expect(toneLevelDb(left!, 4003, 10000, 40000, 44100)).toBeLessThan(-60)
    expect(rmsDb(left!, 0, 1000)).toBeLessThan(-60)
  })

  it('hands out memory of its own, which outlives what the library collects', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const { planar } = await decode(encoded('kept.flac'))
    const before = planar.map((channel) => channel.slice())
    for (let round = 0; round < 5; round++) {
      collect()
      // The library frees natively, some turns of the event loop after the collection.
      await new Promise((resolve) => setImmediate(resolve))
      await decode(encoded('other.flac', '-ar', '32000'))
    }
    expect(planar.map((channel, c) => channel.every((x, i) => x === before[c]![i]))).toEqual([true, true])
  })

  it('keeps the rate of the file, from 8 to 192 kHz', async () => {
    for (const rate of [8000, 22050, 192000]) {
      const { sampleRate, frames } = await decode(encoded('rate.flac', '-ar', `${rate}`))
      expect(sampleRate).toBe(rate)
      expect(frames).toBe(rate)
    }
  })

  it('goes by the content of a file, not by its name', async () => {
    const mp3 = readFileSync(encoded('plain.mp3'))
    expect((await decode(put(folder, 'wrong.flac', mp3))).planar.length).toBe(2)
    expect((await inspectAudio(put(folder, 'nameless', mp3))).coding).toContain('Layer 3')
  })

  it('reads a FLAC behind an ID3 tag', async () => {
    const tag = Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x0a', 'latin1')
    const flac = readFileSync(encoded('plain.flac'))
    expect(
      (await decode(put(folder, 'tagged.flac', Buffer.concat([tag, Buffer.alloc(10), flac])))).frames,
    ).toBe(FRAMES)
  })

  it('refuses a FLAC of which a part is missing or wrong', async () => {
    const flac = readFileSync(encoded('good.flac', '-sample_fmt', 's16'))
    const cut = put(folder, 'cut.flac', flac.subarray(0, flac.length >> 1))
    expect(await refusal(cut)).toMatch(/^it is damaged: \d+ of its 44100 frames can be decoded$/)
    let refused = 0
    for (let n = 1; n < 20; n++) {
      const bytes = Buffer.from(flac)
      // Behind the first 8 kB of tags and padding, everything is audio.
      const place = 8400 + Math.floor(((flac.length - 8400) * n) / 20)
      bytes[place] = bytes[place]! ^ 0x10
      expect(await refusal(put(folder, 'flipped.flac', bytes))).toMatch(/damaged|cannot be/)
      refused++
    }
    expect(refused).toBe(19)
  })

  it('refuses a FLAC whose audio is not the one its checksum was made of', async () => {
    const bytes = readFileSync(encoded('sum.flac'))
    bytes[30] = bytes[30]! ^ 1
    expect(await refusal(put(folder, 'sum.flac', bytes))).toContain('checksum')
  })

  it('says when a lossy file ends early', async () => {
    const mp3 = readFileSync(encoded('long.mp3', '-b:a', '128k'))
    const { truncated, frames } = await decode(put(folder, 'cut.mp3', mp3.subarray(0, mp3.length >> 1)))
    expect(truncated).toBe(true)
    expect(frames).toBeGreaterThan(15000)
  })

  it('names what it cannot decode', async () => {
    const sentence = await refusal(encoded('a.opus', '-c:a', 'libopus'))
    expect(sentence).toMatch(/^its audio \(Opus\) cannot be decoded/)
    expect(sentence).not.toContain('\n')
  })

  it('gives audio or its one error for flipped bytes in the front of every format', async () => {
    const files = ['f.flac', 'f.mp3', 'f.ogg', 'f.m4a', 'f.aiff'].map((name) =>
      readFileSync(encoded(name, '-t', '0.1')),
    )
    let state = 1
    const random = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * n)
    }
    for (const [f, file] of files.entries()) {
      for (let n = 0; n < 25; n++) {
        const bytes = Buffer.from(file)
        for (let k = 0; k <= n % 4; k++) bytes[random(Math.min(600, bytes.length))] = random(256)
        const path = put(folder, `flip-${f}`, n % 5 === 0 ? bytes.subarray(0, random(bytes.length)) : bytes)
        try {
          const { planar } = await decode(path)
          for (const x of planar) if (!x.every(Number.isFinite)) throw new Error('a sample is not finite')
        } catch (error) {
          expect(error).toBeInstanceOf(AudioFileError)
          expect((error as AudioFileError).sentence).not.toContain('\n')
        }
      }
    }
  })

  it('opens decoded audio like a file', async () => {
    const source = await openAudio(encoded('open.flac', '-sample_fmt', 's32'))
    expect(source.info).toEqual({
      channels: 2,
      sampleRate: 44100,
      frames: FRAMES,
      seconds: 1,
      truncated: false,
    })
    const target = new Float64Array(10).fill(7)
    expect(source.read(FRAMES - 4, 8, [target], 1)).toBe(4)
    expect(Array.from(target.subarray(5))).toEqual([7, 7, 7, 7, 7])
    expect(target[1]).toBeCloseTo(SOURCE[0]![FRAMES - 4]!, 6)
    expect(source.read(FRAMES, 8, [target])).toBe(0)
    expect(() => source.read(-1, 4, [target])).toThrow(RangeError)
  })

  it('inspects without decoding', async () => {
    expect(await inspectAudio(encoded('i.flac', '-sample_fmt', 's16'))).toMatchObject({
      container: 'FLAC',
      coding: 'FLAC',
      lossless: true,
      channels: 2,
      sampleRate: 44100,
      bits: 16,
      frames: FRAMES,
      seconds: 1,
    })
    const mp3 = await inspectAudio(encoded('i.mp3', '-b:a', '192k'))
    expect(mp3).toMatchObject({ coding: 'MPEG 1 Layer 3', lossless: false, channels: 2, sampleRate: 44100 })
    expect(mp3.seconds).toBeCloseTo(1, 1)
    const m4a = await inspectAudio(encoded('i.m4a', '-c:a', 'aac'))
    expect(m4a).toMatchObject({ coding: 'MPEG-4/AAC', channels: 2, sampleRate: 44100 })
    expect(m4a.seconds).toBeCloseTo(1, 1)
  })
})

describe('decoding', () => {
  it('opens and inspects a WAV with its own reader, whatever its name', async () => {
    const writer = new WavWriter(at('track.mp3'), { channels: 1, sampleRate: 48000, encoding: 'int24' })
    const x = noise(1000).map((v) => Math.round(v * 2 ** 22) / 2 ** 23)
    writer.write([x])
    writer.close()
    const source = await openAudio(at('track.mp3'))
    expect(readAll(source)[0]).toEqual(x)
    source.close()
    expect(await inspectAudio(at('track.mp3'))).toEqual({
      path: at('track.mp3'),
      container: 'WAV',
      coding: 'int24',
      lossless: true,
      channels: 1,
      sampleRate: 48000,
      bits: 24,
      frames: 1000,
      seconds: 1000 / 48000,
      truncated: false,
    })
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'the file is empty'],
    ['a byte', Buffer.from('f'), 'it cannot be read'],
    ['text', Buffer.from('a shopping list\n'.repeat(100)), 'it cannot be read'],
    ['zeros', Buffer.alloc(10000), 'it cannot be read'],
    ['a bare FLAC mark', Buffer.from('fLaC'), 'there is no audio in it'],
    ['an MP4 head', Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42', 'latin1'), ''],
  ])('refuses %s in one sentence', async (name, bytes, part) => {
    const path = put(folder, `${name}.mp3`, bytes)
    const sentence = await refusal(path)
    expect(sentence).toContain(part)
    expect(sentence).not.toMatch(/\n|undefined/)
    await expect(openAudio(path)).rejects.toThrow(AudioFileError)
    await expect(inspectAudio(path)).rejects.toThrow(AudioFileError)
  })

  it('refuses a missing file in one sentence', async () => {
    expect(await refusal(at('missing.flac'))).toBe('there is no such file or folder')
    await expect(inspectAudio(at('missing.flac'))).rejects.toThrow(AudioFileError)
  })

  it('says what to install when the sound library of the system is missing', async () => {
    const fault = new Error('libasound.so.2: cannot open shared object file: No such file or directory')
    const load = loadNativeDecoder(() => Promise.reject(fault))
    await expect(load).rejects.toThrow(
      /apt install libasound2".*libasound2t64.*dnf install alsa-lib.*pacman -S alsa-lib/,
    )
    const other = loadNativeDecoder(() => Promise.reject(new Error('Unsupported OS: plan9\nstack')))
    await expect(other).rejects.toThrow(/did not load \(Unsupported OS: plan9\)/)
  })
})
