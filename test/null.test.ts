import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createBanks } from '../src/host/engine/bank.ts'
import { WavWriter } from '../src/host/files/index.ts'
import { EngineShell } from '../src/host/live/engine-shell.ts'
import { createTracks, MediaFeeder, type Track } from '../src/host/media/media-feeder.ts'
import { OfflineDesk } from '../src/host/offline/offline-desk.ts'
import { Desk } from '../src/host/session/desk/desk.ts'
import { readSession } from '../src/host/session/format/read-session.ts'
import { BUILT_IN } from '../src/plugins/index.ts'
import { noise } from './support/signals.ts'

const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FRAMES = 65_536
const path = join(folder, 'noise.wav')
const writer = new WavWriter(path, { channels: 2, sampleRate: 48000, encoding: 'int24' })
writer.write([noise(FRAMES, 0.4, 1), noise(FRAMES, 0.4, 2)])
writer.close()

const YAML = `
gainstage: 1
name: null test
strips:
  a:
    input: { file: noise.wav }
    inserts:
      - gate: { threshold: -40 }
      - eq: { lowCutOn: true, lowCut: 80, band3Gain: 4 }
      - comp: { threshold: -24, ratio: 4 }
    sends: { hall: -10 }
  b: { input: { file: noise.wav, loop: true }, channels: 1, pan: 40, fader: -8, sends: { hall: { level: -12, tap: pre } } }
buses:
  hall: { inserts: [ { reverb: { mix: 100 } } ], fader: -3 }
master: { inserts: [ { limiter: { ceiling: -1 } } ] }
`

const SETUP = { sampleRate: 48000, inputs: 0, outputs: 2, warmUp: [], plugins: [], barredPlugins: new Map() }
const { document } = readSession(YAML, 'null', BUILT_IN)
const tracks = (): Track[] =>
  createTracks([
    { path, loop: false },
    { path, loop: true },
  ])
const sha = (x: Float32Array): string => createHash('sha256').update(x).digest('hex')

/** What a file of 32-bit floats would hold. */
function offline(): Float32Array[] {
  const desk = new OfflineDesk(document, BUILT_IN, tracks(), ['/master'])
  const out = [new Float32Array(FRAMES), new Float32Array(FRAMES)]
  for (let at = 0; at < FRAMES; at += 4096) {
    const block = desk.next(4096)
    for (let c = 0; c < 2; c++) out[c]!.set(block[c]!, at)
  }
  desk.close()
  return out
}

/** What a device would get from the shell that drivers run, in blocks of `frames`. */
function live(frames: number): { out: Float32Array[]; ramp: number } {
  const banks = createBanks()
  const desk = new Desk(document, BUILT_IN, banks)
  const setup = { ...SETUP, blockFrames: frames, banks }
  const shell = new EngineShell(setup, () => {})
  const files = tracks()
  const feeder = new MediaFeeder(files)
  shell.handle({ kind: 'plan', plan: desk.plan, rings: files.map((track) => track.ring) })
  shell.handle({ kind: 'play' })
  const out = [new Float32Array(FRAMES), new Float32Array(FRAMES)]
  for (let at = 0; at < FRAMES; at += frames) {
    feeder.feed(at, 0, 0, 2)
    const n = Math.min(frames, FRAMES - at)
    shell.render(
      [],
      out.map((x) => x.subarray(at, at + n)),
      n,
    )
  }
  feeder.close()
  return { out, ramp: shell.rampFrames }
}

interface Worklet {
  readonly port: { onmessage(event: { data: unknown }): void }
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean
}

/** What a device would get from the audio worklet itself, in render quanta of 128 frames. */
async function worklet(): Promise<Float32Array[]> {
  let Processor: (new (options: unknown) => Worklet) | undefined
  vi.stubGlobal('registerProcessor', (_name: string, made: typeof Processor) => {
    Processor = made
  })
  vi.stubGlobal(
    'AudioWorkletProcessor',
    class {
      port = { postMessage() {}, onmessage: null }
    },
  )
  await import('../src/host/live/worklet.ts')
  const banks = createBanks()
  const desk = new Desk(document, BUILT_IN, banks)
  const setup = { ...SETUP, blockFrames: 128, banks }
  const node = new Processor!({ processorOptions: setup })
  const files = tracks()
  const feeder = new MediaFeeder(files)
  node.port.onmessage({ data: { kind: 'plan', plan: desk.plan, rings: files.map((track) => track.ring) } })
  node.port.onmessage({ data: { kind: 'play' } })
  const out = [new Float32Array(FRAMES), new Float32Array(FRAMES)]
  for (let at = 0; at < FRAMES; at += 128) {
    feeder.feed(at, 0, 0, 2)
    expect(node.process([[]], [out.map((x) => x.subarray(at, at + 128))])).toBe(true)
  }
  feeder.close()
  return out
}

describe('null test', () => {
  const rendered = offline()

  it('has something to compare', () => {
    expect(Math.max(...rendered[0]!)).toBeGreaterThan(0.1)
  })

  it.each([64, 128, 441, 1024])(
    'live in blocks of %i frames gives the samples of the render, once the start ramp is over',
    (frames) => {
      const { out, ramp } = live(frames)
      for (let c = 0; c < 2; c++) expect(sha(out[c]!.subarray(ramp))).toBe(sha(rendered[c]!.subarray(ramp)))
    },
  )

  it('the audio worklet gives them too', async () => {
    const { ramp } = live(128)
    const out = await worklet()
    for (let c = 0; c < 2; c++) expect(sha(out[c]!.subarray(ramp))).toBe(sha(rendered[c]!.subarray(ramp)))
  })

  it('renders the same twice', () => {
    expect(offline().map(sha)).toEqual(rendered.map(sha))
  })
})
