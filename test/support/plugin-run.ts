import { ParameterBlock } from '../../src/host/engine/parameter-block.ts'
import {
  defaults,
  isRefusal,
  type PlainValue,
  type PluginDefinition,
  QUANTUM,
  type Surroundings,
  toPlain,
  toRaw,
} from '../../src/host/sdk/index.ts'

/** Plain values by parameter id. */
export type Values = { readonly [id: string]: PlainValue }

export interface RunOptions {
  /** Values that differ from the defaults. */
  readonly values?: Values
  readonly sampleRate?: number
  /** Planar input, 1 or 2 channels. */
  readonly input: readonly Float64Array[]
  /** Planar key signal. */
  readonly key?: readonly Float64Array[]
  /** Block sizes, used in turn; default one whole quantum. */
  readonly blocks?: readonly number[]
  /** Called on every grid line with its frame: values to set from there on. */
  readonly automate?: (frame: number) => Values | undefined
  readonly bpm?: number
  /** Samples of the plugin's audio files, planar, by the id of the parameter. */
  readonly files?: { readonly [parameter: string]: readonly Float64Array[] }
}

export interface RunResult {
  readonly output: Float64Array[]
  /** Meter readings, one entry per call, by meter id. */
  readonly meters: Record<string, number[]>
}

/** A session at 120 without files, for `tailSeconds`. */
export const QUIET_AROUND: Surroundings = { bpm: 120, fileSeconds: {} }

/** Raw doubles of a set of values over the defaults; throws on a value the plugin refuses. */
export function rawValues(plugin: PluginDefinition, values: Values = {}): Float64Array {
  const all: Record<string, PlainValue> = { ...defaults(plugin.params), ...values }
  return Float64Array.from(Object.entries(plugin.params), ([id, parameter]) => {
    const plain = toPlain(parameter, all[id])
    if (isRefusal(plain)) throw new Error(`${plugin.id} ${id}: ${plain.refused}`)
    return toRaw(parameter, plain)
  })
}

/** Runs one plugin alone, on the engine's grid and with the engine's glides, the way a strip would. */
export function runPlugin(plugin: PluginDefinition, options: RunOptions): RunResult {
  const { sampleRate = 48000, input, key, automate, bpm = 120, blocks = [QUANTUM] } = options
  const channels = input.length
  const length = input[0]!.length
  let values: Values = options.values ?? {}
  const raw = rawValues(plugin, values)
  const block = new ParameterBlock(plugin.params, raw, 0, sampleRate, options.files)
  const cells: Record<string, { value: number }> = {}
  const meters: Record<string, number[]> = {}
  for (const [id, meter] of Object.entries(plugin.meters)) {
    cells[id] = { value: meter.rest }
    meters[id] = []
  }
  const env = { sampleRate, channels, allocate: (doubles: number) => new Float64Array(doubles) }
  const processor = plugin.prepare(env, block.views, cells)
  const make = (n: number) => Array.from({ length: n }, () => new Float64Array(QUANTUM))
  const io = {
    input: make(channels),
    output: make(channels),
    key: key === undefined ? undefined : make(key.length),
    frames: 0,
    offset: 0,
    changed: true,
    bpm,
  }
  const output = Array.from({ length: channels }, () => new Float64Array(length))
  let at = 0
  let turn = 0
  while (at < length) {
    let left = Math.min(blocks[turn++ % blocks.length]!, length - at)
    while (left > 0) {
      io.offset = at % QUANTUM
      io.frames = Math.min(left, QUANTUM - io.offset)
      io.changed = false
      if (io.offset === 0) {
        const next = automate?.(at)
        if (next !== undefined) {
          values = { ...values, ...next }
          block.retarget(rawValues(plugin, values), 0)
        }
        block.advance()
        io.changed = block.changed
        if (at > 0) processor.flush?.()
      }
      for (let c = 0; c < channels; c++) {
        io.input[c]!.set(input[c]!.subarray(at, at + io.frames))
        io.output[c]!.fill(Number.NaN)
      }
      if (key !== undefined)
        for (let c = 0; c < key.length; c++) io.key![c]!.set(key[c]!.subarray(at, at + io.frames))
      processor.process(io)
      for (let c = 0; c < channels; c++) output[c]!.set(io.output[c]!.subarray(0, io.frames), at)
      for (const id of Object.keys(cells)) meters[id]!.push(cells[id]!.value)
      at += io.frames
      left -= io.frames
    }
  }
  return { output, meters }
}
