import { defaults, type PluginDefinition, QUANTUM, toRaw } from '../sdk/index.ts'
import { ParameterBlock } from './parameter-block.ts'

/**
 * What the warm desk does not reach: the other structural settings of a processor (linear phase, high quality, convolution), whose code would
 * be cold when somebody switches to them while the sound runs. Only for those that come with the desk.
 */

/** Enough for the first compiler in the loops over frames; what is left costs the first block of the new setting, not the show's. */
const BLOCKS = 6
/** Frames of the file that plugins with one get, so that there is something to work with. */
const FILE_FRAMES = 4800

/** [idle] Prepares `plugin` in stereo with each other word of each structural choice, and plays a little. A plugin that fails is left. */
export function warmVariants(plugin: PluginDefinition, sampleRate: number): void {
  for (const [id, parameter] of Object.entries(plugin.params)) {
    if (!parameter.structural || parameter.kind === 'number' || parameter.kind === 'file') continue
    const others = parameter.kind === 'toggle' ? [!parameter.default] : parameter.choices
    for (const word of others) if (word !== parameter.default) play(plugin, id, word, sampleRate)
  }
}

function play(plugin: PluginDefinition, id: string, word: string | boolean, sampleRate: number): void {
  const values = { ...defaults(plugin.params), [id]: word }
  const raw = Float64Array.from(Object.entries(plugin.params), ([name, p]) => toRaw(p, values[name]!))
  const burst = Float64Array.from({ length: FILE_FRAMES }, (_, i) => Math.sin(i * i) * Math.exp(-i / 900))
  const files = Object.fromEntries(
    Object.entries(plugin.params).flatMap(([name, { kind }]) =>
      kind === 'file' ? [[name, [burst, burst]]] : [],
    ),
  )
  const block = new ParameterBlock(plugin.params, raw, 0, sampleRate, files)
  const meters = Object.fromEntries(
    Object.entries(plugin.meters).map(([name, { rest }]) => [name, { value: rest }]),
  )
  const allocate = (doubles: number): Float64Array => new Float64Array(doubles)
  const pair = (): Float64Array[] => [allocate(QUANTUM), allocate(QUANTUM)]
  const io = {
    input: pair(),
    output: pair(),
    key: undefined,
    frames: QUANTUM,
    offset: 0,
    changed: true,
    bpm: 120,
  }
  try {
    const processor = plugin.prepare({ sampleRate, channels: 2, allocate }, block.views, meters)
    for (let b = 0; b < BLOCKS; b++) {
      for (const x of io.input) for (let i = 0; i < QUANTUM; i++) x[i] = Math.sin(i * i + b)
      processor.process(io)
      processor.flush?.()
      io.changed = false
    }
    processor.reset()
  } catch {
    // The guard names it once it plays.
  }
}
