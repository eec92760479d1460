import { defaults, fromNorm, type PlainValue, type PluginDefinition } from '../../sdk/index.ts'
import { type Finding, fail, type Item, pass, type Subject, warn } from '../finding.ts'
import { Rig, type Values } from '../rig.ts'
import { noise } from '../signals.ts'

const RATES = [44100, 48000, 96000]
const WINDOW = 4096
/** Frames beyond the declared latency that are searched. */
const BEYOND = 400
/** Correlation below which the output is not the input any more. */
const RECOGNISED = 0.3
/** From this correlation on the output is a copy of the input, and every frame counts; below, phases are turned and blur the place. */
const COPY = 0.9
const BLUR = 4

/** The delay it says is the delay it has, by cross-correlation, also with other structural settings. */
export const latency: Item = {
  id: 'latency',
  title: 'delays by as many frames as it says',
  run(subject): Finding {
    let told = 0
    let unknown = 0
    for (const values of buildsOf(subject.plugin)) {
      for (const sampleRate of RATES) {
        const declared =
          subject.plugin.latencyFrames?.({ ...defaults(subject.plugin.params), ...values }, sampleRate) ?? 0
        if (!Number.isInteger(declared) || declared < 0)
          return fail(`its latency ${declared} is no number of frames`)
        const { lag, correlation } = measured(subject, values, sampleRate, declared)
        if (correlation < RECOGNISED) unknown++
        else if (Math.abs(lag - declared) > (correlation > COPY ? 0 : BLUR))
          return fail(
            `with ${JSON.stringify(values)} at ${sampleRate} Hz the latency is not the declared one`,
            `${lag} frames`,
            `${declared} frames`,
          )
        told++
      }
    }
    if (unknown === told) return warn('its output is too unlike its input to measure the latency')
    const left = unknown === 0 ? '' : `; ${unknown} could not be measured`
    return pass(`${told - unknown} combinations of settings and rates are exact${left}`)
  },
}

/** The defaults, and each structural parameter at each choice, or low, in the middle and high. */
function buildsOf(plugin: PluginDefinition): Values[] {
  const moved = Object.entries(plugin.params).flatMap(([id, parameter]): Values[] => {
    if (!parameter.structural || parameter.kind === 'file') return []
    const others: PlainValue[] =
      parameter.kind === 'choice'
        ? [...parameter.choices]
        : [0, 0.5, 1].map((norm) => fromNorm(parameter, norm))
    return others.map((value) => ({ [id]: value }))
  })
  return [{}, ...moved]
}

function measured(
  { plugin, files }: Subject,
  values: Values,
  sampleRate: number,
  declared: number,
): { lag: number; correlation: number } {
  const most = declared + BEYOND
  const settle = most + 8192
  const length = settle + most + WINDOW
  const input = [noise(length, 0.1, 1), noise(length, 0.1, 2)]
  const output = new Rig(plugin, { channels: 2, values, sampleRate, files }).run(input)[0]!
  const x = input[0]!.subarray(settle, settle + WINDOW)
  let lag = 0
  let top = 0
  for (let d = 0; d <= most; d++) {
    let sum = 0
    for (let i = 0; i < WINDOW; i++) sum += x[i]! * output[settle + d + i]!
    if (Math.abs(sum) > Math.abs(top)) {
      top = sum
      lag = d
    }
  }
  let inPower = 0
  let outPower = 0
  for (let i = 0; i < WINDOW; i++) {
    inPower += x[i]! ** 2
    outPower += output[settle + lag + i]! ** 2
  }
  return { lag, correlation: outPower === 0 ? 0 : Math.abs(top) / Math.sqrt(inPower * outPower) }
}
