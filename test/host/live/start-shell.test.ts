import { expect, it, vi } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import { STATUS } from '../../../src/host/engine/plan.ts'
import { warmUp } from '../../../src/host/engine/warm-up.ts'
import type { WarmInsert } from '../../../src/host/engine/warm-wishes.ts'
import { startShell } from '../../../src/host/live/start-shell.ts'
import type { PluginSource } from '../../../src/host/plugins/plugin-source.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'

vi.mock('../../../src/host/engine/warm-up.ts', () => ({ warmUp: vi.fn() }))

it('names whose code runs: who is loaded, nobody while the desk warms up its own, then each insert from elsewhere', async () => {
  const banks = createBanks()
  const meters = new Float64Array(banks.meters)
  const url = new URL('../../support/broken-plugins/breaks.ts', import.meta.url).href
  const seen: [own: boolean, loading: number, running: number][] = []
  vi.mocked(warmUp).mockImplementation((plugins) => {
    seen.push([plugins === BUILT_IN, meters[STATUS.loading]!, meters[STATUS.running]!])
  })
  const insert = (block: number): WarmInsert => ({
    plugin: 'one',
    block,
    width: 2,
    keyed: false,
    settings: [],
  })
  await startShell(
    {
      sampleRate: 48000,
      blockFrames: 128,
      inputs: 0,
      outputs: 2,
      banks,
      warmUp: [
        { plugin: 'gain', play: 'thorough' },
        { plugin: 'one', play: [insert(16), insert(32)] },
      ],
      plugins: ['one', 'two'].map((id) => ({ id, url, files: {}, shape: '' }) as PluginSource),
      barredPlugins: new Map([['two', 'it is slow']]),
    },
    () => {},
  )
  expect(seen).toEqual([
    [true, 0, 0],
    [false, 0, -16],
    [false, 0, -32],
  ])
  expect(meters[STATUS.running]).toBe(0)
})
