/** How an encoder says that it was turned; 64 steps either way at most. */
export type RelativeMode = 'twos' | 'offset' | 'sign'

/**
 * [control] Clicks of an encoder, positive to the right. `twos`: 1 is one right, 127 one left; `offset`: 65 and 63;
 * `sign`: 1 and 65 (MCU).
 */
export function clicksOf(mode: RelativeMode, value: number): number {
  if (mode === 'offset') return value - 64
  if (value < 64) return value
  return mode === 'twos' ? value - 128 : -(value - 64) || 0
}
