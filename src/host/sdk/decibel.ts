/** [audio] Linear gain of `db`; minus infinity gives 0. */
export const dbToGain = (db: number): number => 10 ** (db / 20)

/** [audio] dB of a linear gain of 0 or more; 0 gives minus infinity. */
export const gainToDb = (gain: number): number => 20 * Math.log10(gain)
