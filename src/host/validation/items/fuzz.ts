import { createHash } from 'node:crypto'
import {
  fromNorm,
  isRefusal,
  type PluginDefinition,
  QUANTUM,
  toPlain,
  toRaw,
  toText,
} from '../../sdk/index.ts'
import { drawValues, movable, seeded } from '../draw.ts'
import { type Finding, fail, type Item, pass, type Subject } from '../finding.ts'
import { Rig, type Values } from '../rig.ts'
import { isFiniteSignal, noise } from '../signals.ts'

const SETS = 50
const MOVES = 4
/** MOVES + 1 parts of whole quanta. */
const FRAMES = 2560

/** Settings nobody would dial: drawn at random, at their ends, moved on every grid line. */
export const parameterFuzz: Item = {
  id: 'parameters',
  title: 'takes any values, in any order, at any moment',
  run(subject): Finding {
    const mistake = textMistake(subject) ?? endsMistake(subject) ?? drawnMistake(subject)
    if (mistake !== undefined) return fail(mistake)
    const count = Object.keys(subject.plugin.params).length
    return pass(
      `${SETS} drawn settings, each moved ${MOVES} times or more, both ends of ${count} parameters, and texts there and back`,
    )
  },
}

/** The same seed, the same samples: a report can be replayed. Determinism again, but with the drawn settings. */
export const replay: Item = {
  id: 'replay',
  title: 'gives the same samples for the same seed',
  run(subject): Finding {
    const [first, second] = [1, 2].map(() => hashOf(subject))
    return first === second
      ? pass(`seed ${subject.seed} gives ${first!.slice(0, 12)} twice`)
      : fail(`seed ${subject.seed} gave other samples the second time`)
  },
}

function hashOf({ plugin, files, seed }: Subject): string {
  const random = seeded(seed)
  const hash = createHash('sha256')
  for (let set = 0; set < 5; set++) {
    const rig = new Rig(plugin, { channels: 2, values: drawValues(plugin, random), files })
    for (const x of rig.run([noise(FRAMES, 0.5, 1), noise(FRAMES, 0.5, 2)])) hash.update(x)
  }
  return hash.digest('hex')
}

function drawnMistake({ plugin, files, random, seed }: Subject): string | undefined {
  const input = [noise(FRAMES, 0.5, 1), noise(FRAMES, 0.5, 2)]
  for (let set = 0; set < SETS; set++) {
    const values = drawValues(plugin, random)
    const rig = new Rig(plugin, { channels: 2, values, files })
    // The last sets move on every grid line.
    const every = set >= SETS - 5 ? QUANTUM : FRAMES / (MOVES + 1)
    const automate = (frame: number): Values | undefined =>
      frame % every === 0 && frame > 0 ? movable(plugin, drawValues(plugin, random)) : undefined
    if (!rig.run(input, { automate }).every(isFiniteSignal))
      return `setting ${set + 1} of seed ${seed} gave no numbers: ${JSON.stringify(values)}`
  }
  return undefined
}

function endsMistake({ plugin, files }: Subject): string | undefined {
  const input = [noise(1024, 0.5, 1), noise(1024, 0.5, 2)]
  for (const [id, parameter] of Object.entries(plugin.params)) {
    for (const norm of [0, 1]) {
      const values = { [id]: fromNorm(parameter, norm) }
      const rig = new Rig(plugin, { channels: 2, values, files })
      if (!rig.run(input).every(isFiniteSignal)) return `${id} at ${String(values[id])} gave no numbers`
    }
  }
  return undefined
}

function textMistake({
  plugin,
  random,
}: {
  plugin: PluginDefinition
  random: () => number
}): string | undefined {
  for (const [id, parameter] of Object.entries(plugin.params)) {
    for (let i = 0; i < 20; i++) {
      const value = fromNorm(parameter, random())
      const text = toText(parameter, value)
      const back = toPlain(parameter, text)
      if (isRefusal(back)) return `${id} prints ${text}, but does not take that: ${back.refused}`
      if (Number.isNaN(toRaw(parameter, back))) return `${id} reads ${text} as no number`
    }
  }
  return undefined
}
