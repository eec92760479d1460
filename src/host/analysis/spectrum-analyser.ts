import { RealFft } from '../sdk/index.ts'

/** `hann` tells neighbours apart, `flatTop` reads the level of a tone wherever it lies. */
export type Window = 'hann' | 'flatTop'

export interface SpectrumOptions {
  /** Hz */
  readonly sampleRate: number
  /** Frames that are looked at together, a power of two: the grain is sampleRate / size. */
  readonly size: number
  readonly window?: Window
}

/** Cosine sums. Flat top: ISO 18431-2, its ripple between bins is 0.01 dB. */
const WINDOWS: { readonly [W in Window]: readonly number[] } = {
  hann: [1, -1],
  flatTop: [1, -1.933, 1.286, -0.388, 0.0322],
}

/** From the centre of a third-octave band to its edge, in decades: IEC 61260, base ten. */
const HALF_BAND = 0.05
const SILENT = 1e-30

/**
 * Levels over frequency of what it is given, averaged. A sine of peak 1 reads 0 dB, in its bin and in its band. Left and right
 * count with half their power each: what is on one side only reads 3 dB lower. [control]
 */
export class SpectrumAnalyser {
  /** Mean power per bin, 0..size/2; a sine of peak 1 on a bin's centre gives 1 there. */
  readonly power: Float64Array
  readonly size: number
  readonly sampleRate: number
  readonly #fft: RealFft
  readonly #window: Float64Array
  readonly #re: Float64Array
  readonly #im: Float64Array
  readonly #x: Float64Array
  /** Power of the window's main lobe re a tone's peak: what sums over bins must be divided by. */
  readonly #spread: number
  #taken = 0

  constructor({ sampleRate, size, window = 'hann' }: SpectrumOptions) {
    this.size = size
    this.sampleRate = sampleRate
    this.#fft = new RealFft(size)
    const terms = WINDOWS[window]
    this.#window = Float64Array.from({ length: size }, (_, i) =>
      terms.reduce((sum, a, k) => sum + a * Math.cos((2 * Math.PI * k * i) / size), 0),
    )
    const mean = this.#window.reduce((sum, w) => sum + w, 0) / size
    this.#spread = this.#window.reduce((sum, w) => sum + w * w, 0) / size / mean ** 2
    for (let i = 0; i < size; i++) this.#window[i] = this.#window[i]! / mean
    this.#x = new Float64Array(size)
    this.#re = new Float64Array(size / 2 + 1)
    this.#im = new Float64Array(size / 2 + 1)
    this.power = new Float64Array(size / 2 + 1)
  }

  /** Forgets what it has seen. */
  reset(): void {
    this.power.fill(0)
    this.#taken = 0
  }

  /**
   * Takes `size` frames. `keep`, 0..1: how much of what it saw before counts against them; undefined: all spectra count alike. The first
   * one counts alone in either case.
   */
  take(left: ArrayLike<number>, right: ArrayLike<number>, keep?: number): void {
    const old = this.#taken === 0 ? 0 : (keep ?? this.#taken / (this.#taken + 1))
    this.#taken++
    for (let bin = 0; bin < this.power.length; bin++) this.power[bin] = this.power[bin]! * old
    this.#add(left, (1 - old) / 2)
    this.#add(right, (1 - old) / 2)
  }

  #add(signal: ArrayLike<number>, share: number): void {
    for (let i = 0; i < this.size; i++) this.#x[i] = signal[i]! * this.#window[i]!
    this.#fft.forward(this.#x, this.#re, this.#im)
    const scale = (2 / this.size) ** 2 * share
    for (let bin = 0; bin < this.power.length; bin++)
      this.power[bin] = this.power[bin]! + scale * (this.#re[bin]! ** 2 + this.#im[bin]! ** 2)
  }

  /**
   * Level at `hz`, dB: the nearest bin. `tilt` in dB per octave is added around 1 kHz; 3 shows pink noise as a level line.
   */
  levelDb(hz: number, tilt = 0): number {
    const bin = Math.min(this.power.length - 1, Math.round((hz * this.size) / this.sampleRate))
    const at = (bin * this.sampleRate) / this.size
    const tilted = bin === 0 ? 0 : tilt * Math.log2(at / 1000)
    return 10 * Math.log10(this.power[bin]! + SILENT) + tilted
  }

  /**
   * Level of the band around `hz`, dB: all power in it. It is `thirds` third-octaves wide. Pink noise is the same in every band of one
   * width.
   */
  bandDb(hz: number, thirds = 1): number {
    const half = 10 ** (HALF_BAND * thirds)
    return 10 * Math.log10(this.#powerIn(hz / half, hz * half) / this.#spread + SILENT)
  }

  /** Bins at the edges count with the part of them that lies inside. */
  #powerIn(from: number, to: number): number {
    const grain = this.sampleRate / this.size
    const first = Math.max(0.5, from / grain)
    const last = Math.min(this.power.length - 0.5, to / grain)
    let sum = 0
    for (let bin = Math.round(first); bin <= Math.min(this.power.length - 1, Math.round(last)); bin++) {
      const inside = Math.min(last, bin + 0.5) - Math.max(first, bin - 0.5)
      sum += this.power[bin]! * Math.max(0, Math.min(1, inside))
    }
    return sum
  }
}

/** [control] Centres of the third-octave bands from 20 Hz to 20 kHz, Hz (IEC 61260, base ten). */
export const THIRD_OCTAVES: readonly number[] = Array.from({ length: 31 }, (_, i) => 10 ** (1.3 + i / 10))
