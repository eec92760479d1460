import { cosine, exp2, hzOf, smoothing } from '../sound/arithmetic.ts'
import { bell, filter, highPass, lowPass } from '../sound/filter.ts'
import { Noise } from '../sound/noise.ts'
import {
  glottalHarmonics,
  type Harmonic,
  harmonicsBelow,
  SINE,
  TABLE,
  wavetable,
} from '../sound/wavetable.ts'
import type { Gesture } from './singing.ts'

const MASK = TABLE - 1
/** Frames between two settings of the mouth. */
const CONTROL = 64
const FORMANTS = 5
/** Share of the pulses that passes beside the formants: what a voice has above 4 kHz. */
const EDGE = 0.5
/** Bandwidths of the formants in Hz. */
const WIDTHS = [75, 95, 130, 190, 260]

/** Who sings. */
export interface Singer {
  readonly seed: number
  /** Length of the throat: 1 is a man's, above 1 shorter, all resonances higher. */
  readonly throat: number
  /** Semitones to either side, and Hz. */
  readonly vibratoDepth: number
  readonly vibratoHz: number
  /** Where the microphone rolls off, Hz. */
  readonly dullHz: number
}

/**
 * [control] A singer's voice:
 *
 *     glottal pulses + air -> five formants in a row -> + -> microphone
 *             hiss, edge of the pulses -> high-pass -^
 *
 * the cascade of Dennis H. Klatt, "Software for a cascade/parallel formant synthesizer" (1980). The mouth
 * moves every 64 frames.
 */
export function sing(list: readonly Gesture[], singer: Singer, frames: number, rate: number): Float64Array {
  const out = new Float64Array(frames)
  const hiss = new Float64Array(frames)
  const throat = new Throat(singer, rate)
  let g = -1
  for (let from = 0; from + CONTROL <= frames; from += CONTROL) {
    while (g + 1 < list.length && list[g + 1]!.at * rate <= from) g++
    if (g >= 0) throat.render(out, hiss, from, list[g]!)
  }
  filter(hiss, highPass(4300, 0.8, rate))
  for (let i = 0; i < frames; i++) out[i]! += hiss[i]!
  // A real throat has formants above the fifth; together they lift what lies below them.
  return filter(out, highPass(90, 0.7, rate), bell(3000, 0.6, 14, rate), lowPass(singer.dullHz, 0.6, rate))
}

/** One voice in time: everything glides towards the present gesture. */
class Throat {
  readonly #rate: number
  readonly #singer: Singer
  readonly #noise: Noise
  readonly #tables: readonly Float64Array[]
  readonly #formants = new Float64Array(FORMANTS)
  /** y[n-1] and y[n-2] of each formant. */
  readonly #state = new Float64Array(2 * FORMANTS)
  #phase = 0
  #sway = 0
  #pitch = 0
  #jitter = 0
  #vibrato = 0
  #voice = 0
  #air = 0
  #hiss = 0

  constructor(singer: Singer, rate: number) {
    this.#rate = rate
    this.#singer = singer
    this.#noise = new Noise(singer.seed)
    this.#tables = PULSES.map(({ limit, top }) =>
      wavetable(harmonicsBelow(Math.min(limit, rate * 0.45), top), (h) => HARMONICS[h - 1]!),
    )
  }

  /** Adds CONTROL frames of voice to `out` and of hiss to `hiss`. */
  render(out: Float64Array, hiss: Float64Array, from: number, gesture: Gesture): void {
    const loudness = this.#voice + this.#air + this.#hiss
    if (loudness < 1e-4 && gesture.voice + gesture.air + gesture.hiss === 0) {
      this.#voice = this.#air = this.#hiss = this.#vibrato = 0
      this.#state.fill(0)
      return
    }
    if (loudness === 0) this.#begin(gesture)
    this.#glide(gesture)
    this.#source(out, hiss, from, gesture)
    for (let k = 0; k < FORMANTS; k++) this.#resonate(out, from, k)
  }

  /** A phrase starts from below, with the mouth already in place. */
  #begin(gesture: Gesture): void {
    this.#pitch = gesture.pitch - 1.2
    for (let k = 0; k < FORMANTS; k++) this.#formants[k] = gesture.formants[k]! * this.#singer.throat
  }

  #glide(gesture: Gesture): void {
    const rate = this.#rate / CONTROL
    const mouth = smoothing(0.018, rate)
    this.#pitch += smoothing(0.028, rate) * (gesture.pitch - this.#pitch)
    this.#jitter += smoothing(0.03, rate) * (this.#noise.next() - this.#jitter)
    this.#vibrato += smoothing(gesture.held ? 0.35 : 0.04, rate) * ((gesture.held ? 1 : 0) - this.#vibrato)
    this.#sway += (this.#singer.vibratoHz * (1 + 0.4 * this.#jitter) * TABLE) / rate
    for (let k = 0; k < FORMANTS; k++) {
      const target = gesture.formants[k]! * this.#singer.throat
      this.#formants[k]! += mouth * (target - this.#formants[k]!)
    }
  }

  /** Pulses at the pitch, air that comes in puffs with them, hiss beside them. */
  #source(out: Float64Array, hiss: Float64Array, from: number, gesture: Gesture): void {
    const rate = this.#rate
    const sway = SINE[this.#sway & MASK]! * this.#singer.vibratoDepth * this.#vibrato * this.#vibrato
    const hz = hzOf(this.#pitch + sway + 0.35 * this.#jitter)
    const table = this.#tables[PULSES.findIndex(({ top }) => hz <= top)] ?? this.#tables.at(-1)!
    const step = (hz * TABLE) / rate
    const follow = smoothing(gesture.voice < this.#voice ? 0.03 : 0.022, rate)
    const noise = this.#noise
    let { voice, air, s } = { voice: this.#voice, air: this.#air, s: this.#hiss }
    let phase = this.#phase
    for (let i = from; i < from + CONTROL; i++) {
      voice += follow * (gesture.voice - voice)
      air += follow * (gesture.air - air)
      s += follow * (gesture.hiss - s)
      const p = phase & MASK
      const pulse = table[p]! + (phase - Math.floor(phase)) * (table[p + 1]! - table[p]!)
      const n = noise.next()
      out[i] = voice * pulse + air * n * (p < TABLE / 2 ? 0.12 : 0.03)
      hiss[i] = s * n + EDGE * voice * pulse
      phase += step
    }
    this.#phase = phase % TABLE
    this.#voice = voice
    this.#air = air
    this.#hiss = s
  }

  /**
   * One two-pole resonator with 0 dB at 0 Hz. The first stays above the pitch, as trained singers keep it.
   */
  #resonate(out: Float64Array, from: number, k: number): void {
    const rate = this.#rate
    const centre = k === 0 ? Math.max(this.#formants[0]!, 1.06 * hzOf(this.#pitch)) : this.#formants[k]!
    const r = exp2((-Math.PI * Math.LOG2E * WIDTHS[k]!) / rate)
    const b = 2 * r * cosine(centre / rate)
    const c = -r * r
    const a = 1 - b - c
    let y1 = this.#state[2 * k]!
    let y2 = this.#state[2 * k + 1]!
    for (let i = from; i < from + CONTROL; i++) {
      const y = a * out[i]! + b * y1 + c * y2
      y2 = y1
      y1 = y
      out[i] = y
    }
    this.#state[2 * k] = y1
    this.#state[2 * k + 1] = y2
  }
}

/** Tables of the pulse up to the pitch `top` in Hz, with no harmonic above `limit` Hz. */
const PULSES = [150, 210, 300, 420, 600, 900].map((top) => ({ top, limit: 9000 }))
const HARMONICS: readonly Harmonic[] = glottalHarmonics(60)
