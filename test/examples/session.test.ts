import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openWav, WavWriter } from '../../src/host/files/index.ts'
import { gainstage } from '../support/command-line.ts'
import { peak } from '../support/measure.ts'
import { sine } from '../support/signals.ts'

const examples = join(import.meta.dirname, '..', '..', 'examples', 'plugins')
const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const file of ['session.yaml', 'tremolo.ts', 'talkover.ts'])
  copyFileSync(join(examples, file), join(folder, file))

const RATE = 48000

function mixOf(path: string): Float64Array {
  const wav = openWav(path)
  const mix = [new Float64Array(wav.info.frames), new Float64Array(wav.info.frames)]
  wav.read(0, wav.info.frames, mix)
  wav.close()
  return mix[0]!
}

describe('examples/plugins/session.yaml', () => {
  it('renders, from a folder that knows nothing of Gainstage', async () => {
    // The same session with a file in the place of each device input: an even piano, and a voice in the second half.
    const voice = sine(300, RATE, RATE, 0.5).fill(0, 0, RATE / 2)
    for (const [name, x] of [
      ['voice', voice],
      ['piano', sine(440, RATE, RATE, 0.3)],
    ] as const) {
      const writer = new WavWriter(join(folder, `${name}.wav`), {
        channels: 1,
        sampleRate: RATE,
        encoding: 'int24',
      })
      writer.write([x])
      writer.close()
    }
    const yaml = readFileSync(join(folder, 'session.yaml'), 'utf8')
    const played = yaml
      .replace('{ device: 1 }', '{ file: voice.wav }, to: none')
      .replace('{ device: 2 }', '{ file: piano.wav }')
    writeFileSync(join(folder, 'played.yaml'), played)
    const { code, stderr } = await gainstage(
      folder,
      'render',
      'played.yaml',
      '-o',
      'mix.wav',
      '--bits',
      '32f',
    )
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const mix = mixOf(join(folder, 'mix.wav'))
    // The tremolo: down by 70 % once per wave.
    const wave = Math.round(RATE / 6.5)
    const loudest = peak(mix.subarray(0, wave))
    const softest = Math.min(
      ...Array.from({ length: 20 }, (_, k) => peak(mix.subarray((k * wave) / 20, (k * wave) / 20 + 240))),
    )
    expect(softest / loudest).toBeGreaterThan(0.28)
    expect(softest / loudest).toBeLessThan(0.4)
    // The talkover: down by 15 dB while somebody speaks.
    const spoken = peak(mix.subarray(RATE * 0.6, RATE * 0.6 + 2 * wave))
    expect(20 * Math.log10(spoken / loudest)).toBeCloseTo(-15, 0)
  })

  it('shows in the list of plugins what it brings along', async () => {
    const { stdout } = await gainstage(examples, 'plugins', '--session', 'session.yaml', '--json')
    const own = JSON.parse(stdout).filter(({ origin }: { origin: string }) => origin !== 'built-in')
    expect(own.map(({ id }: { id: string }) => id)).toEqual(['tremolo', 'talkover'])
    expect(own[0].origin).toBe(join(examples, 'tremolo.ts'))
  })
})
