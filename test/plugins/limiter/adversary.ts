/** Signals made to break limiters: eight families, 0 to 24 dB over full scale, the same for the same seed. */

/** 32-bit generator with a mixed output (splitmix, G. Steele et al., 2014): 0..1. */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32
  }
}

export const FAMILIES = [
  'noise',
  'fs/4 at 45 degrees',
  'square',
  'sine or sweep',
  'bursts',
  'impulses',
  'gain steps',
  'chord with hits',
] as const

/** `length` frames of family `seed` mod 8; every other sine is a sweep up to Nyquist. Frequencies as if at 48 kHz. */
export function adversary(seed: number, length: number): Float64Array {
  const random = generator(seed)
  const level = 10 ** ((random() * 24) / 20)
  const x = new Float64Array(length)
  switch (FAMILIES[seed % FAMILIES.length]) {
    case 'noise':
      return x.map(() => level * (2 * random() - 1))
    case 'fs/4 at 45 degrees':
      return x.map((_, i) => level * Math.sin((Math.PI / 2) * i + Math.PI / 4))
    case 'square': {
      const w = (2 * Math.PI * (20 + 200 * random())) / 48000
      return x.map((_, i) => level * Math.sign(Math.sin(w * i + 0.1)))
    }
    case 'sine or sweep': {
      if ((seed >> 3) % 2 === 1) return x.map((_, i) => level * Math.sin((Math.PI / 2 / length) * i * i))
      const w = (2 * Math.PI * (500 + 23000 * random())) / 48000
      return x.map((_, i) => level * Math.sin(w * i + seed))
    }
    case 'bursts':
      return bursts(x, level, random)
    case 'impulses':
      return impulses(x, level, random)
    case 'gain steps':
      return gainSteps(x, random)
    default:
      return chordWithHits(x, level, random)
  }
}

function bursts(x: Float64Array, level: number, random: () => number): Float64Array {
  for (let b = 0; b < 6; b++) {
    const from = Math.floor(random() * x.length)
    const to = Math.min(x.length, from + 1 + Math.floor(random() * 400))
    for (let i = from; i < to; i++) x[i] = level * (2 * random() - 1)
  }
  return x
}

function impulses(x: Float64Array, level: number, random: () => number): Float64Array {
  for (let b = 0; b < 20; b++) {
    const at = Math.floor(random() * (x.length - 1))
    x[at] = level * (random() < 0.5 ? -1 : 1)
    if (random() < 0.5) x[at + 1] = x[at]!
  }
  return x
}

function gainSteps(x: Float64Array, random: () => number): Float64Array {
  let level = 1
  return x.map((_, i) => {
    if (random() < 0.002) level = 10 ** ((random() * 40 - 20) / 20)
    return level * Math.sin((2 * Math.PI * (100 + (3000 * i) / x.length) * i) / 48000)
  })
}

function chordWithHits(x: Float64Array, level: number, random: () => number): Float64Array {
  const partials = [55, 110, 220, 440, 880, 1760, 3520, 7040].map((hz) => [
    (2 * Math.PI * hz * (1 + random() * 0.02)) / 48000,
    random() * 6.28,
  ])
  return x.map((_, i) => {
    const chord = partials.reduce((sum, [w, phase]) => sum + Math.sin(w! * i + phase!), 0)
    return (level * chord) / 3 + (i % 4800 < 60 ? level * (2 * random() - 1) : 0)
  })
}

const LOW_PASS_TAPS = 255

/** `x` through a linear-phase low-pass: -6 dB at 20 kHz (Blackman window; 511 taps below 48 kHz, where the band ends sooner). */
export function bandLimited(x: Float64Array, sampleRate = 48000): Float64Array {
  const length = sampleRate < 48000 ? 2 * LOW_PASS_TAPS + 1 : LOW_PASS_TAPS
  const middle = (length - 1) / 2
  const cut = 20000 / sampleRate
  const taps = Float64Array.from({ length }, (_, i) => {
    const t = i - middle
    const turn = (Math.PI * t) / (middle + 1)
    const window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn)
    return window * (t === 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * t) / (Math.PI * t))
  })
  const padded = new Float64Array(x.length + length - 1)
  padded.set(x, middle)
  return x.map((_, i) => {
    let sum = 0
    for (let k = 0; k < length; k++) sum += taps[k]! * padded[i + k]!
    return sum
  })
}
