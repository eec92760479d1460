import { type Character, EARLY_TAPS, type LineCount } from './characters.ts'
import { draw } from './draw.ts'
import { levelFor } from './level.ts'
import { loopFactor } from './line-lengths.ts'

/**
 * The early pattern: bare taps are single reflections, cloud taps listen behind the lattice and fill the time until the
 * shortest line comes round. A tap's energy over its distance to the next one is the energy density of the tail at time
 * zero, times the character's level, times the decay.
 */
export class EarlyPattern {
  /** Per ear and tap: when, ms at size factor 1, and how loud before decay and level. */
  readonly #ms: Float64Array
  readonly #base: Float64Array
  /** Which of four rings a tap listens to: bare left, bare right, cloud left, cloud right. */
  readonly ring: Float64Array
  readonly #sampleRate: number

  /** [idle] */
  constructor(
    character: Character,
    lines: LineCount,
    sampleRate: number,
    allocate: (doubles: number) => Float64Array,
  ) {
    this.#sampleRate = sampleRate
    this.#ms = allocate(2 * EARLY_TAPS)
    this.#base = allocate(2 * EARLY_TAPS)
    this.ring = allocate(2 * EARLY_TAPS)
    for (let t = 0; t < 2 * EARLY_TAPS; t++) this.#draw(character, lines, t)
  }

  /** [audio] Delays in frames and gains of both ears for a size factor and a decay in s. */
  design(size: number, decay: number, delays: Float64Array, gains: Float64Array): void {
    const density = levelFor(decay) * Math.sqrt((Math.LN10 * 6) / decay)
    const loop = loopFactor(size, decay)
    for (let t = 0; t < 2 * EARLY_TAPS; t++) {
      const factor = this.ring[t]! > 1 ? loop : size
      const seconds = (this.#ms[t]! * factor) / 1000
      delays[t] = Math.round(seconds * this.#sampleRate)
      gains[t] = Math.sqrt(factor) * density * this.#base[t]! * 10 ** ((-3 * seconds) / decay)
    }
  }

  /** Draws time, sign and ring of one tap; `t` counts through the left ear, then the right. */
  #draw(character: Character, lines: LineCount, t: number): void {
    const ear = t < EARLY_TAPS ? 0 : 1
    const salt = 1000 * character.tapDraw
    const nth = t - ear * EARLY_TAPS
    const bare = nth < character.bareTaps
    const shortest = character.loopMs[lines][0]
    const from = bare ? character.bareMs[0] : character.cloudFromMs
    const to = bare ? character.bareMs[1] : shortest
    const levels = bare ? character.bareDb : character.cloudDb
    const count = bare ? character.bareTaps : EARLY_TAPS - character.bareTaps
    const order = bare ? nth : nth - character.bareTaps
    // The very first tap stands still, so that the pre-delay is what the dial says.
    const jitter = order === 0 && ear === 0 ? 0 : 0.8 * (draw(t * 2 + 1 + salt) - 0.5)
    const place = Math.min(1, Math.max(0, (order + jitter) / Math.max(1, count - 1)))
    const ms = from + (to - from) * place
    const spacing = (to - from) / count / 1000
    const level = 10 ** ((character.levelDb + levels[0] + (levels[1] - levels[0]) * place) / 20)
    const sign = draw(t * 2 + 77 + salt) < 0.5 ? -1 : 1
    // Cloud taps take back the growth of the lattice.
    const lattice = bare ? 1 : 2 ** (-0.5 * character.latticeMs.length)
    const crossing = Math.round(character.cross * EARLY_TAPS)
    const crossed = (nth * crossing) % EARLY_TAPS < crossing && nth > 0
    this.#ms[t] = ms
    this.#base[t] = sign * level * lattice * Math.sqrt(spacing)
    this.ring[t] = (crossed ? 1 - ear : ear) + (bare ? 0 : 2)
  }
}
