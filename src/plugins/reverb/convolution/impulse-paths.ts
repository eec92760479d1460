import { type ConvolverShape, Impulse } from '../../../host/sdk/index.ts'
import { pinkEnergy } from './pink-energy.ts'
import { decayFrames, shortened } from './shorten.ts'

/** Taps from one input to one output. */
interface Route {
  readonly input: number
  readonly output: number
  readonly taps: Float64Array
}

/**
 * [idle] The ways through the convolver for a file of `channels`, or undefined when it holds no sound.
 *
 * One channel goes from each side to itself, two are left and right, four or more are true stereo: left to left, left to right,
 * right to left, right to right. A processor with one channel hears what the left ear would of two equal sides.
 *
 * Level: pink noise on all inputs comes back as loud as it went in, as the mean power of the ears, whatever the file;
 * the algorithms are adjusted to the same at 2 s.
 */
export function impulsePaths(
  allocate: (doubles: number) => Float64Array,
  channels: readonly Float64Array[],
  share: number,
  stereo: boolean,
  sampleRate: number,
): ConvolverShape | undefined {
  const clean = channels.slice(0, channels.length > 3 ? 4 : 2).map(finite)
  const frames = share < 1 ? decayFrames(clean) : 0
  const routes = routesOf(
    clean.map((taps) => shortened(taps, frames, share)),
    stereo,
  )
  const ears = stereo ? 2 : 1
  const power = routes.reduce((sum, { taps }) => sum + pinkEnergy(taps, sampleRate), 0) / ears
  if (!(power > 0)) return undefined
  const longest = Math.max(...routes.map(({ taps }) => taps.length))
  const gain = 1 / Math.sqrt(power)
  const paths = routes.map(({ input, output, taps }) => {
    const impulse = new Impulse(allocate, longest)
    impulse.load(taps.map((v) => gain * v))
    return { input, output, impulse }
  })
  return { inputs: ears, outputs: ears, paths, taps: longest }
}

function routesOf(channels: readonly Float64Array[], stereo: boolean): Route[] {
  const [first, second, third, fourth] = channels
  if (first === undefined) return []
  const right = second ?? first
  if (third === undefined || fourth === undefined) {
    const left = { input: 0, output: 0, taps: first }
    return stereo ? [left, { input: 1, output: 1, taps: right }] : [left]
  }
  if (!stereo) return [{ input: 0, output: 0, taps: sum(first, third) }]
  return [
    { input: 0, output: 0, taps: first },
    { input: 0, output: 1, taps: right },
    { input: 1, output: 0, taps: third },
    { input: 1, output: 1, taps: fourth },
  ]
}

const sum = (a: Float64Array, b: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0))

/** A sample that is not a number would silence the reverb for ever. */
const finite = (taps: Float64Array): Float64Array => taps.map((v) => (Number.isFinite(v) ? v : 0))
