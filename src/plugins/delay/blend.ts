import { QUANTUM } from '../../host/sdk/index.ts'

/**
 * What leaves the delay: dry x source + wet x repeats, the repeats drawn together by the width. Dry and wet lie on
 * a circle, so the loudness stays while the mix moves; at 0 the source passes bit for bit, at 100 there is none of it.
 */
export class Blend {
  #dry = 1
  #dryStep = 0
  #wet = 0
  #wetStep = 0
  #cross = 0
  #crossStep = 0
  #dryOnly = true
  #moving = false

  /** [audio] On a grid line: mix and width in per cent at this and at the next one. */
  retune(mixFrom: number, mixTo: number, widthFrom: number, widthTo: number): void {
    this.#dryOnly = mixFrom === 0 && mixTo === 0
    this.#moving = mixFrom !== mixTo || widthFrom !== widthTo
    this.#dry = dryGain(mixFrom)
    this.#dryStep = (dryGain(mixTo) - this.#dry) / QUANTUM
    this.#wet = wetGain(mixFrom)
    this.#wetStep = (wetGain(mixTo) - this.#wet) / QUANTUM
    this.#cross = crossGain(widthFrom)
    this.#crossStep = (crossGain(widthTo) - this.#cross) / QUANTUM
  }

  /** [audio] One channel: `other` are the repeats of the other side, or its own in mono. `since`: frames since the grid line. */
  process(
    source: Float64Array,
    own: Float64Array,
    other: Float64Array,
    output: Float64Array,
    frames: number,
    since: number,
  ): void {
    const dry = this.#dry
    const wet = this.#wet
    if (this.#dryOnly) for (let i = 0; i < frames; i++) output[i] = source[i]!
    else if (this.#moving) this.#move(source, own, other, output, frames, since)
    else if (this.#cross === 0) for (let i = 0; i < frames; i++) output[i] = dry * source[i]! + wet * own[i]!
    else this.#draw(source, own, other, output, frames)
  }

  #draw(
    source: Float64Array,
    own: Float64Array,
    other: Float64Array,
    output: Float64Array,
    frames: number,
  ): void {
    const dry = this.#dry
    const wet = this.#wet
    const cross = this.#cross
    for (let i = 0; i < frames; i++)
      output[i] = dry * source[i]! + wet * (own[i]! + cross * (other[i]! - own[i]!))
  }

  #move(
    source: Float64Array,
    own: Float64Array,
    other: Float64Array,
    output: Float64Array,
    frames: number,
    since: number,
  ): void {
    const dry = this.#dry
    const dryStep = this.#dryStep
    const wet = this.#wet
    const wetStep = this.#wetStep
    const cross = this.#cross
    const crossStep = this.#crossStep
    for (let i = 0; i < frames; i++) {
      const k = since + i
      const repeat = own[i]! + (cross + crossStep * k) * (other[i]! - own[i]!)
      output[i] = (dry + dryStep * k) * source[i]! + (wet + wetStep * k) * repeat
    }
  }
}

/** [audio] Exactly 0 at 100 %, where the cosine is not. */
const dryGain = (mix: number): number => (mix >= 100 ? 0 : Math.cos((Math.PI / 200) * mix))
/** [audio] */
const wetGain = (mix: number): number => Math.sin((Math.PI / 200) * mix)
/** [audio] Share of the other side: none at full width, half of it at none. */
const crossGain = (width: number): number => (100 - width) / 200
