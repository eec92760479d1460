import { type ProcessorEnv, QUANTUM, SPLINE_STATE, Spline } from '../../host/sdk/index.ts'

/**
 * How fast the level of the voice follows, in seconds: upwards within a consonant, downwards by 36 dB in a second of softer
 * vowels, so that a word 10 dB softer is known for what it is after 0.3 s.
 */
const RISE_SECONDS = 0.005
const FALL_SECONDS = 0.12
/** In pauses, and while there is more sharpness than voice, the level of the last vowel is remembered. */
const REST_SECONDS = 4
/** What is 30 dB (a power) below the voice is a pause. */
const PAUSE = 1e-3
/** Share of the power from which on a sound is an s and not a vowel. */
const SHARP = 0.5
/** What is softer than this (power, -60 dBFS) is no voice: nothing is known of it. */
const FLOOR = 1e-6

// Layout: sums of squares since the last grid line, of the voice and of its sharp part, two each (of the same channel on a mono
// strip); the level (power); its shares per line.
const VOICE = 0
const PART = 2
const LEVEL = 4
const UP = 5
const DOWN = 6
const REST = 7
const STATE = 8

/**
 * The level of the whole voice, and the key seen from it: sharpness divided by the voice. A sine of peak 1 has level 1. It is
 * measured from grid line to grid line, which is fine enough for a level of words.
 */
export class VoiceLevel {
  readonly #s: Float64Array
  readonly #gain: Spline
  readonly #gains: Float64Array
  readonly #scaled: readonly Float64Array[]
  #on = false

  /** [idle] */
  constructor(env: ProcessorEnv) {
    const s = env.allocate(STATE)
    const share = (seconds: number): number => 1 - Math.exp(-QUANTUM / (seconds * env.sampleRate))
    s[UP] = share(RISE_SECONDS)
    s[DOWN] = share(FALL_SECONDS)
    s[REST] = share(REST_SECONDS)
    this.#s = s
    this.#gain = new Spline(env.allocate(SPLINE_STATE))
    this.#gain.jump(1)
    this.#gains = env.allocate(QUANTUM)
    this.#scaled = Array.from({ length: env.channels }, () => env.allocate(QUANTUM))
  }

  /** [audio] Once per grid line: what has been heard since the last one becomes the level. `jump`: at the start. */
  advance(on: boolean, jump: boolean): void {
    const s = this.#s
    if (on) this.#measure()
    else s[LEVEL] = 0
    s.fill(0, VOICE, LEVEL)
    this.#on = on
    // An unknown voice counts as a loud one, so that nothing is reduced before it is known.
    const gain = s[LEVEL]! > FLOOR ? 1 / Math.sqrt(s[LEVEL]!) : 1
    if (jump) this.#gain.jump(gain)
    else this.#gain.take(gain)
  }

  #measure(): void {
    const s = this.#s
    const power = (s[VOICE]! + s[VOICE + 1]!) / QUANTUM
    const sharp = (s[PART]! + s[PART + 1]!) / QUANTUM
    if (!(power < Number.POSITIVE_INFINITY)) return
    const level = s[LEVEL]!
    const vowel = sharp < SHARP * power && power > PAUSE * level
    const share = power > level ? s[UP]! : vowel ? s[DOWN]! : s[REST]!
    s[LEVEL] = level + share * (power - level)
  }

  /** [audio] Hears `voice` and gives `key` as the detector shall see it: `key` itself while the threshold is absolute. */
  process(
    voice: readonly Float64Array[],
    key: readonly Float64Array[],
    frames: number,
    offset: number,
  ): readonly Float64Array[] {
    const gain = this.#gain
    if (this.#on) this.#hear(voice, key, frames)
    if (!this.#on && !gain.moves) return key
    const gains = this.#gains
    gain.fill(gains, frames, offset)
    for (let c = 0; c < key.length; c++) {
      const from = key[c]!
      const to = this.#scaled[c]!
      for (let i = 0; i < frames; i++) to[i] = from[i]! * gains[i]!
    }
    return this.#scaled
  }

  /** Four sums in one pass: each addition waits for the one before it in its own sum only. */
  #hear(voice: readonly Float64Array[], part: readonly Float64Array[], frames: number): void {
    const last = voice.length - 1
    const voiceLeft = voice[0]!
    const voiceRight = voice[last]!
    const partLeft = part[0]!
    const partRight = part[last]!
    const s = this.#s
    let a = s[VOICE]!
    let b = s[VOICE + 1]!
    let c = s[PART]!
    let d = s[PART + 1]!
    for (let i = 0; i < frames; i++) {
      a += voiceLeft[i]! * voiceLeft[i]!
      b += voiceRight[i]! * voiceRight[i]!
      c += partLeft[i]! * partLeft[i]!
      d += partRight[i]! * partRight[i]!
    }
    s[VOICE] = a
    s[VOICE + 1] = b
    s[PART] = c
    s[PART + 1] = d
  }

  /** [audio] */
  reset(): void {
    const s = this.#s
    s.fill(0, VOICE, LEVEL + 1)
  }
}
