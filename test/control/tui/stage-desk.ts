import type { Curves } from '../../../src/control/tui/desk/graph/sources.ts'
import { demoSessionYaml } from '../../../src/host/demo/session.ts'
import { createBanks } from '../../../src/host/engine/bank.ts'
import { CHANNEL_METER, STATUS } from '../../../src/host/engine/plan.ts'
import { BUILT_IN, type ControlPort, dbToGain } from '../../../src/host/index.ts'
import { Desk } from '../../../src/host/session/desk/desk.ts'
import { readSession } from '../../../src/host/session/format/read-session.ts'

/** A desk without sound: real values, and meters that a test writes. */
export interface StageDesk {
  readonly port: ControlPort
  readonly desk: Desk
  readonly curves: Curves
  /** The meter bank. */
  readonly meters: Float64Array
  /** Peak after the fader of a channel, dB. */
  level(id: string, left: number, right?: number): void
  /** First meter of an insert, in its own unit. */
  insertMeter(id: string, slot: string, value: number): void
  status(name: keyof typeof STATUS, value: number): void
}

/** The desk of a session text; the demo song's without one. */
export function stageDesk(text = demoSessionYaml()): StageDesk {
  const { document } = readSession(text, 'session.yaml', BUILT_IN)
  const banks = createBanks()
  const meters = new Float64Array(banks.meters)
  const desk = new Desk(document, BUILT_IN, banks)
  const channel = (id: string) => desk.plan.channels.find((plan) => plan.id === id)!
  return {
    desk,
    curves: {
      sampleRate: document.rate,
      of: (channel, slot) => desk.pluginAt(channel, slot)?.response,
    },
    meters,
    port: desk,
    level(id, left, right = left) {
      meters[channel(id).meter + CHANNEL_METER.postLeft] = dbToGain(left)
      meters[channel(id).meter + CHANNEL_METER.postRight] = dbToGain(right)
    },
    insertMeter(id, slot, value) {
      meters[channel(id).inserts.find((insert) => insert.slot === slot)!.meter] = value
    },
    status(name, value) {
      meters[STATUS[name]] = value
    },
  }
}
