import { type Finding, fail, type Item, pass, warn } from '../finding.ts'
import { type Planar, Rig } from '../rig.ts'
import { isFiniteSignal, noise, peak } from '../signals.ts'

const FRAMES = 12000
const RECOVERY = 48000
const SECOND = 48000
const ROUNDS = 12
/** Cost of silence over the cost of sound: nothing to tell, and what only subnormal numbers explain. */
const EVEN = 1.2
const SLOW = 3
/** Costs of a second of sound below this are not told apart. */
const LEAST_MS = 1
/** Smallest normal double: below it processors of many machines become slow. */
const SMALLEST_NORMAL = 2 ** -1022

const both = (make: (i: number) => number): Planar => [
  Float64Array.from({ length: FRAMES }, (_, i) => make(i)),
  Float64Array.from({ length: FRAMES }, (_, i) => make(i + 1)),
]

const HOSTILE: { readonly [name: string]: () => Planar } = {
  noise: () => [noise(FRAMES, 1, 1), noise(FRAMES, 1, 2)],
  silence: () => both(() => 0),
  'DC at full scale': () => both(() => 1),
  'noise at +60 dBFS': () => [noise(FRAMES, 1000, 1), noise(FRAMES, 1000, 2)],
  'lone impulses': () => both((i) => (i % 1000 === 0 ? 1 : 0)),
  'a square at half the rate': () => both((i) => (i % 2 === 0 ? 1 : -1)),
  subnormals: () => both((i) => (i % 2 === 0 ? 1e-310 : -1e-310)),
}

const BROKEN: { readonly [name: string]: number } = {
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  'minus infinity': Number.NEGATIVE_INFINITY,
}

/** Whatever comes in, numbers come out; broken samples do not stay. */
export const hostileSignals: Item = {
  id: 'signals',
  title: 'gives numbers for any signal, and recovers from broken ones',
  run({ plugin, files }): Finding {
    for (const [name, make] of Object.entries(HOSTILE)) {
      const output = new Rig(plugin, { channels: 2, files }).run(make())
      if (!output.every(isFiniteSignal)) return fail(`${name} made it give values that are no numbers`)
    }
    let byItself = true
    for (const [name, value] of Object.entries(BROKEN)) {
      const rig = new Rig(plugin, { channels: 2, files })
      const broken = [noise(512, 0.5, 1), noise(512, 0.5, 2)]
      broken[0]![200] = value
      rig.run(broken)
      const clean = [noise(RECOVERY + 512, 0.5, 3), noise(RECOVERY + 512, 0.5, 4)]
      if (rig.run(clean).every((x) => isFiniteSignal(x.subarray(RECOVERY)))) continue
      byItself = false
      rig.processor.reset()
      if (!rig.run(clean).every(isFiniteSignal))
        return fail(`after ${name} at the input it never gives numbers again, not even after a reset`)
    }
    return pass(
      byItself
        ? 'every signal gives numbers, and broken samples are over within a second'
        : 'every signal gives numbers; broken samples are over after the reset that a host does then',
    )
  },
}

/** Decays end in zeros, not in numbers that are too small to compute with. */
export const denormals: Item = {
  id: 'denormals',
  title: 'makes no subnormal numbers, and silence costs no more than sound',
  run({ plugin, files }): Finding {
    const rig = new Rig(plugin, { channels: 2, files })
    const sound = [noise(SECOND, 0.5, 1), noise(SECOND, 0.5, 2)]
    const silence = [new Float64Array(SECOND), new Float64Array(SECOND)]
    const mistake = smallIn(rig, sound, silence)
    if (mistake !== undefined) return fail(mistake)
    let loud = Number.POSITIVE_INFINITY
    let quiet = Number.POSITIVE_INFINITY
    // Decays that became subnormal are slow every time; whatever else slows a machine down is not.
    for (let round = 0; round < ROUNDS; round++) {
      loud = Math.min(
        loud,
        usedMs(() => rig.run(sound)),
      )
      quiet = Math.min(
        quiet,
        usedMs(() => rig.run(silence)),
      )
    }
    const ratio = quiet / Math.max(loud, LEAST_MS)
    const measured = `${ratio.toFixed(2)} times the cost of noise`
    if (ratio > SLOW)
      return fail(
        'silence after sound costs more than sound: decays become subnormal',
        measured,
        String(SLOW),
      )
    if (ratio > EVEN) return warn('silence after sound costs more than sound', measured, String(EVEN))
    return pass('decays end before they become subnormal', measured, String(EVEN))
  },
}

function smallIn(rig: Rig, sound: Planar, silence: Planar): string | undefined {
  rig.run(sound)
  for (let second = 0; second < 12; second++) {
    const output = rig.run(silence)
    if (output.some((x) => x.some((y) => y !== 0 && Math.abs(y) < SMALLEST_NORMAL)))
      return 'it gives subnormal numbers while its sound dies away'
    if (output.every((x) => peak(x) === 0)) break
  }
  return undefined
}

/** Processor time: what else the machine does is not the plugin's. */
function usedMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
