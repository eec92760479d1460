import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../../src/control/cli/failure.ts'
import { CHUNK, SLOTS } from '../../../src/host/engine/media-ring.ts'
import { openWav, WavWriter } from '../../../src/host/files/index.ts'
import { createTracks } from '../../../src/host/media/media-feeder.ts'
import { openSession } from '../../../src/host/media/open-session.ts'
import { type RenderOptions, render } from '../../../src/host/offline/render.ts'
import { RenderError } from '../../../src/host/offline/render-error.ts'
import { warningsOf } from '../../../src/host/offline/warnings.ts'
import { readSession } from '../../../src/host/session/format/read-session.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'
import { impulse, noise, sine } from '../../support/signals.ts'

const RATE = 48000
const folder = mkdtempSync(join(tmpdir(), 'gainstage-render-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)

/** A mono file at the session's rate. */
function wav(name: string, samples: Float64Array): void {
  const writer = new WavWriter(at(name), { channels: 1, sampleRate: RATE, encoding: 'float32' })
  writer.write([samples])
  writer.close()
}

/** A session of `strips` (YAML below `strips:`) and `more`, rendered to 32-bit float. */
async function renderYaml(strips: string, more: string, options: Partial<RenderOptions> = {}) {
  const yaml = `gainstage: 1\nname: t\nrate: ${RATE}\nstrips:\n${strips}\n${more}\n`
  const { document } = readSession(yaml, 't', BUILT_IN)
  const files = document.strips.flatMap(({ input }) =>
    input.kind === 'file' ? [{ path: at(input.file), loop: input.loop }] : [],
  )
  return render(document, BUILT_IN, createTracks(files), {
    out: at('mix.wav'),
    encoding: 'float32',
    protect: [],
    tailSeconds: 30,
    ...options,
  })
}

/** The left side of a file. */
function left(path: string): Float32Array {
  const reader = openWav(path)
  const sides = [0, 1].map(() => new Float32Array(reader.info.frames))
  reader.read(0, reader.info.frames, sides)
  reader.close()
  return sides[0]!
}

const peak = (x: Float32Array): number => x.reduce((top, v) => Math.max(top, Math.abs(v)), 0)

wav('hit.wav', impulse(RATE / 2, RATE / 2 - 100, 0.9))
wav('tone.wav', sine(220, RATE / 2, RATE, 0.5))
wav('loop.wav', noise(1000, 0.5))

const ECHO = '{ delay: { time: 1000, mix: 100, feedback: 0 } }'

describe('the files of a render', () => {
  const home = at('home')
  mkdirSync(home)
  mkdirSync(join(home, 'stems'))
  const inHome = (name: string): string => join(home, name)
  // At another rate than the session, so that what is played is a prepared copy.
  const writer = new WavWriter(inHome('strip-a.wav'), { channels: 1, sampleRate: 44100, encoding: 'int24' })
  writer.write([sine(220, 4410, 44100, 0.5)])
  writer.close()
  writeFileSync(
    inHome('session.wav'),
    'gainstage: 1\nname: t\nrate: 48000\nstrips:\n  a: { input: { file: strip-a.wav } }\n',
  )
  symlinkSync(home, at('way'))
  linkSync(inHome('strip-a.wav'), inHome('twin.wav'))

  const run = async (options: Partial<RenderOptions>) => {
    const session = await openSession(inHome('session.wav'), { plugins: BUILT_IN })
    const before = [session.path, ...session.media].map((path) => readFileSync(path))
    const outcome = render(session.document, session.plugins, session.tracks, {
      out: inHome('mix.wav'),
      encoding: 'int24',
      protect: [session.path, ...session.media],
      tailSeconds: 1,
      ...options,
    })
    await outcome.catch(() => {})
    expect([session.path, ...session.media].map((path) => readFileSync(path))).toEqual(before)
    return outcome
  }

  it.each([
    ['the session', { out: inHome('session.wav') }],
    ['a file of the session', { out: inHome('strip-a.wav') }],
    ['a file of the session by way of a link', { out: join(at('way'), 'stems', '..', 'strip-a.wav') }],
    ['a file of the session under another name', { out: inHome('twin.wav') }],
    ['a file of the session with a stem', { stems: home }],
  ])('never replace %s', async (_what, options) => {
    await expect(run(options)).rejects.toMatchObject({
      name: 'AudioFileError',
      message: expect.stringContaining('the session itself needs this file'),
    })
    expect(existsSync(inHome('mix.wav'))).toBe(false)
  })

  it('never replace a prepared copy, even when nobody names it', async () => {
    const session = await openSession(inHome('session.wav'), { plugins: BUILT_IN })
    const out = session.tracks[0]!.path
    expect(out).not.toBe(session.media[0])
    await expect(run({ out, protect: [] })).rejects.toThrow('the session itself needs this file')
  })

  it.each([inHome('new/strip-a.wav'), join(at('way'), 'new', 'strip-a.wav')])(
    'are different ones (%s)',
    async (out) => {
      await expect(run({ out, stems: inHome('new') })).rejects.toThrow(
        'the mix and a stem would be the same file',
      )
      expect(existsSync(inHome('new'))).toBe(false)
    },
  )

  it('may replace those of the render before', async () => {
    await run({ stems: inHome('stems') })
    await expect(run({ stems: inHome('stems') })).resolves.toMatchObject({ warnings: [] })
  })
})

describe('the tail', () => {
  it('holds an echo that comes after a silence', async () => {
    const { frames, tailSeconds } = await renderYaml(
      '  a: { input: { file: hit.wav } }',
      `master: { inserts: [ ${ECHO} ] }`,
    )
    const mix = left(at('mix.wav'))
    expect(peak(mix.subarray(RATE))).toBeGreaterThan(0.05)
    expect(tailSeconds).toBeGreaterThan(1.2)
    expect(frames).toBeLessThan(2 * RATE)
  })

  it('holds the sum of what strip, bus and master hold back', async () => {
    await renderYaml(
      `  a: { input: { file: hit.wav }, to: none, inputDelay: 400, inserts: [ ${ECHO} ], sends: { far: 0 } }`,
      `buses: { far: { inserts: [ ${ECHO} ] } }\nmaster: { inserts: [ ${ECHO} ] }`,
    )
    expect(peak(left(at('mix.wav')).subarray(3.8 * RATE))).toBeGreaterThan(0.05)
  })

  it('is no longer than what is heard, however long a plugin might hold its sound', async () => {
    const frozen = '{ delay: { time: 10, mix: 0, feedback: 100 } }'
    const { tailSeconds } = await renderYaml(
      '  a: { input: { file: tone.wav } }',
      `master: { inserts: [ ${frozen} ] }`,
    )
    expect(tailSeconds).toBeLessThan(0.5)
  })

  it('does not come from an insert that is bypassed', async () => {
    const bypassed = '{ delay: { bypass: true, time: 1000, mix: 100, feedback: 0 } }'
    const { tailSeconds } = await renderYaml(
      '  a: { input: { file: hit.wav } }',
      `master: { inserts: [ ${bypassed} ] }`,
    )
    expect(tailSeconds).toBeLessThan(0.5)
  })

  it('is the same with and without stems, also of channels that nobody hears', async () => {
    const strips = `  a: { input: { file: tone.wav } }
  far: { input: { file: tone.wav }, to: none, inserts: [ { limiter: {} }, { second: { plugin: limiter } }, { delay: { feedback: 90 } } ] }`
    const master = 'master: { inserts: [ { reverb: { decay: 0.4 } } ] }'
    const alone = await renderYaml(strips, master)
    const bytes = readFileSync(at('mix.wav'))
    const { frames, stems } = await renderYaml(strips, master, { stems: at('stems') })
    expect(frames).toBe(alone.frames)
    expect(readFileSync(at('mix.wav')).equals(bytes)).toBe(true)
    for (const stem of stems) expect(left(stem)).toHaveLength(frames)
  })

  it.each([0.4, 0.5 + 1 / RATE, 0.1 + 4099 / RATE])(
    'that is cut after %d s fades in every file to its end',
    async (tailSeconds) => {
      const held = '{ delay: { time: 10, mix: 100, feedback: 100 } }'
      const { stems, warnings, frames } = await renderYaml(
        `  early: { input: { file: tone.wav }, inserts: [ ${held} ] }
  late: { input: { file: tone.wav }, inserts: [ { limiter: {} }, ${held} ] }`,
        'master: { inserts: [ { limiter: {} } ] }',
        { stems: at('cut'), tailSeconds },
      )
      expect(warnings.join()).toContain('the tail was still sounding')
      expect(frames).toBe(RATE / 2 + Math.round(tailSeconds * RATE))
      for (const path of [at('mix.wav'), ...stems]) {
        const x = left(path)
        expect(x).toHaveLength(frames)
        expect(peak(x.subarray(-4800, -2400))).toBeGreaterThan(0.05)
        expect(peak(x.subarray(-1200, -600))).toBeGreaterThan(0.01)
        expect(peak(x.subarray(-24))).toBeLessThan(0.001)
        expect(Math.abs(x.at(-1)!)).toBeLessThan(1e-9)
      }
    },
  )

  it('of a stem fades when it outlasts the mix', async () => {
    const { stems } = await renderYaml(
      `  a: { input: { file: tone.wav } }
  b: { input: { file: tone.wav }, to: none, inserts: [ { delay: { time: 10, mix: 100, feedback: 100 } } ] }`,
      '',
      { stems: at('outlast') },
    )
    const x = left(stems[1]!)
    expect(peak(x.subarray(-4800, -2400))).toBeGreaterThan(0.05)
    expect(peak(x.subarray(-24))).toBeLessThan(0.001)
  })
})

describe('a loop in a render', () => {
  it('begins again without a gap when its beginning and its end want the same place of the window', async () => {
    const length = SLOTS * CHUNK + 1
    wav('long.wav', noise(length, 0.5))
    const { warnings } = await renderYaml(
      '  a: { input: { file: long.wav, loop: true }, pan: -100 }',
      'panLaw: 0',
      {
        seconds: (length + 5000) / RATE,
        tailSeconds: 1,
      },
    )
    const mix = left(at('mix.wav'))
    expect(peak(mix.subarray(0, 4000))).toBeGreaterThan(0.4)
    expect(mix.subarray(length, length + 4000)).toEqual(mix.subarray(0, 4000))
    expect(warnings).toEqual([])
  })

  it('needs a length', async () => {
    const outcome = renderYaml('  a: { input: { file: loop.wav, loop: true } }', '', { out: at('never.wav') })
    await expect(outcome).rejects.toBeInstanceOf(RenderError)
    await expect(outcome).rejects.toThrow('give it with --seconds')
    expect(exitCodeOf(await outcome.catch((error) => error))).toBe(2)
    expect(existsSync(at('never.wav'))).toBe(false)
  })
})

describe('the warnings of a render', () => {
  it('name every file that clips', async () => {
    const { clippedSamples, warnings } = await renderYaml(
      '  hot: { input: { file: tone.wav }, trim: 12, to: none }\n  fine: { input: { file: tone.wav } }',
      '',
      { encoding: 'int24', stems: at('hot') },
    )
    expect(clippedSamples).toBeGreaterThan(1000)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(
      /^\d+ samples are over full scale and were clipped in strip-hot\.wav \(up to \+/,
    )
  })

  it('say so when a file was not read in time', () => {
    const { document } = readSession('gainstage: 1\nname: t\nstrips: {}\n', 't', BUILT_IN)
    const facts = { events: [], starvedFrames: 99, cut: false, files: [] }
    expect(warningsOf(document, facts)).toEqual([expect.stringContaining('99 frames are silent')])
    expect(warningsOf(document, { ...facts, starvedFrames: 0 })).toEqual([])
  })
})
