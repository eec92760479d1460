import { QUANTUM } from '../../sdk/index.ts'
import { drawValues } from '../draw.ts'
import { type Finding, fail, type Item, pass, type Subject, warn } from '../finding.ts'
import { Rig, type Values } from '../rig.ts'
import { noise } from '../signals.ts'

const RATE = 48000
const PERIOD_US = (QUANTUM / RATE) * 1e6
const BLOCKS = 200
const SETS = 12
/** Share of the period that one insert may take before a person is told. */
const DEAR = 0.1

/** What it costs, in the worst setting that was drawn; the first that is too much is enough. */
export const cost: Item = {
  id: 'cost',
  title: 'plays in time',
  run(subject): Finding {
    const plain = costOf(subject, {})
    let worst = plain
    for (let set = 0; set < SETS && worst.meanUs <= PERIOD_US; set++) {
      const drawn = costOf(subject, drawValues(subject.plugin, subject.random))
      if (drawn.meanUs > worst.meanUs) worst = drawn
    }
    const measured = `${plain.meanUs.toFixed(1)} us per block of 128, worst setting ${worst.meanUs.toFixed(1)} us, its slowest block ${worst.slowestUs.toFixed(0)} us`
    const limit = `${PERIOD_US.toFixed(0)} us are there`
    if (worst.meanUs > PERIOD_US) return fail('it is slower than the sound it makes', measured, limit)
    if (worst.meanUs > DEAR * PERIOD_US)
      return warn('it takes more than a tenth of the time there is', measured, limit)
    return pass('it leaves most of the time to others', measured, limit)
  },
}

function costOf({ plugin, files }: Subject, values: Values): { meanUs: number; slowestUs: number } {
  const rig = new Rig(plugin, { channels: 2, values, files, sampleRate: RATE })
  const input = [noise(QUANTUM * BLOCKS, 0.3, 1), noise(QUANTUM * BLOCKS, 0.3, 2)]
  rig.run(input)
  let slowest = 0
  let before = performance.now()
  const onCall = (): void => {
    const now = performance.now()
    slowest = Math.max(slowest, now - before)
    before = now
  }
  const start = process.cpuUsage()
  rig.run(input, { onCall })
  const { user, system } = process.cpuUsage(start)
  return { meanUs: (user + system) / BLOCKS, slowestUs: slowest * 1000 }
}
