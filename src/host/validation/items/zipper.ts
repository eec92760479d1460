import { fromNorm, type NumberParameter, QUANTUM } from '../../sdk/index.ts'
import { type Finding, fail, type Item, pass, type Subject, warn } from '../finding.ts'
import { Rig, type Values } from '../rig.ts'
import { residueAboveDb, rmsDb, sine } from '../signals.ts'

const RATE = 48000
const FRAMES = 24000
const MOVE = 4800
/**
 * Peaks of the tone. Noise of a dial scales with the sound; what a dial adds to the loud tone only is the processor at work, such as a
 * limiter that begins to limit. The quiet tone does not count where nothing of it comes out.
 */
const LOUD = 0.1
const QUIET = 0.003
const AUDIBLE_DB = -40
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
    if (worst > COARSE) return fail(`turning ${guilty} is heard`, measured, `${COARSE} dB`)
    return worst > CLEAN
      ? warn(`turning ${guilty} leaves noise`, measured, `${CLEAN} dB`)
      : pass('no dial is heard while it turns', measured, `${CLEAN} dB`)
  },
}

/** Energy above 1.5 kHz while the dial turns, beyond what it makes of the tone when it stands: dB re the tone. */
function residueOf(subject: Subject, id: string, parameter: NumberParameter): number {
  const loud = addedAt(LOUD, subject, id, parameter).added
  if (loud <= CLEAN) return loud
  const quiet = addedAt(QUIET, subject, id, parameter)
  return quiet.gain < AUDIBLE_DB ? loud : Math.min(loud, quiet.added)
}

function addedAt(
  level: number,
  subject: Subject,
  id: string,
  parameter: NumberParameter,
): { added: number; gain: number } {
  const at = (norm: number): Values => ({ [id]: fromNorm(parameter, norm) })
  const still = [0.25, 0.5, 0.75].map((norm) => played(level, subject, at(norm)))
  const moving = played(level, subject, at(0.25), (frame) => {
    const done = (frame - FRAMES / 2) / MOVE
    return done < 0 || done > 1 + QUANTUM / MOVE ? undefined : at(0.25 + 0.5 * Math.min(1, done))
  })
  const natural = Math.max(...still.map(({ residue }) => residue))
  const added = moving.residue <= natural + 6 ? Number.NEGATIVE_INFINITY : moving.residue
  return { added, gain: Math.min(...still.map(({ gain }) => gain)) }
}

/** What comes out above 1.5 kHz, and in all, dB re the tone. */
function played(
  level: number,
  { plugin, files }: Subject,
  values: Values,
  automate?: (frame: number) => Values | undefined,
): { residue: number; gain: number } {
  const tone = [sine(100, FRAMES, RATE, level), sine(100, FRAMES, RATE, level)]
  const toneDb = rmsDb(tone[0]!)
  const rig = new Rig(plugin, { channels: 2, values, files, sampleRate: RATE })
  rig.run(tone)
  const output = rig.run(tone, { automate })[0]!
  return { residue: residueAboveDb(output, 1500) - toneDb, gain: rmsDb(output) - toneDb }
}
