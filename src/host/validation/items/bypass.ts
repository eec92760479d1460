import { EngineRig } from '../engine-rig.ts'
import { type Finding, fail, type Item, pass, warn } from '../finding.ts'
import { aboveOnly, noise, rmsDb, sine } from '../signals.ts'

const RATE = 48000
const TONE_DB = -23.01
/** dB re the tone. */
const CLICK = -90

/** In the engine: bypassed means the input, late by the latency and otherwise untouched; the way there does not click. */
export const bypass: Item = {
  id: 'bypass',
  title: 'is away when it is bypassed, and goes and comes without a click',
  run({ plugin, files }): Finding {
    const rig = new EngineRig(plugin, files)
    const input = [noise(RATE, 0.25, 1), noise(RATE, 0.25, 2)]
    rig.bypass(true)
    rig.run([noise(RATE / 2, 0.25, 3), noise(RATE / 2, 0.25, 4)])
    const output = rig.run(input)
    const late = rig.latencyFrames
    for (let c = 0; c < 2; c++)
      for (let i = late; i < RATE; i++)
        if (output[c]![i] !== input[c]![i - late]!)
          return fail(`bypassed it is not the input ${late} frames late: frame ${i} differs`)
    const playing = new EngineRig(plugin, files)
    const click = clickDb(playing)
    const fault = rig.fault() ?? playing.fault()
    if (fault !== undefined) return fail(`the engine had to switch it off: ${fault}`)
    const measured = `${click.toFixed(0)} dB re the tone`
    return click > CLICK
      ? warn('bypass is exact, but the change clicks', measured, `${CLICK} dB`)
      : pass(`bypass is the input ${late} frames late, bit for bit`, measured, `${CLICK} dB`)
  },
}

/** What bypassing four times adds above 1.5 kHz over a 100 Hz tone, beyond what the plugin makes of the tone anyway. */
function clickDb(rig: EngineRig): number {
  const tone = [sine(100, RATE, RATE, 0.1), sine(100, RATE, RATE, 0.1)]
  rig.run(tone)
  const still = aboveOnly(rig.run(tone)[0]!, 1500)
  const moving = new Float64Array(RATE)
  for (let part = 0; part < 4; part++) {
    rig.bypass(part % 2 === 0)
    const at = (part * RATE) / 4
    moving.set(rig.run(tone.map((x) => x.subarray(at, at + RATE / 4)))[0]!, at)
  }
  const from = RATE / 50
  const natural = 10 ** (rmsDb(still, from) / 10)
  const whole = 10 ** (rmsDb(aboveOnly(moving, 1500), from) / 10)
  return 10 * Math.log10(Math.max(1e-30, whole - 2 * natural)) - TONE_DB
}
