import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CHUNK, MediaRing } from '../../../src/host/engine/media-ring.ts'
import { WavWriter } from '../../../src/host/files/index.ts'
import { createTracks, MediaFeeder } from '../../../src/host/media/media-feeder.ts'
import { difference } from '../../support/measure.ts'
import { noise } from '../../support/signals.ts'

const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A 32-bit float file of noise and its samples. */
function file(frames: number): { path: string; samples: Float64Array } {
  const samples = Float64Array.from(noise(frames), Math.fround)
  const path = join(folder, `${frames}.wav`)
  const writer = new WavWriter(path, { channels: 1, sampleRate: 48000, encoding: 'float32' })
  writer.write([samples])
  writer.close()
  return { path, samples }
}

/** Plays `frames` from `position` in blocks of 128, feeding before each. */
function play(
  path: string,
  loop: boolean,
  position: number,
  frames: number,
): { out: Float64Array; starved: number } {
  const tracks = createTracks([{ path, loop }])
  const feeder = new MediaFeeder(tracks)
  const ring = new MediaRing(tracks[0]!.ring)
  const out = new Float64Array(frames)
  let starved = 0
  for (let at = 0; at < frames; at += 128) {
    feeder.feed(position + at, 0, 0, 3)
    starved += ring.read([out], at, position + at, Math.min(128, frames - at))
  }
  feeder.close()
  return { out, starved }
}

describe('media feeder', () => {
  it('plays a file longer than its window, sample for sample, and silence after its end', () => {
    const { path, samples } = file(CHUNK * 40 + 17)
    const { out, starved } = play(path, false, 0, samples.length + 1000)
    expect(starved).toBe(0)
    expect(difference(out.subarray(0, samples.length), samples)).toBe(0)
    expect(out.subarray(samples.length).every((x) => x === 0)).toBe(true)
  })

  it('starts anywhere', () => {
    const { path, samples } = file(CHUNK * 40 + 17)
    const { out } = play(path, false, 123456, 5000)
    expect(difference(out, samples.subarray(123456, 128456))).toBe(0)
  })

  // With 32 chunks and a bit, the last chunk and the first want the same slot.
  it.each([100, CHUNK, CHUNK + 1, CHUNK * 32 + 1000, CHUNK * 33, CHUNK * 40 + 17])(
    'repeats a looping file of %i frames without a seam',
    (frames) => {
      const { path, samples } = file(frames)
      const { out, starved } = play(path, true, 0, 2 * frames + 20000)
      expect(starved).toBe(0)
      expect(out.every((x, i) => x === samples[i % frames])).toBe(true)
    },
  )

  it('counts what it had to leave silent when nobody read the file in time', () => {
    const { path } = file(CHUNK)
    const ring = new MediaRing(createTracks([{ path, loop: false }])[0]!.ring)
    const out = new Float64Array(128).fill(1)
    expect(ring.read([out], 0, 0, 128)).toBe(128)
    expect(out.every((x) => x === 0)).toBe(true)
  })
})
