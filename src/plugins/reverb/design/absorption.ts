import { type DecayDials, decayAt, longestDecay } from './decay.ts'
import { FITTED, type PoleFit } from './pole-fit.ts'

/** No frequency may ring longer than this multiple of the longest dialled decay. */
const MARGIN = 1.1
/** Steps of the fit: from scratch, and from the weights of the line before. */
const COLD_STEPS = 10
const WARM_STEPS = 8

/**
 * Decay design: one small filter per delay line, so that every octave decays in the dialled time.
 *
 * Jot's rule: a line of d frames must attenuate by 60 d / (rate T(f)) dB at frequency f (Jot & Chaigne, "Digital delay
 * networks for designing artificial reverberators", AES 90, 1991).
 */
export class AbsorptionDesign {
  readonly #fit: PoleFit
  readonly #sampleRate: number
  /** Wanted natural logarithm of the gain per frame of delay, at each frequency; negative. */
  readonly #logPerFrame: Float64Array
  /** The same for the slowest decay allowed. */
  #slowestLog = 0
  #cold = true

  /** [idle] `fit` may be shared: nothing of it is kept between designs. */
  constructor(fit: PoleFit, sampleRate: number, allocate: (doubles: number) => Float64Array) {
    this.#fit = fit
    this.#sampleRate = sampleRate
    this.#logPerFrame = allocate(FITTED)
  }

  /** [audio] Takes the dials for the fits to come. */
  aim(dials: DecayDials): void {
    const perSecond = -3 * Math.LN10
    for (let g = 0; g < FITTED; g++)
      this.#logPerFrame[g] = perSecond / (this.#sampleRate * decayAt(dials, this.#fit.hz[g]!))
    this.#slowestLog = perSecond / (this.#sampleRate * MARGIN * longestDecay(dials))
    this.#cold = true
  }

  /**
   * [audio] The weights for a line of `frames`, times `scale`, into `weights[at..at + WEIGHTS)`; the error of the fit is
   * relative to the wanted attenuation. Lines should come in order of length: each fit starts where the last one ended.
   */
  fit(frames: number, scale: number, weights: Float64Array, at: number): void {
    const fit = this.#fit
    for (let g = 0; g < FITTED; g++) {
      fit.want[g] = frames * this.#logPerFrame[g]!
      fit.tolerance[g] = -fit.want[g]!
    }
    if (this.#cold) fit.start()
    fit.descend(this.#cold ? COLD_STEPS : WARM_STEPS)
    this.#cold = false
    const brake = Math.exp(Math.min(0, frames * this.#slowestLog - fit.highest()))
    fit.write(scale * brake, weights, at)
  }
}
