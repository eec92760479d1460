/** What a switch that fades moves by per grid line: it takes eight of them, 21 ms at 48 kHz, so that it never clicks. */
export const FADE_STEP = 1 / 8

/** [audio] `value` brought nearer to `goal` by at most `step`, 0 or more; exactly `goal` when it is within reach. */
export const towards = (value: number, goal: number, step: number): number =>
  value + Math.max(-step, Math.min(step, goal - value))
