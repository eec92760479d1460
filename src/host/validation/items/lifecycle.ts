import { type Finding, fail, type Item, pass, warn } from '../finding.ts'
import { Rig } from '../rig.ts'
import { noise } from '../signals.ts'

const TIMES = 50
/** The compiler keeps something now and then; what a processor leaves behind comes in every round. */
const ROUNDS = 10
const MOST_BYTES = 32 * 1024

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
    const handles = process.getActiveResourcesInfo().length
    const grown = grownBytes(once)
    const opened = process.getActiveResourcesInfo().length - handles
    const measured = `${(grown / 1024).toFixed(0)} kB after ${TIMES} processors`
    const limit = `${MOST_BYTES / 1024} kB`
    if (opened > 0)
      return fail('timers or handles stay open when a processor is gone', `${opened} are open`, 'none')
    if (globalThis.gc === undefined)
      return warn('memory was not measured: this process cannot collect garbage on demand')
    if (grown > MOST_BYTES) return fail('memory grows with every processor that was made', measured, limit)
    return pass('processors that are gone hold no memory', measured, limit)
  },
}

/** Growth of memory in a round of processors, the least of them or the first that is small enough. */
function grownBytes(once: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round <= ROUNDS && least > MOST_BYTES; round++) {
    collect()
    const before = process.memoryUsage()
    for (let i = 0; i < TIMES; i++) once()
    collect()
    const after = process.memoryUsage()
    // The first round fills caches.
    if (round > 0)
      least = Math.min(least, after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers)
  }
  return Math.max(0, least)
}

/** Full collections, as far as this process was started with `--expose-gc`. */
function collect(): void {
  for (let i = 0; i < 3; i++) globalThis.gc?.()
}
