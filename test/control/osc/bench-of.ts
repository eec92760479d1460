import { Responder, type Sender } from '../../../src/control/osc/responder.ts'
import type { ControlPort } from '../../../src/host/index.ts'
import { ManualClock } from '../../support/manual-clock.ts'
import { readOsc, type Value } from '../../support/osc-bytes.ts'

export const sender: Sender = { address: '127.0.0.1', port: 54321 }

/** 22 November 2026, ms since 1970: where the wall clock of a bench begins. */
export const WALL_MS = Date.UTC(2026, 10, 22)

/** A responder without a socket: its answers are kept, its clock stands still until it is moved. */
export function benchOf(control: ControlPort) {
  const clock = new ManualClock()
  const answers: [string, string, ...Value[]][] = []
  const faults: string[] = []
  const responder = new Responder({
    control,
    clock,
    wallClock: () => WALL_MS + clock.now(),
    send: (bytes) => answers.push(readOsc(Buffer.from(bytes))),
    onFault: (sentence) => faults.push(sentence),
  })
  return {
    clock,
    answers,
    faults,
    responder,
    /** Sends, and returns what came back since. */
    send(bytes: Uint8Array, from: Sender = sender) {
      answers.length = 0
      responder.receive(bytes, from)
      return [...answers]
    },
  }
}
