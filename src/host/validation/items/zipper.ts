import { fromNorm, type NumberParameter, QUANTUM } from '../../sdk/index.ts'
import { type Finding, fail, type Item, pass, type Subject, warn } from '../finding.ts'
import { Rig, type Values } from '../rig.ts'
import { residueAboveDb, sine } from '../signals.ts'

const RATE = 48000
const FRAMES = 24000
const MOVE = 4800
const TONE_DB = -23.01
/** dB re the tone. */
const CLEAN = -90
const COARSE = -60

/** Every dial, turned through half of its range in 100 ms over a 100 Hz tone. */
export const zipper: Item = {
  id: 'zipper',
  title: 'turns without zipper noise',
  run(subject): Finding {
    let worst = Number.NEGATIVE_INFINITY
    let guilty = ''
    let turned = 0
    for (const [id, parameter] of Object.entries(subject.plugin.params)) {
      if (parameter.kind !== 'number' || parameter.structural) continue
      turned++
      const added = residueOf(subject, id, parameter)
      if (added > worst) {
        worst = added
        guilty = id
      }
    }
    if (guilty === '') return pass(`none of ${turned} dials adds anything while it turns`)
    const measured = `${worst.toFixed(0)} dB re the tone (${guilty})`
    if (worst > COARSE) return fail(`turning ${guilty} is heard`, measured, `${CLEAN} dB`)
    return worst > CLEAN
      ? warn(`turning ${guilty} leaves noise`, measured, `${CLEAN} dB`)
      : pass('no dial is heard while it turns', measured, `${CLEAN} dB`)
  },
}

/** Energy above 1.5 kHz while the dial turns, beyond what it makes of the tone when it stands: dB re the tone. */
function residueOf(subject: Subject, id: string, parameter: NumberParameter): number {
  const at = (norm: number): Values => ({ [id]: fromNorm(parameter, norm) })
  const still = Math.max(...[0.25, 0.5, 0.75].map((norm) => residue(subject, at(norm))))
  const moving = residue(subject, at(0.25), (frame) => {
    const done = (frame - FRAMES / 2) / MOVE
    return done < 0 || done > 1 + QUANTUM / MOVE ? undefined : at(0.25 + 0.5 * Math.min(1, done))
  })
  return moving <= still + 6 ? Number.NEGATIVE_INFINITY : moving - TONE_DB
}

function residue(
  { plugin, files }: Subject,
  values: Values,
  automate?: (frame: number) => Values | undefined,
): number {
  const tone = [sine(100, FRAMES, RATE, 0.1), sine(100, FRAMES, RATE, 0.1)]
  const rig = new Rig(plugin, { channels: 2, values, files, sampleRate: RATE })
  rig.run(tone)
  return residueAboveDb(rig.run(tone, { automate })[0]!, 1500)
}
