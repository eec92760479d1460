import type { ParameterViews } from '../../host/sdk/index.ts'
import type { ReverbKernel } from './kernel.ts'
import type { ReverbParams } from './params.ts'

/** Size factor at 0 %; 70 % is 1. */
const SMALLEST = 0.3

/**
 * [audio] Hands the values to the kernel, on a grid line on which one moved. Lengths and decay go to their target in one
 * cross-fade; gains and filters glide with the engine.
 */
export function follow(kernel: ReverbKernel, views: ParameterViews<ReverbParams>): void {
  const wanted = kernel.wanted
  wanted.decay = views.decay.target
  wanted.lowDecay = views.lowDecay.target
  wanted.lowCross = views.lowCross.target
  wanted.highDecay = views.highDecay.target
  wanted.highCross = views.highCross.target
  wanted.size = SMALLEST + views.size.target / 100
  wanted.preDelay = views.preDelay.target
  wanted.freeze = views.freeze.on
  const { early, modulation } = views
  kernel.network.balance.aim(early.from / 100, early.to / 100)
  kernel.network.rotation.aim(modulation.from / 100, modulation.to / 100)
  kernel.wet.aim(views)
}
