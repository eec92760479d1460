import { drawValues, movable } from '../draw.ts'
import { type Finding, fail, type Item, pass, type Subject } from '../finding.ts'
import { Rig } from '../rig.ts'
import { noise } from '../signals.ts'
import { collect } from './lifecycle.ts'

const WARM = 8000
const BLOCKS = 10_000
/** The host's own counters and the compiler leave a few bytes; one boxed number per block is 16. */
const MOST_BYTES = 8

/** Garbage in the audio thread becomes a pause some day. */
export const allocation: Item = {
  id: 'allocation',
  title: 'allocates nothing while it plays',
  run(subject): Finding {
    const forbidden = forbiddenWord(subject)
    if (forbidden !== undefined)
      return fail(`process uses ${forbidden}, which does not belong into audio code`)
    const noticed = noticedCall(subject)
    if (noticed !== undefined) return fail(`process calls ${noticed} while it plays`)
    if (globalThis.gc === undefined)
      return pass('not measured: this process cannot collect garbage on demand')
    const bytes = bytesPerBlock(subject)
    const measured = `${bytes.toFixed(1)} bytes per block`
    return bytes > MOST_BYTES
      ? fail('it leaves garbage behind on every block', measured, `${MOST_BYTES} bytes`)
      : pass('it plays without garbage', measured, `${MOST_BYTES} bytes`)
  },
}

/** A processor with its input and output given, called as barely as can be. */
function bytesPerBlock({ plugin, files }: Subject): number {
  const rig = new Rig(plugin, { channels: 2, files })
  const io = {
    input: [noise(128, 0.5, 1), noise(128, 0.5, 2)],
    output: [new Float64Array(128), new Float64Array(128)],
    key: undefined,
    frames: 128,
    offset: 0,
    changed: false,
    bpm: 120,
  }
  rig.run(io.input)
  const { processor } = rig
  const play = (blocks: number): void => {
    for (let b = 0; b < blocks; b++) {
      processor.flush?.()
      processor.process(io)
    }
  }
  play(WARM)
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    collect()
    const before = process.memoryUsage().heapUsed
    play(BLOCKS)
    least = Math.min(least, process.memoryUsage().heapUsed - before)
  }
  return Math.max(0, least) / BLOCKS
}

function forbiddenWord({ plugin, files }: Subject): string | undefined {
  const source = String(new Rig(plugin, { channels: 2, files }).processor.process)
  return ['await ', 'new Promise', 'console.', 'setTimeout', 'setInterval', 'fetch('].find((word) =>
    source.includes(word),
  )
}

/** Watches what the source does not show: calls of the console and of timers while it plays. */
function noticedCall({ plugin, files, random }: Subject): string | undefined {
  const rig = new Rig(plugin, { channels: 2, files })
  const input = [noise(12800, 0.5, 1), noise(12800, 0.5, 2)]
  const automate = (frame: number) =>
    frame % 1280 === 0 ? movable(plugin, drawValues(plugin, random)) : undefined
  let noticed: string | undefined
  const restore = [
    ...(['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      replace(console, name, () => (noticed = `console.${name}`)),
    ),
    ...(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const).map((name) =>
      replace(globalThis, name, () => (noticed = name)),
    ),
  ]
  try {
    rig.run(input, { automate })
  } finally {
    for (const put of restore) put()
  }
  return noticed
}

function replace<T extends object>(owner: T, name: keyof T, by: () => void): () => void {
  const original = owner[name]
  Reflect.set(owner, name, by)
  return () => {
    Reflect.set(owner, name, original)
  }
}
