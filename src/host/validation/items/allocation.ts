import { fromNorm, type PluginDefinition } from '../../sdk/index.ts'
import { drawValues, movable } from '../draw.ts'
import { type Finding, fail, type Item, pass, type Subject } from '../finding.ts'
import { Rig } from '../rig.ts'
import { noise } from '../signals.ts'
import { garbageOf } from './garbage.ts'

const WARM = 4000
/** The compiler may still be at work in the first. */
const TRIES = 4
/** Two boxed numbers: whether one that a function returns is kept off the heap is the compiler's choice, and differs from run to run. */
const MOST_BYTES = 32
/**
 * While every dial moves on every grid line, which no hand does: numbers that functions return are boxed, 16 bytes each, and an equaliser
 * of 51 dials boxes 55. At 400 kB a second the young generation is collected every half minute, in well under a millisecond.
 */
const MOST_MOVING_BYTES = 1024
/** Where the dials stand on even and on odd grid lines while they move. */
const PLACES = [0.4, 0.6] as const

/** Garbage in the audio thread becomes a pause some day. */
export const allocation: Item = {
  id: 'allocation',
  title: 'allocates nothing while it plays',
  run(subject): Finding {
    const noticed = noticedCall(subject)
    if (noticed !== undefined) return fail(`process calls ${noticed} while it plays`)
    const still = bytesPerBlock(subject, false, MOST_BYTES)
    const moving = bytesPerBlock(subject, true, MOST_MOVING_BYTES)
    const measured = `${still.toFixed(1)} bytes per block, ${moving.toFixed(1)} while every dial moves`
    const limit = `${MOST_BYTES} and ${MOST_MOVING_BYTES} bytes`
    if (still > MOST_BYTES) return fail('it leaves garbage behind on every block', measured, limit)
    if (moving > MOST_MOVING_BYTES) return fail('it leaves garbage behind while dials move', measured, limit)
    return pass('it plays without garbage', measured, limit)
  },
}

/** A dial as the plugin sees it, moved by hand: the engine's own glides would be measured too. */
interface MovedDial {
  readonly view: { from: number; to: number; target: number }
  readonly values: Float64Array
}

/** A processor with its input and output given, called as barely as can be: the least of some tries, the first that is small `enough`. */
function bytesPerBlock({ plugin, files }: Subject, moves: boolean, enough: number): number {
  const rig = new Rig(plugin, { channels: 2, files })
  const dials = moves ? dialsOf(plugin, rig) : []
  const io = {
    input: [noise(128, 0.5, 1), noise(128, 0.5, 2)],
    output: [new Float64Array(128), new Float64Array(128)],
    key: undefined,
    frames: 128,
    offset: 0,
    changed: moves,
    bpm: 120,
  }
  rig.run(io.input)
  const { processor } = rig
  const play = (blocks: number): void => {
    for (let b = 0; b < blocks; b++) {
      move(dials, b)
      processor.flush?.()
      processor.process(io)
    }
  }
  play(WARM)
  let least = Number.POSITIVE_INFINITY
  for (let t = 0; t < TRIES && least > enough; t++) least = Math.min(least, garbageOf(play))
  return least
}

function dialsOf(plugin: PluginDefinition, rig: Rig): MovedDial[] {
  return Object.entries(plugin.params).flatMap(([id, parameter]) =>
    parameter.kind === 'number' && !parameter.structural
      ? [
          {
            view: rig.views[id] as MovedDial['view'],
            values: Float64Array.from(PLACES, (norm) => Number(fromNorm(parameter, norm))),
          },
        ]
      : [],
  )
}

function move(dials: readonly MovedDial[], line: number): void {
  const next = line & 1
  for (let d = 0; d < dials.length; d++) {
    const { view, values } = dials[d]!
    view.from = values[1 - next]!
    view.to = values[next]!
    view.target = values[next]!
  }
}

/** Watches for calls of the console and of timers while it plays. */
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
