import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, WavWriter } from '../../../src/host/files/index.ts'
import { mp4Trim, withIndexFirst } from '../../../src/host/files/mp4.ts'
import { noise } from '../../support/signals.ts'
import { has, put, run, scratchFolder } from './scratch.ts'

const folder = scratchFolder()

const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, i * 4)
  return bytes
}
const atom = (type: string, ...body: Uint8Array[]): Buffer => {
  const content = Buffer.concat(body)
  return Buffer.concat([u32(8 + content.length), Buffer.from(type, 'latin1'), content])
}
const longAtom = (type: string, body: Uint8Array): Buffer =>
  Buffer.concat([u32(1), Buffer.from(type), u32(0, 16 + body.length), body])

const ftyp = atom('ftyp', Buffer.from('M4A \0\0\0\0'))
const sound = atom('hdlr', u32(0, 0), Buffer.from('soun'), u32(0, 0, 0))
const mvhd = atom('mvhd', u32(0, 0, 0, 1000, 2000))
const mdhd = atom('mdhd', u32(0, 0, 0, 44100, 90112))
const track = (...more: Uint8Array[]) => atom('trak', atom('mdia', mdhd, sound), ...more)
const edits = (...list: number[]) => atom('edts', atom('elst', u32(0, list.length / 3, ...list)))
const note = (text: string) =>
  atom('----', atom('name', u32(0), Buffer.from('iTunSMPB')), atom('data', u32(1, 0), Buffer.from(text)))

describe('the index of an MP4 file', () => {
  const audio = Buffer.from('the audio')

  it('is moved to the front with every offset', () => {
    for (const mdat of [atom('mdat', audio), longAtom('mdat', audio)]) {
      const place = ftyp.length + mdat.length - audio.length
      const stbl = atom('stbl', atom('stco', u32(0, 2, place, 5)), atom('co64', u32(0, 1, 0, place + 4)))
      const moov = atom('moov', mvhd, atom('trak', atom('mdia', atom('minf', stbl))))
      const after = atom('free', Buffer.alloc(3))
      const moved = withIndexFirst(Buffer.concat([ftyp, mdat, moov, after]))
      expect(moved.length).toBe(ftyp.length + mdat.length + moov.length + after.length)
      expect(moved.toString('latin1', ftyp.length + 4, ftyp.length + 8)).toBe('moov')
      const short = moved.indexOf('stco') + 12
      const long = moved.indexOf('co64') + 12
      expect(moved.toString('latin1', moved.readUInt32BE(short)).slice(0, 9)).toBe('the audio')
      expect(moved.readUInt32BE(short + 4)).toBe(5)
      expect(moved.toString('latin1', Number(moved.readBigUInt64BE(long))).slice(0, 5)).toBe('audio')
      expect(withIndexFirst(moved)).toBe(moved)
    }
  })
})

describe('the recorded part of an MP4 file', () => {
  const trim = (...inMoov: Uint8Array[]) => mp4Trim(Buffer.concat([ftyp, atom('moov', ...inMoov)]), 44100)

  it('is what the edit list of the audio track says', () => {
    const film = atom(
      'trak',
      atom('mdia', mdhd, atom('hdlr', u32(0, 0), Buffer.from('vide'))),
      edits(9, 9, 1),
    )
    expect(trim(mvhd, film, track(edits(2000, 1024, 0x10000)))).toEqual({
      startSeconds: 1024 / 44100,
      seconds: 2,
    })
    // A pause before it is a matter of the film, a length of 0 means to the end.
    expect(trim(mvhd, track(edits(500, -1, 0x10000, 0, 2112, 0x10000)))).toEqual({
      startSeconds: 2112 / 44100,
      seconds: undefined,
    })
  })

  it('is what iTunes notes where there is no edit list', () => {
    const text = ' 00000000 00000840 000001CA 000000000000AC44 00000000'
    expect(trim(mvhd, track(), note(text))).toEqual({ startSeconds: 2112 / 44100, seconds: 1 })
  })

  it('is all of it where the file does not say, or cuts back and forth', () => {
    expect(trim(mvhd, track())).toBeUndefined()
    expect(trim(track(edits(2000, 1024, 0x10000)))).toBeUndefined()
    expect(trim(mvhd, track(edits(1000, 1024, 1, 1000, 0, 1)))).toBeUndefined()
    expect(mp4Trim(ftyp, 44100)).toBeUndefined()
  })

  it('is never more than a question to damaged files', () => {
    const list = atom('stbl', atom('stco', u32(0, 2, 40, 5)))
    const moov = atom('moov', mvhd, track(edits(2000, 1024, 1)), atom('trak', atom('mdia', list)), note(' 0'))
    const good = Buffer.concat([ftyp, atom('mdat', Buffer.alloc(20)), moov])
    const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 })
    fc.assert(
      fc.property(flips, fc.nat(good.length), (changes, length) => {
        const bytes = Buffer.from(good)
        for (const [place, value] of changes) bytes[place] = value
        for (const file of [bytes, bytes.subarray(0, length)]) {
          expect(withIndexFirst(file).length).toBe(file.length)
          mp4Trim(file, 44100)
        }
      }),
      { numRuns: 1000, seed: 3 },
    )
  })

  it.skipIf(!has('ffmpeg'))('is decoded as iTunes notes it', async () => {
    const x = noise(44100, 0.3)
    const wav = join(folder, 'source.wav')
    const writer = new WavWriter(wav, { channels: 1, sampleRate: 44100, encoding: 'int24' })
    writer.write([x])
    writer.close()
    const m4a = join(folder, 'edits.m4a')
    run('ffmpeg', ['-v', 'error', '-y', '-i', wav, '-c:a', 'aac', '-b:a', '192k', m4a])
    const expected = await decode(m4a)
    // The same file as older iTunes would have written it: its index is last, so it may grow.
    const bytes = readFileSync(m4a)
    bytes.write('free', bytes.indexOf('edts'), 'latin1')
    const extra = note(' 00000000 00000400 000001BC 000000000000AC44')
    const moov = bytes.lastIndexOf('moov') - 4
    bytes.writeUInt32BE(bytes.readUInt32BE(moov) + extra.length, moov)
    const noted = await decode(put(folder, 'noted.m4a', Buffer.concat([bytes, extra])))
    expect(noted.frames).toBe(44100)
    expect(noted.planar).toEqual(expected.planar)
  })
})
