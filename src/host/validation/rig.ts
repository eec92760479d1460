import { ReadingCell } from '../engine/held-meter.ts'
import { ParameterBlock } from '../engine/parameter-block.ts'
import {
  defaults,
  isRefusal,
  type ParameterSet,
  type ParameterViews,
  type PlainValue,
  type PluginDefinition,
  type ProcessIo,
  type Processor,
  QUANTUM,
  toPlain,
  toRaw,
} from '../sdk/index.ts'

/** Plain values by parameter id. */
export type Values = { readonly [id: string]: PlainValue }

/** Planar audio of 1 or 2 channels. */
export type Planar = readonly Float64Array[]

export interface RigOptions {
  /** Values that differ from the defaults. */
  readonly values?: Values | undefined
  readonly sampleRate?: number | undefined
  readonly channels: number
  /** Channels of the key signal; undefined: none is patched. */
  readonly keyChannels?: number | undefined
  readonly bpm?: number | undefined
  /** Samples of the plugin's audio files, planar, by the id of the parameter. */
  readonly files?: { readonly [parameter: string]: Planar } | undefined
}

export interface RunOfRig {
  /** Block sizes, used in turn; default one whole quantum. */
  readonly blocks?: readonly number[] | undefined
  readonly key?: Planar | undefined
  /** Called on every grid line with its frame in this run: values to set from there on. */
  readonly automate?: ((frame: number) => Values | undefined) | undefined
  /** Called after each call of `process`. */
  readonly onCall?: ((frame: number, frames: number) => void) | undefined
}

/** [control] Raw doubles of a set of values over the defaults; throws on a value the plugin refuses. */
export function rawValues(plugin: PluginDefinition, values: Values = {}): Float64Array {
  const all: Record<string, PlainValue> = { ...defaults(plugin.params), ...values }
  return Float64Array.from(Object.entries(plugin.params), ([id, parameter]) => {
    const plain = toPlain(parameter, all[id])
    if (isRefusal(plain)) throw new Error(`${plugin.id} ${id}: ${plain.refused}`)
    return toRaw(parameter, plain)
  })
}

/** One plugin alone, on the engine's grid and with the engine's glides, the way a strip would run it. [control] */
export class Rig {
  readonly plugin: PluginDefinition
  readonly processor: Processor
  /** What the plugin writes its readings into. */
  readonly cells: { readonly [meter: string]: { value: number } }
  readonly sampleRate: number
  readonly #channels: number
  readonly #block: ParameterBlock
  readonly #io: { -readonly [K in keyof ProcessIo]: ProcessIo[K] }
  #values: Values
  #at = 0

  constructor(plugin: PluginDefinition, options: RigOptions) {
    const { channels, keyChannels, values = {}, sampleRate = 48000, bpm = 120, files } = options
    this.plugin = plugin
    this.sampleRate = sampleRate
    this.#channels = channels
    this.#values = values
    this.#block = new ParameterBlock(plugin.params, rawValues(plugin, values), 0, sampleRate, files)
    this.cells = Object.fromEntries(
      Object.entries(plugin.meters).map(([id, meter]) => [id, new ReadingCell(meter.rest)]),
    )
    const env = { sampleRate, channels: channels as 1 | 2, allocate: (n: number) => new Float64Array(n) }
    this.processor = plugin.prepare(env, this.#block.views, this.cells)
    const buffers = (n: number): Float64Array[] => Array.from({ length: n }, () => new Float64Array(QUANTUM))
    this.#io = {
      input: buffers(channels),
      output: buffers(channels),
      key: keyChannels === undefined ? undefined : buffers(keyChannels),
      frames: 0,
      offset: 0,
      changed: true,
      bpm,
    }
  }

  /** What the plugin reads its parameters from. */
  get views(): ParameterViews<ParameterSet> {
    return this.#block.views
  }

  /** Plays `input` on, from where the last run ended; returns as many frames. */
  run(input: Planar, options: RunOfRig = {}): Float64Array[] {
    const { blocks = [QUANTUM], key, automate, onCall } = options
    const length = input[0]!.length
    const output = Array.from({ length: this.#channels }, () => new Float64Array(length))
    let turn = 0
    for (let at = 0; at < length; ) {
      let left = Math.min(blocks[turn++ % blocks.length]!, length - at)
      while (left > 0) {
        const frames = Math.min(left, QUANTUM - (this.#at % QUANTUM))
        if (this.#at % QUANTUM === 0) this.#gridLine(automate?.(at))
        this.#call(input, key, output, at, frames)
        onCall?.(at, frames)
        at += frames
        left -= frames
      }
    }
    return output
  }

  #gridLine(next: Values | undefined): void {
    if (next !== undefined) {
      this.#values = { ...this.#values, ...next }
      this.#block.retarget(rawValues(this.plugin, this.#values), 0)
    }
    this.#block.advance()
    if (this.#at > 0) this.processor.flush?.()
  }

  #call(input: Planar, key: Planar | undefined, output: Planar, at: number, frames: number): void {
    const io = this.#io
    io.offset = this.#at % QUANTUM
    io.frames = frames
    io.changed = io.offset === 0 && this.#block.changed
    for (let c = 0; c < this.#channels; c++) {
      io.input[c]!.set(input[c]!.subarray(at, at + frames))
      // Whoever forgets to write a sample is found out.
      io.output[c]!.fill(Number.NaN)
    }
    if (key !== undefined)
      for (let c = 0; c < key.length; c++) io.key![c]!.set(key[c]!.subarray(at, at + frames))
    this.processor.process(io)
    for (let c = 0; c < this.#channels; c++) output[c]!.set(io.output[c]!.subarray(0, frames), at)
    this.#at += frames
  }

  /** True when the last call left the input as it was given. */
  inputIs(input: Planar, at: number, frames: number): boolean {
    return this.#io.input.every((buffer, c) => {
      for (let i = 0; i < frames; i++) if (!Object.is(buffer[i], input[c]![at + i])) return false
      return true
    })
  }
}
