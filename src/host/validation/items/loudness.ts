import { type Finding, type Item, pass, warn } from '../finding.ts'
import { Rig } from '../rig.ts'
import { pink, rmsDb } from '../signals.ts'

const FRAMES = 96000
/** dBFS, RMS: a quiet recording, below the thresholds that are usual. */
const LEVEL = -30
const MOST_DB = 3

/** Fresh from the shelf it must not startle anybody. */
export const gainSanity: Item = {
  id: 'gain',
  title: 'keeps the level with its defaults',
  run({ plugin, files }): Finding {
    const input = [pinkAt(LEVEL, 1), pinkAt(LEVEL, 2)]
    const rig = new Rig(plugin, { channels: 2, files })
    rig.run(input)
    const output = rig.run(input)
    const change = rmsDb(output[0]!) - rmsDb(input[0]!)
    const measured = `${change > 0 ? '+' : ''}${change.toFixed(1)} dB (RMS of pink noise at ${LEVEL} dBFS)`
    return Math.abs(change) <= MOST_DB
      ? pass('inserting it does not change the level much', measured, `${MOST_DB} dB`)
      : warn('inserting it changes the level', measured, `${MOST_DB} dB`)
  },
}

function pinkAt(db: number, seed: number): Float64Array {
  const x = pink(FRAMES, 1, seed)
  const gain = 10 ** ((db - rmsDb(x)) / 20)
  return x.map((sample) => gain * sample)
}
