import type { Voice } from './characters.ts'
import { type DecayDials, decayAt } from './decay.ts'
import { WEIGHTS } from './pole-bank.ts'
import { FITTED, type PoleFit } from './pole-fit.ts'
import { step } from './step.ts'

/** Nepers that count as an error of 1. */
const TOLERANCE = 0.1
const STEPS = 12
/** Where the damping of the cloud taps is 1, Hz: their gains follow the decay of the middle by themselves. */
const MIDDLE_HZ = 1000

/**
 * The colour of a character and the damping of its early cloud, as two filters on one pole bank: what goes into the
 * loop has the colour alone, what the cloud taps hear is also damped like a tail of `cloudSeconds`. Without that the
 * treble of a short reverb would not decay as dialled, for most of it is cloud.
 */
export class VoiceDesign {
  readonly #fit: PoleFit
  /** Natural logarithm of the gain at each fitted frequency; its mean power over the octaves is 1. */
  readonly #colour: Float64Array

  /** [idle] */
  constructor(fit: PoleFit, voice: Voice, allocate: (doubles: number) => Float64Array) {
    this.#fit = fit
    this.#colour = allocate(FITTED)
    let power = 0
    for (let g = 0; g < FITTED; g++) {
      this.#colour[g] = (Math.LN10 / 20) * colourDb(voice, fit.hz[g]!)
      power += Math.exp(2 * this.#colour[g]!) / FITTED
    }
    for (let g = 0; g < FITTED; g++) this.#colour[g] = this.#colour[g]! - 0.5 * Math.log(power)
  }

  /** [audio] Writes the weights of the loop's filter and, WEIGHTS behind, of the cloud's. */
  design(dials: DecayDials, cloudSeconds: number, weights: Float64Array): void {
    const fit = this.#fit
    fit.tolerance.fill(TOLERANCE)
    fit.want.set(this.#colour)
    fit.start()
    fit.descend(STEPS)
    fit.write(1, weights, 0)
    const nepers = 3 * Math.LN10 * cloudSeconds
    const middle = nepers / decayAt(dials, MIDDLE_HZ)
    for (let g = 0; g < FITTED; g++) fit.want[g] = fit.want[g]! + middle - nepers / decayAt(dials, fit.hz[g]!)
    fit.descend(STEPS)
    fit.write(1, weights, WEIGHTS)
  }
}

const colourDb = ({ lowDb, lowHz, highDb, highHz }: Voice, hz: number): number =>
  lowDb * step(Math.log2(lowHz / hz)) + highDb * step(Math.log2(hz / highHz))
