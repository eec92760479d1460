import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  AudioFileError,
  openWav,
  type PrepareOptions,
  prepareMedia,
  resample,
  type SampleTarget,
  WavWriter,
} from '../../../src/host/files/index.ts'
import { noise } from '../../support/signals.ts'
import { has, put, readAll, run, scratchFolder } from './scratch.ts'

const folder = scratchFolder()
const cache = join(folder, 'cache')
const media = (): string[] => readdirSync(join(cache, 'media')).sort()
const prepare = (path: string, options?: PrepareOptions) => prepareMedia(path, 48000, cache, options)

function wavFile(name: string, sampleRate: number, planar: SampleTarget[]): string {
  const path = join(folder, name)
  const writer = new WavWriter(path, { channels: planar.length, sampleRate, encoding: 'int24' })
  writer.write(planar)
  writer.close()
  return path
}

describe('preparing media', () => {
  it('uses a WAV at the rate of the session as it is', async () => {
    const path = wavFile('ready.wav', 48000, [noise(100)])
    expect(await prepare(path)).toBe(path)
  })

  it('resamples another WAV once, as a whole resampling would', async () => {
    const path = wavFile('Lead Vox (take 2).wav', 44100, [noise(30000, 0.5, 1), noise(30000, 0.5, 2)])
    const steps: number[] = []
    const prepared = await prepare(path, { onProgress: (done) => steps.push(done) })
    expect(prepared).toMatch(/cache\/media\/Lead-Vox-take-2--[0-9a-f]{16}\.wav$/)
    const reader = openWav(prepared)
    expect(reader.info).toMatchObject({
      sampleRate: 48000,
      channels: 2,
      encoding: 'float32',
      truncated: false,
    })
    const expected = await resample(readAll(openWav(path)), 44100, 48000)
    for (const [c, channel] of readAll(reader).entries())
      expect(Float32Array.from(channel)).toEqual(expected[c])
    expect(steps.length).toBeGreaterThan(4)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(steps.at(-1)).toBe(1)

    const written = statSync(prepared).mtimeMs
    const again: number[] = []
    expect(await prepare(path, { onProgress: (done) => again.push(done) })).toBe(prepared)
    expect(statSync(prepared).mtimeMs).toBe(written)
    expect(again).toEqual([])
  })

  it('prepares again what has changed, and for another rate', async () => {
    const path = wavFile('changing.wav', 44100, [noise(500)])
    const first = await prepare(path)
    utimesSync(path, 1, 1)
    const second = await prepare(path)
    expect(second).not.toBe(first)
    expect(await prepareMedia(path, 96000, cache)).not.toBe(second)
  })

  it('does not trust a preparation that was tampered with', async () => {
    const path = wavFile('tampered.wav', 44100, [noise(500)])
    const prepared = await prepare(path)
    const good = readFileSync(prepared)
    for (const bad of [good.subarray(0, 200), Buffer.alloc(0), Buffer.from('nonsense')]) {
      writeFileSync(prepared, bad)
      expect(await prepare(path)).toBe(prepared)
      expect(readFileSync(prepared).equals(good)).toBe(true)
    }
  })

  it('gives the same bytes when two ask at once', async () => {
    const path = wavFile('twice.wav', 44100, [noise(20000)])
    const [a, b] = await Promise.all([prepare(path), prepare(path)])
    expect(a).toBe(b)
    expect(openWav(a).info.truncated).toBe(false)
    expect(media().filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('leaves nothing behind when it is called off', async () => {
    const path = wavFile('long.wav', 44100, [noise(50000)])
    const before = media()
    const controller = new AbortController()
    const onProgress = (done: number) => done > 0.3 && controller.abort(new Error('called off'))
    await expect(prepare(path, { onProgress, signal: controller.signal })).rejects.toThrow('called off')
    expect(media()).toEqual(before)
  })

  it('lets the event loop have its turn', async () => {
    const path = wavFile('busy.wav', 44100, [noise(50000)])
    let turns = 0
    const timer = setInterval(() => turns++, 0)
    await prepare(path)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })

  it('takes the same memory from the first block to the last', async () => {
    const path = wavFile('minutes.wav', 44100, [noise(1 << 19)])
    const bytes: number[] = []
    await prepare(path, { onProgress: () => bytes.push(process.memoryUsage().arrayBuffers) })
    // The whole file as 32-bit floats would be 2 MB.
    expect(bytes.length).toBe(128)
    expect(Math.max(...bytes) - bytes[0]!).toBeLessThan(500e3)
  })

  it('reads what is there of a file that was cut off', async () => {
    const whole = readFileSync(wavFile('whole.wav', 44100, [noise(1000)]))
    const path = put(folder, 'cut.wav', whole.subarray(0, whole.length - 300))
    expect(openWav(await prepare(path)).info.frames).toBe(Math.round((900 * 480) / 441))
  })

  it('refuses in one sentence what cannot be prepared', async () => {
    const sentence = async (path: string, rate: number): Promise<string> => {
      try {
        return await prepareMedia(path, rate, cache)
      } catch (error) {
        if (error instanceof AudioFileError) return error.sentence
        throw error
      }
    }
    expect(await sentence(join(folder, 'missing.wav'), 48000)).toBe('there is no such file or folder')
    expect(await sentence(put(folder, 'text.wav', Buffer.from('hello')), 48000)).toContain('cannot be read')
    expect(await sentence(wavFile('slow.wav', 100, [noise(10)]), 48000)).toContain(
      'cannot be brought to 48000 Hz',
    )
    const blocked = put(folder, 'blocked', Buffer.from('a file, not a folder'))
    const path = wavFile('fine.wav', 44100, [noise(10)])
    await expect(prepareMedia(path, 48000, blocked)).rejects.toThrow(AudioFileError)
  })

  it.skipIf(!has('ffmpeg'))('decodes other formats into the cache, and resamples them', async () => {
    const source = wavFile('source.wav', 44100, [noise(44100, 0.5)])
    const flac = join(folder, 'drums.flac')
    run('ffmpeg', ['-v', 'error', '-y', '-i', source, '-sample_fmt', 's32', flac])
    const same = openWav(await prepareMedia(flac, 44100, cache))
    expect(same.info).toMatchObject({ sampleRate: 44100, frames: 44100, encoding: 'float32' })
    expect(readAll(same)).toEqual(readAll(openWav(source)))
    const other = openWav(await prepare(flac))
    expect(other.info).toMatchObject({ sampleRate: 48000, frames: 48000 })
    const [expected] = await resample(readAll(openWav(source)), 44100, 48000)
    expect(Float32Array.from(readAll(other)[0]!)).toEqual(expected)
  })
})
