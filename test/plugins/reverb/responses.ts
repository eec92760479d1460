import { reverb } from '../../../src/plugins/reverb/index.ts'
import { runPlugin, type Values } from '../../support/plugin-run.ts'
import { impulse, silence } from '../../support/signals.ts'

/** The bare network: all wet, no pre-delay, no modulation, the cuts wide open. */
export const bare: Values = { mix: 100, preDelay: 0, modulation: 0, lowCut: 20, highCut: 20000 }

/** Every band decays alike. */
export const flat: Values = { lowDecay: 1, highDecay: 1 }

/** Both ears' responses to an impulse in one ear (0 or 1). */
export function response(
  values: Values,
  seconds: number,
  ear: 0 | 1 = 0,
  sampleRate = 48000,
): Float64Array[] {
  const n = Math.ceil(seconds * sampleRate)
  const input = ear === 0 ? [impulse(n), silence(n)] : [silence(n), impulse(n)]
  return runPlugin(reverb, { input, values: { ...bare, ...values }, sampleRate }).output
}
