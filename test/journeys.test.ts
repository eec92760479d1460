import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openWav } from '../src/host/files/index.ts'
import { gainstage, startGainstage } from './support/command-line.ts'
import { SMALL_SESSION, smallSession } from './support/small-session.ts'

/** What people do, through the program itself. */

const folder = smallSession()
afterAll(() => rmSync(folder, { recursive: true }))
const quiet = ['--driver', 'null', '--no-tui']

describe('rendering', () => {
  it('writes the mix and its stems, and says what it did in JSON', async () => {
    const { code, stdout } = await gainstage(
      folder,
      'render',
      'session.yaml',
      '-o',
      'mix.wav',
      '--stems',
      'out',
      '--json',
    )
    expect(code).toBe(0)
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({
      file: 'mix.wav',
      sampleRate: 48000,
      latencyFrames: 107,
      clippedSamples: 0,
    })
    expect(report.seconds).toBeGreaterThan(1.3)
    const mix = openWav(join(folder, 'mix.wav'))
    expect(mix.info).toMatchObject({ channels: 2, bits: 24, frames: report.frames })
    mix.close()
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'bus-hall.wav',
      'strip-high.wav',
      'strip-tone.wav',
    ])
  })

  it('gives the same bytes every time', async () => {
    await gainstage(folder, 'render', 'session.yaml', '-o', 'a.wav', '--bits', '16')
    await gainstage(folder, 'render', 'session.yaml', '-o', 'b.wav', '--bits', '16')
    expect(readFileSync(join(folder, 'a.wav')).equals(readFileSync(join(folder, 'b.wav')))).toBe(true)
  })

  it.each([
    [
      'a word for a number',
      (yaml: string) => yaml.replace('fader: -6', 'fader: lood'),
      'broken.yaml:8:12: strips.tone.fader is "lood"',
    ],
    ['an unknown field', (yaml: string) => yaml.replace('fader: -6', 'fadder: -6'), 'the nearest is fader'],
    ['a missing file', (yaml: string) => yaml.replace('tone.wav', 'tune.wav'), 'tune.wav'],
    [
      'a file outside',
      (yaml: string) => yaml.replace('stems/tone.wav', '../../etc/passwd'),
      'leads out of the folder',
    ],
    [
      'a bus to itself',
      (yaml: string) => yaml.replace('0.5 } } ]', '0.5 } } ], sends: { hall: -3 }'),
      '/bus/hall',
    ],
    ['broken YAML', (yaml: string) => yaml.replace('strips:', 'strips: ['), 'broken.yaml'],
  ])('refuses %s in one sentence and writes nothing', async (_what, damage, sentence) => {
    writeFileSync(join(folder, 'broken.yaml'), damage(SMALL_SESSION))
    const { code, stderr } = await gainstage(folder, 'render', 'broken.yaml', '-o', 'never.wav')
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('    at ')
    expect(code).toBe(2)
    expect(readdirSync(folder)).not.toContain('never.wav')
  })

  it.each(['', 'RIFF', 'RIFF\xff\xff\xff\xffWAVEfmt '])(
    'refuses a damaged audio file (%j) in one sentence',
    async (bytes) => {
      writeFileSync(join(folder, 'stems', 'broken.wav'), bytes, 'latin1')
      writeFileSync(join(folder, 'broken.yaml'), SMALL_SESSION.replace('tone.wav', 'broken.wav'))
      const { code, stderr } = await gainstage(folder, 'render', 'broken.yaml', '-o', 'never.wav')
      expect(stderr).toContain('broken.wav')
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(code).toBe(2)
    },
  )
})

describe('playing', () => {
  it('ends by itself after the time it was given', async () => {
    const { code, stdout } = await gainstage(folder, 'start', 'session.yaml', ...quiet, '--seconds', '1.5')
    expect(stdout).toMatch(/^null driver \(no sound\), 48000 Hz/)
    expect(stdout).toMatch(/playing 0:0\d/)
    expect(code).toBe(0)
  })

  it('is read and moved from another terminal, and keeps the mix over kill -9', async () => {
    const host = startGainstage(folder, 'start', 'session.yaml', ...quiet, '--fresh')
    await host.line('null driver (no sound)')
    expect((await gainstage(folder, 'get', '/strip/tone/fader')).stdout).toBe('-6.0 dB\n')
    expect((await gainstage(folder, 'set', '/strip/tone/fader', '-11')).stdout).toBe('-11.0 dB\n')
    expect((await gainstage(folder, 'set', '/undo')).code).toBe(0)
    expect((await gainstage(folder, 'get', '/strip/tone/fader')).stdout).toBe('-6.0 dB\n')
    await gainstage(folder, 'set', '/strip/tone/comp/ratio', '7.5')
    const wrong = await gainstage(folder, 'set', '/strip/tone/comp/treshold', '-20')
    expect(wrong).toMatchObject({ code: 2 })
    expect(wrong.stderr).toContain('/strip/tone/comp/threshold')
    const nothing = await gainstage(folder, 'set', '/scene/store')
    expect(nothing).toMatchObject({ code: 2 })
    expect(nothing.stderr).toContain('/scene/store needs a value')
    const second = await gainstage(folder, 'start', 'session.yaml', ...quiet, '--seconds', '1')
    expect(second.stderr).toContain('already playing in process')
    expect(second.code).toBe(2)
    // The journal is brought to the disk four times a second.
    const journal = join(folder, '.gainstage', 'session.yaml', 'journal.jsonl')
    await until(() => readFileSync(journal, 'utf8').includes('ratio'))
    host.child.kill('SIGKILL')
    await host.ended
    const again = startGainstage(folder, 'start', 'session.yaml', ...quiet)
    await again.line('the mix of the last run is back')
    await again.line('null driver (no sound)')
    expect((await gainstage(folder, 'get', '/strip/tone/comp/ratio')).stdout).toBe('7.50:1\n')
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
  })

  it('says so when no host runs', async () => {
    const { code, stderr } = await gainstage(folder, 'get', '/master/fader')
    expect(stderr).toBe('gainstage: no Gainstage host is running; "gainstage start" starts one\n')
    expect(code).toBe(2)
  })
})

describe('the command line', () => {
  it.each(['start', 'render', 'demo', 'get', 'set', 'devices', 'plugins', 'bench'])(
    '%s --help shows an example',
    async (name) => {
      const { code, stdout } = await gainstage(folder, name, '--help')
      expect(stdout).toContain(`gainstage ${name}`)
      expect(stdout).toMatch(/Examples?:/)
      expect(code).toBe(0)
    },
  )

  it.each([
    [['rendr']],
    [['render']],
    [['render', 'session.yaml', '-o', 'x.mp3']],
    [['start', 'nothing.yaml']],
    [['start', 'stems', ...quiet]],
    [['start', 'session.yaml', ...quiet, '--rate', '3000000']],
    [['start', 'session.yaml', ...quiet, '--frames', '12.5']],
    [['start', 'session.yaml', ...quiet, '--osc', 'here']],
    [['start', 'session.yaml', ...quiet, '--midi', 'nothing.yaml']],
    [['render', 'session.yaml', '-o', 'x.wav', '--rate', '7000']],
    [['get', '/master/fader', '--host', 'none']],
    [['plugins', 'cmp']],
  ])('answers %j with a sentence and exit code 2', async (args) => {
    const { code, stderr } = await gainstage(folder, ...args)
    expect(stderr.length).toBeGreaterThan(10)
    expect(stderr).not.toContain('    at ')
    expect(code).toBe(2)
  })
})

/** Polls until `condition` holds; the test's own time-out is the limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}
