import {
  Convolver,
  type MeterCell,
  type ProcessIo,
  type ProcessorEnv,
  QUANTUM,
} from '../../../host/sdk/index.ts'
import { CHUNK, Chunk, nextGridFrame } from '../stages/chunk.ts'
import { LONGEST_PRE_DELAY_MS, PreDelay } from '../stages/pre-delay.ts'
import { WetPath } from '../stages/wet-path.ts'
import { DelayMove } from './delay-move.ts'
import { impulsePaths } from './impulse-paths.ts'

/**
 *     input -+-> pre-delay -> convolver -> low cut, high cut -> ducking -> width -+-> + -> output
 *            +--------------------------------------------------------------------+   mix
 *
 * Without latency. Without a sound in the file the wet signal is silent.
 */
export class ConvolutionKernel {
  readonly wet: WetPath
  /** Where the dial of the pre-delay stands, ms. */
  wantedMs = 0
  readonly #sampleRate: number
  readonly #convolver: Convolver | undefined
  readonly #chunk: Chunk
  readonly #move: DelayMove
  readonly #preDelay: PreDelay
  /** QUANTUM per channel: behind the pre-delay, and behind the convolver. */
  readonly #held: readonly Float64Array[]
  readonly #ears: readonly Float64Array[]
  #gridFrame = 0

  /** [idle] `channels`: the file; `share`: how much of its decay is kept, 0..1. */
  constructor(env: ProcessorEnv, channels: readonly Float64Array[], share: number) {
    const allocate = (doubles: number) => env.allocate(doubles)
    const stereo = env.channels > 1
    const each = () => Array.from({ length: env.channels }, () => allocate(QUANTUM))
    const shape = impulsePaths(allocate, channels, share, stereo, env.sampleRate)
    this.#sampleRate = env.sampleRate
    this.#convolver = shape === undefined ? undefined : new Convolver(allocate, shape)
    this.#chunk = new Chunk(allocate(CHUNK))
    this.#move = new DelayMove(this.#chunk, env.sampleRate)
    this.#preDelay = new PreDelay(LONGEST_PRE_DELAY_MS, env.sampleRate, allocate)
    this.wet = new WetPath(stereo, env.sampleRate, allocate)
    this.#held = each()
    this.#ears = each()
  }

  /** [audio] Takes the pre-delay at once, without a move. */
  begin(): void {
    this.#move.jump(this.#wantedFrames())
  }

  /** [audio] `wantedMs` and the aims are up to date. */
  process(io: ProcessIo, meter: MeterCell): void {
    if (io.offset === 0) {
      this.wet.flush()
      this.#move.gridLine(this.#wantedFrames())
    }
    const left = this.#ears[0]!
    const right = io.output.length > 1 ? this.#ears[1]! : left
    this.#hold(io)
    if (this.#convolver === undefined) {
      left.fill(0, 0, io.frames)
      right.fill(0, 0, io.frames)
    } else this.#convolver.process(this.#held, this.#ears, io.frames, io.offset)
    this.wet.process(io, left, right, meter)
    if (io.offset + io.frames === QUANTUM) this.#gridFrame = nextGridFrame(this.#gridFrame)
  }

  /** [audio] Back to silence. */
  reset(): void {
    this.#convolver?.reset()
    this.#preDelay.reset()
    this.wet.reset()
    this.#gridFrame = 0
    this.begin()
  }

  /** Input through the pre-delay, chunk by chunk. */
  #hold(io: ProcessIo): void {
    const chunk = this.#chunk
    const move = this.#move
    const { ears } = this.#preDelay
    const input = io.input[0]!
    const other = io.input.length > 1 ? io.input[1]! : input
    for (let at = 0; at < io.frames; ) {
      const offset = io.offset + at
      const frames = Math.min(io.frames - at, CHUNK - (offset & (CHUNK - 1)))
      chunk.place(this.#gridFrame, offset, at, frames)
      move.fade()
      this.#preDelay.process(chunk, input, other, move.now, move.next)
      for (let c = 0; c < this.#held.length; c++) {
        const held = this.#held[c]!
        for (let i = 0; i < frames; i++) held[at + i] = ears[c * CHUNK + i]!
      }
      at += frames
    }
  }

  #wantedFrames(): number {
    return Math.round((this.wantedMs * this.#sampleRate) / 1000)
  }
}
