/**
 * A taper maps a plain value (dB, Hz, ms) to a position 0..1 and back. Positions are a view for knobs, MIDI and OSC;
 * the plain value is the truth and is never rounded by being looked at.
 */
export interface Taper {
  /** [control] Position 0..1 of `value`, clamped. */
  toNorm(value: number): number
  /** [control] Plain value at `norm`, clamped to 0..1. */
  fromNorm(norm: number): number
  /**
   * What `fromNorm` computes, in numbers, where it is one of the two usual laws: `linear` is start + span p, `log` is start e^(span p). The
   * engine glides by it without calling anything.
   */
  readonly law?: { readonly kind: 'linear' | 'log'; readonly start: number; readonly span: number }
}

const clamp01 = (x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : x)

/** [control] Equal steps of position are equal steps of value. */
export function linearTaper(min: number, max: number): Taper {
  return {
    toNorm: (value) => clamp01((value - min) / (max - min)),
    fromNorm: (norm) => min + clamp01(norm) * (max - min),
    law: { kind: 'linear', start: min, span: max - min },
  }
}

/** [control] Equal steps of position are equal ratios of value. `min` and `max` are above 0. */
export function logTaper(min: number, max: number): Taper {
  const span = Math.log(max / min)
  return {
    toNorm: (value) => (value <= min ? 0 : clamp01(Math.log(value / min) / span)),
    fromNorm: (norm) => {
      const p = clamp01(norm)
      return p === 0 ? min : p === 1 ? max : min * Math.exp(p * span)
    },
    law: { kind: 'log', start: min, span },
  }
}

/**
 * [control] The X32's fader law: four straight lines in dB, 0 dB at 0.75, +10 dB at 1, minus infinity at 0.
 * Source: the unofficial X32/M32 OSC reference (P. Maillot), "type level".
 */
export const faderTaper: Taper = {
  toNorm(db) {
    if (!(db > -90)) return 0
    if (db < -60) return (db + 90) / 480
    if (db < -30) return (db + 70) / 160
    if (db < -10) return (db + 50) / 80
    return db >= 10 ? 1 : (db + 30) / 40
  },
  fromNorm(norm) {
    const f = clamp01(norm)
    if (f >= 0.5) return 40 * f - 30
    if (f >= 0.25) return 80 * f - 50
    if (f >= 0.0625) return 160 * f - 70
    return f > 0 ? 480 * f - 90 : Number.NEGATIVE_INFINITY
  },
}
