import { Worker } from 'node:worker_threads'
import { QUANTUM } from '../../sdk/index.ts'
import { drawValues, movable } from '../draw.ts'
import { BLOCK, EngineRig } from '../engine-rig.ts'
import { type Finding, fail, type Item, pass } from '../finding.ts'
import { rawValues } from '../rig.ts'
import { noise } from '../signals.ts'
import type { WriterSetup } from './threads-writer.ts'

const SETTINGS = 64
/** Wall time: two threads are to meet. */
const RUN_MS = 300

/** Values written by another thread while it plays, as on a real desk. */
export const threads: Item = {
  id: 'threads',
  title: 'takes values from another thread while it plays',
  async run({ plugin, files, random }): Promise<Finding> {
    const rig = new EngineRig(plugin, files)
    const settings = Array.from({ length: SETTINGS }, () =>
      rawValues(plugin, movable(plugin, drawValues(plugin, random))),
    )
    const stop = new SharedArrayBuffer(8)
    const setup: WriterSetup = { parameters: rig.banks.parameters, block: BLOCK, settings, stop }
    const writer = new Worker(new URL('./threads-writer.ts', import.meta.url), { workerData: setup })
    const ended = new Promise<void>((resolve, reject) => {
      writer.once('exit', () => resolve())
      writer.once('error', reject)
    })
    await new Promise((resolve) => writer.once('online', resolve))
    const input = [noise(QUANTUM * 16, 0.5, 1), noise(QUANTUM * 16, 0.5, 2)]
    let blocks = 0
    for (const end = performance.now() + RUN_MS; performance.now() < end; blocks += 16) rig.run(input)
    Atomics.store(new Int32Array(stop), 0, 1)
    await ended
    const writes = new Int32Array(stop)[1]!
    const fault = rig.fault()
    if (fault !== undefined) return fail(`values from another thread made it fail: ${fault}`)
    return pass(`${blocks} blocks while another thread wrote ${writes} times`)
  },
}
