import { LookAhead, Oversampler, oversamplingLatency, type ProcessorEnv } from '../../host/sdk/index.ts'
import { FINE_FACTOR } from './latency.ts'

/**
 * The high-quality way from gain to sound:
 *
 *     sound --+-- wait for the filters ------------------------------> + --> out
 *             +-> 2x -> x 2x <- factor - 1 -> back to the rate -------/
 *
 * A gain that moves fast has a band of its own; its product with the sound fills the sum of both bands, which at the
 * base rate would fold. Only what the gain changes takes the way through the filters: a factor of 1 leaves every bit alone.
 */
export class FineGain {
  readonly #wait: LookAhead
  /** Per channel. */
  readonly #sounds: readonly Oversampler[]
  readonly #gains: readonly Oversampler[]

  /** [idle] */
  constructor(env: ProcessorEnv) {
    const make = () => Array.from({ length: env.channels }, () => new Oversampler(env, FINE_FACTOR))
    this.#wait = new LookAhead(env, oversamplingLatency(FINE_FACTOR, env.sampleRate))
    this.#sounds = make()
    this.#gains = make()
  }

  /** [audio] `sound` for `multiply`, as late as that is. */
  wait(sound: readonly Float64Array[], frames: number): readonly Float64Array[] {
    return this.#wait.process(sound, frames)
  }

  /** [audio] Channel `c`: output = late + sound x excess, where `late` comes from `wait`. */
  multiply(
    c: number,
    sound: Float64Array,
    excess: Float64Array,
    late: Float64Array,
    output: Float64Array,
    frames: number,
  ): void {
    const raised = this.#sounds[c]!.up(sound, frames)
    const gain = this.#gains[c]!.up(excess, frames)
    for (let i = 0; i < FINE_FACTOR * frames; i++) raised[i] = raised[i]! * gain[i]!
    this.#sounds[c]!.down(raised, output, frames)
    for (let i = 0; i < frames; i++) output[i] = output[i]! + late[i]!
  }

  /** [audio] */
  reset(): void {
    this.#wait.reset()
    for (let c = 0; c < this.#sounds.length; c++) {
      this.#sounds[c]!.reset()
      this.#gains[c]!.reset()
    }
  }
}
