import { QUANTUM } from '../../../host/sdk/index.ts'
import type { Character, LineCount } from '../design/characters.ts'
import { loopFactor } from '../design/line-lengths.ts'
import type { Setting } from '../design/setting.ts'
import { Absorb, butterflies } from './absorb.ts'
import { Balance } from './balance.ts'
import { CHUNK, type Chunk } from './chunk.ts'
import { EarlyTaps } from './early-taps.ts'
import { Lattice } from './lattice.ts'
import { LineRings } from './line-rings.ts'
import { LONGEST_PRE_DELAY_MS, PreDelay } from './pre-delay.ts'
import { Rotation } from './rotation.ts'
import { Scatter } from './scatter.ts'
import { VoiceFilter } from './voice.ts'

/** What the memory is made for: largest size factor and longest decay in s. */
const LARGEST_SIZE = 1.3
const LONGEST_DECAY = 10
/** A line is silent below this: -300 dB. */
const FLOOR = 1e-15

/**
 *     in -> pre-delay -+-> bare taps -------------------------------------------------+-> wet
 *                      +-> lattice -> voice -+-> cloud taps --------------------------+
 *                                            +-> [+] -> lines -> absorption ->        |
 *                                                 ^     rotations -> Hadamard -+------+
 *                                                 +----------------------------+
 *
 * Without absorption the loop is orthogonal, so it keeps its energy (Rocchesso & Smith, "Circulant and elliptic
 * feedback delay networks for artificial reverberation", IEEE Trans. SAP 1997).
 */
export class Network {
  readonly rotation: Rotation
  readonly balance = new Balance()
  /** Frames a chunk may have: a power of two, no longer than the shortest delay. */
  readonly chunkFrames: number
  /** Frames from the last input until nothing of it is left outside of loop and filters, if the lines are silent. */
  readonly span: number
  /** QUANTUM per ear: what the last chunks gave. */
  readonly left: Float64Array
  readonly right: Float64Array
  readonly #stereo: boolean
  readonly #hasBareTaps: boolean
  readonly #preDelay: PreDelay
  readonly #lattice: Lattice
  readonly #voice: VoiceFilter
  readonly #taps: EarlyTaps
  readonly #rings: LineRings
  readonly #absorb: Absorb
  readonly #scatter: Scatter
  /** Outputs of the lines in this chunk, CHUNK per line. */
  readonly #rows: Float64Array

  /** [idle] `tapRings`: which ring each early tap listens to; `lineFeed`: gain of the input per line. */
  constructor(
    character: Character,
    lines: LineCount,
    tapRings: Float64Array,
    lineFeed: Float64Array,
    stereo: boolean,
    sampleRate: number,
    allocate: (doubles: number) => Float64Array,
  ) {
    const longestTap = LARGEST_SIZE * Math.max(character.bareMs[1], character.loopMs[lines][0])
    // One per cent more than the longest line, for the step up to a prime.
    const longestMs = loopFactor(LARGEST_SIZE, LONGEST_DECAY) * 1.01 * character.loopMs[lines][1]
    const longestLine = Math.ceil((longestMs * sampleRate) / 1000) + 16
    this.#stereo = stereo
    this.#hasBareTaps = character.bareTaps > 0
    this.#preDelay = new PreDelay(LONGEST_PRE_DELAY_MS, sampleRate, allocate)
    this.#lattice = new Lattice(character.latticeMs, sampleRate, allocate)
    this.#voice = new VoiceFilter(sampleRate, allocate)
    this.#taps = new EarlyTaps(tapRings, longestTap, sampleRate, allocate)
    this.#rings = new LineRings(lines, longestLine, allocate)
    this.#absorb = new Absorb(this.#rings, sampleRate, allocate)
    this.#scatter = new Scatter(this.#rings, lineFeed, allocate)
    this.rotation = new Rotation(lines, sampleRate, allocate)
    this.#rows = allocate(lines * CHUNK)
    this.left = allocate(QUANTUM)
    this.right = allocate(QUANTUM)
    this.chunkFrames = Math.min(CHUNK, 2 ** Math.floor(Math.log2(this.#lattice.shortest)))
    this.span = this.#preDelay.span + this.#lattice.span + this.#taps.span + this.#rings.mask
  }

  /** [audio] One chunk of input into `left` and `right` (mono: into `left`). `inputRight` may be `inputLeft`. */
  process(
    chunk: Chunk,
    inputLeft: Float64Array,
    inputRight: Float64Array,
    now: Setting,
    next: Setting,
  ): void {
    const ears = this.#preDelay.ears
    const rows = this.#rows
    this.#preDelay.process(chunk, inputLeft, inputRight, now.preDelay, next.preDelay)
    if (this.#hasBareTaps) this.#taps.listen(chunk, ears, 0)
    this.#lattice.process(chunk, ears)
    this.#voice.process(chunk, ears, now, next)
    this.#taps.listen(chunk, this.#voice.cloud, 1)
    this.#taps.process(chunk, 0, this.left, now, next)
    if (this.#stereo) this.#taps.process(chunk, 1, this.right, now, next)
    this.#absorb.process(chunk, rows, now, next)
    this.rotation.process(chunk, rows)
    if (this.#rings.lines === 32) butterflies(rows, 32, 2, chunk.frames)
    this.#scatter.write(chunk, rows, ears)
    this.#scatter.listen(chunk, 0, ears, this.left, this.balance)
    if (this.#stereo) this.#scatter.listen(chunk, 1, ears, this.right, this.balance)
  }

  /** [audio] True when every line gave less than -300 dB in the last chunk. */
  isSilent(frames: number): boolean {
    const rows = this.#rows
    for (let k = 0; k < this.#rings.lines; k++)
      for (let i = 0; i < frames; i++) if (Math.abs(rows[k * CHUNK + i]!) > FLOOR) return false
    return true
  }

  /** [audio] Filters to zero; `sweep` clears the lines bit by bit. */
  sleep(): void {
    this.#absorb.reset()
    this.#voice.reset()
    this.#rings.startSweep()
  }

  /** [audio] On grid lines while asleep: clears some more of the lines. */
  sweep(): void {
    this.#rings.sweep()
  }

  /** [audio] Starts from zeros, whatever `sweep` has reached: so it does not matter when in a block the input comes. */
  wake(): void {
    this.#rings.finishSweep()
    this.rotation.refresh()
  }

  /** [audio] Back to silence. The lines are left to `sweep` and `wake`, for they are the most to clear. */
  reset(): void {
    this.#preDelay.reset()
    this.#lattice.reset()
    this.#taps.reset()
    this.sleep()
    this.rotation.reset()
  }
}
