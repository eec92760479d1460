import { type MeterCell, type ProcessIo, type ProcessorEnv, QUANTUM } from '../../host/sdk/index.ts'
import type { Character, LineCount } from './design/characters.ts'
import { Dials } from './design/dials.ts'
import { Move } from './design/move.ts'
import { CHUNK, Chunk, nextGridFrame } from './stages/chunk.ts'
import { Network } from './stages/network.ts'
import { WetPath } from './stages/wet-path.ts'

/**
 *     input -+-> network -> low cut, high cut -> ducking -> width -+-> + -> output
 *            +-----------------------------------------------------+   mix
 *
 * The kernel keeps the grid: what changes, starts or falls asleep does so on a grid line, so that a call that is split
 * anywhere gives the same samples. Only waking happens between grid lines, from a state in which it cannot be heard.
 */
export class ReverbKernel {
  /** What the dials ask for. */
  readonly wanted = new Dials()
  readonly network: Network
  readonly wet: WetPath
  readonly #move: Move
  readonly #chunk: Chunk
  #gridFrame = 0
  #asleep = true
  /** Something was heard or is still sounding since the last grid line. */
  #busy = false
  /** Frames of silence up to the last grid line. */
  #quiet = 0

  /** [idle] `begin` must follow once the dials are set. */
  constructor(env: ProcessorEnv, character: Character, lines: LineCount) {
    const allocate = (doubles: number) => env.allocate(doubles)
    this.#chunk = new Chunk(allocate(CHUNK))
    this.#move = new Move(character, lines, env.sampleRate, this.#chunk, allocate)
    const { tapRings, lineFeed } = this.#move
    this.network = new Network(
      character,
      lines,
      tapRings,
      lineFeed,
      env.channels > 1,
      env.sampleRate,
      allocate,
    )
    this.wet = new WetPath(env.channels > 1, env.sampleRate, allocate)
  }

  /** [audio] Takes the dials at once, without a move. */
  begin(): void {
    this.#move.jump(this.wanted)
  }

  /** [audio] `wanted` and the aims are up to date. */
  process(io: ProcessIo, meter: MeterCell): void {
    if (io.offset === 0) this.#gridLine()
    const left = io.input[0]!
    const right = io.input.length > 1 ? io.input[1]! : left
    if (hears(left, right, io.frames)) this.#hear()
    if (this.#asleep) this.wet.rest(io, meter)
    else {
      this.#run(io, left, right)
      this.wet.process(io, this.network.left, this.network.right, meter)
    }
    if (io.offset + io.frames === QUANTUM) this.#gridFrame = nextGridFrame(this.#gridFrame)
  }

  /** [audio] Back to silence. In the middle of a move it makes the setting anew, which takes about 0.3 ms. */
  reset(): void {
    this.network.reset()
    this.wet.reset()
    this.#gridFrame = 0
    this.#asleep = true
    this.#busy = false
    this.begin()
  }

  #run(io: ProcessIo, left: Float64Array, right: Float64Array): void {
    const { network } = this
    const chunk = this.#chunk
    const move = this.#move
    const step = network.chunkFrames
    for (let at = 0; at < io.frames; ) {
      const offset = io.offset + at
      const frames = Math.min(io.frames - at, step - (offset & (step - 1)))
      chunk.place(this.#gridFrame, offset, at, frames)
      move.fade()
      network.process(chunk, left, right, move.now, move.next)
      if (!this.#busy) this.#busy = !network.isSilent(frames)
      at += frames
    }
  }

  #gridLine(): void {
    const { network } = this
    if (this.#asleep) network.sweep()
    else {
      network.rotation.advance()
      const filtersSilent = this.wet.flush()
      this.#quiet = this.#busy || !filtersSilent ? 0 : this.#quiet + QUANTUM
      if (this.#quiet > network.span) this.#sleep()
    }
    this.#busy = false
    this.#move.gridLine(this.wanted, this.#asleep)
  }

  #hear(): void {
    this.#busy = true
    if (!this.#asleep) return
    this.#asleep = false
    this.#quiet = 0
    this.network.wake()
  }

  #sleep(): void {
    this.#asleep = true
    this.network.sleep()
    this.wet.reset()
  }
}

/** [audio] True when anything but zeros comes in. */
function hears(left: Float64Array, right: Float64Array, frames: number): boolean {
  for (let i = 0; i < frames; i++) if (left[i]! !== 0 || right[i]! !== 0) return true
  return false
}
