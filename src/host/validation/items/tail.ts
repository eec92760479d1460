import { defaults } from '../../sdk/index.ts'
import { type Finding, fail, type Item, pass, type Subject, warn } from '../finding.ts'
import { type Planar, Rig, type Values } from '../rig.ts'
import { noise, peak } from '../signals.ts'

const RATE = 48000
/** -120 dBFS: what the contract calls silence. */
const SILENT = 1e-6
/** -300 dBFS: what must be reached in the end. */
const GONE = 1e-15
/** Longest tail that is waited for, and how long the end may take after it, s. */
const LONGEST = 60
const PATIENCE = 60
const DEFAULTS = 'the defaults'

/** Silence in, silence out: from the start, after the tail it declares, and in the end altogether. */
export const silence: Item = {
  id: 'silence',
  title: 'is silent when it should be, and its tail is true',
  run(subject): Finding {
    const { plugin, files } = subject
    const quiet = [new Float64Array(RATE), new Float64Array(RATE)]
    const fresh = new Rig(plugin, { channels: 2, files }).run(quiet)
    if (fresh.some((x) => peak(x) > 0)) return fail('it makes sound out of silence')
    let tooLong = ''
    let unmeasured = ''
    for (const { name, values } of [{ name: DEFAULTS, values: {} }, ...(plugin.presets ?? [])]) {
      const declared = declaredOf(subject, values as Values)
      // A preset that holds the sound for ever says what it does.
      if (declared === Number.POSITIVE_INFINITY && name !== DEFAULTS) continue
      if (!(declared < LONGEST)) {
        unmeasured ||= `with ${name} it is declared ${declared === Number.POSITIVE_INFINITY ? 'to last for ever' : `${declared.toFixed(0)} s long`}`
        continue
      }
      const heard = heardOf(subject, values as Values, declared)
      if (heard > declared)
        return fail(
          `with ${name} it still sounds after its tail`,
          `${heard.toFixed(2)} s`,
          `${declared.toFixed(2)} s declared`,
        )
      if (declared > 2 * heard + 2)
        tooLong ||= `with ${name} the tail is declared ${declared.toFixed(1)} s and lasts ${heard.toFixed(1)} s`
    }
    const left = leftInTheEnd(subject)
    if (left > GONE)
      return fail('its sound never ends', `${(20 * Math.log10(left)).toFixed(0)} dBFS`, '-300 dBFS')
    if (unmeasured !== '') return warn(`tails of ${LONGEST} s and more are not measured: ${unmeasured}`)
    if (tooLong !== '') return warn(`it is silent in time, but renders wait for nothing: ${tooLong}`)
    return pass('silence gives silence, and every tail ends when it says')
  },
}

const declaredOf = ({ plugin, files }: Subject, values: Values): number => {
  const fileSeconds = Object.fromEntries(Object.entries(files).map(([id, x]) => [id, x[0]!.length / RATE]))
  const all = { ...defaults(plugin.params), ...values }
  return (
    (plugin.tailSeconds?.(all, { bpm: 120, fileSeconds }) ?? 0) +
    (plugin.latencyFrames?.(all, RATE) ?? 0) / RATE
  )
}

const burst = (): Planar => [noise(RATE / 2, 0.5, 1), noise(RATE / 2, 0.5, 2)]

/** Seconds after which a burst is last heard, up to a second after the declared ones. */
function heardOf(subject: Subject, values: Values, declared: number): number {
  const rig = new Rig(subject.plugin, { channels: 2, values, files: subject.files })
  rig.run(burst())
  const frames = Math.ceil(declared * RATE) + RATE
  const after = rig.run([new Float64Array(frames), new Float64Array(frames)])
  let last = 0
  for (const x of after)
    for (let i = 0; i < frames; i++) if (!(Math.abs(x[i]!) <= SILENT)) last = Math.max(last, i + 1)
  return last / RATE
}

/** Highest sample long after the end. */
function leftInTheEnd(subject: Subject): number {
  const declared = declaredOf(subject, {})
  if (!(declared < LONGEST)) return 0
  const rig = new Rig(subject.plugin, { channels: 2, files: subject.files })
  rig.run(burst())
  let left = 1
  for (let second = 0; second < declared + PATIENCE && left > GONE; second++)
    left = Math.max(...rig.run([new Float64Array(RATE), new Float64Array(RATE)]).map((x) => peak(x)))
  return left
}
