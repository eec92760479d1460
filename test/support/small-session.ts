import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WavWriter } from '../../src/host/files/index.ts'
import { sine } from './signals.ts'

export const SMALL_SESSION = `gainstage: 1
name: Small
strips:
  tone:
    input: { file: stems/tone.wav }
    inserts:
      - comp: { threshold: -30 }
    fader: -6
  high: { input: { file: stems/high.wav }, fader: -12, sends: { hall: -10 } }
buses:
  hall: { inserts: [ { reverb: { mix: 100, decay: 0.5 } } ] }
master: { inserts: [ { limiter: {} } ] }
`

/** A new folder with a session of two short files; remove it when done. */
export function smallSession(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
  mkdirSync(join(folder, 'stems'))
  for (const [name, hz] of [
    ['tone', 220],
    ['high', 3000],
  ] as const) {
    const writer = new WavWriter(join(folder, 'stems', `${name}.wav`), {
      channels: 1,
      sampleRate: 48000,
      encoding: 'int24',
    })
    writer.write([sine(hz, 48000, 48000, 0.5)])
    writer.close()
  }
  writeFileSync(join(folder, 'session.yaml'), SMALL_SESSION)
  return folder
}
