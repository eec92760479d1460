import { type Finding, fail, type Item, pass } from '../finding.ts'
import { Rig } from '../rig.ts'
import { noise } from '../signals.ts'

const TIMES = 100
const MOST_BYTES = 1 << 20

/** Makes and forgets processors: nothing may stay behind. */
export const lifecycle: Item = {
  id: 'lifecycle',
  title: 'leaves nothing behind',
  run({ plugin, files }): Finding {
    const input = [noise(256, 0.5, 1), noise(256, 0.5, 2)]
    const once = (): void => {
      new Rig(plugin, { channels: 2, files }).run(input)
    }
    once()
    collect()
    const handles = process.getActiveResourcesInfo().length
    const before = process.memoryUsage()
    for (let i = 0; i < TIMES; i++) once()
    collect()
    const after = process.memoryUsage()
    const opened = process.getActiveResourcesInfo().length - handles
    const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
    const measured = `${(grown / 1024).toFixed(0)} kB after ${TIMES} processors`
    if (opened > 0)
      return fail(`${opened} timers or handles stayed open after ${TIMES} processors`, String(opened), '0')
    if (grown > MOST_BYTES)
      return fail('memory grows with every processor that was made', measured, '1024 kB')
    return pass('processors come and go without a trace', measured, '1024 kB')
  },
}

/** Full collections, as far as this process was started with `--expose-gc`. */
export function collect(): void {
  for (let i = 0; i < 3; i++) globalThis.gc?.()
}
