import {
  type ControlPort,
  isRefusal,
  type PlainValue,
  type Reading,
  type Refusal,
} from '../../../host/index.ts'
import type { Message } from './model.ts'
import type { Command } from './reduce.ts'

/** How the journal and other surfaces call the dashboard. */
export const SOURCE = 'dashboard'

/** Commands that reach the desk; the others are the dashboard's own. */
export type DeskCommand = Exclude<Command, { do: 'clear-peaks' | 'repaint' | 'leave' }>

/** [control] Carries a command out; answers with what a person should know of it. `now` in ms. */
export function carryOut(port: ControlPort, command: DeskCommand, now: number): Message | undefined {
  const answer = run(port, command)
  if (isRefusal(answer)) return { text: answer.refused, kind: 'refused', at: now }
  if (command.do === 'set') return { text: `${command.name}: ${answer.text}`, kind: 'done', at: now }
  return command.do === 'press' ? { text: answer.text, kind: 'done', at: now } : undefined
}

function run(port: ControlPort, command: DeskCommand): Reading | Refusal {
  switch (command.do) {
    case 'set':
      return port.set(command.address, command.text.trim(), SOURCE)
    case 'flip':
      return change(port, command.address, (plain) => plain !== true)
    case 'nudge':
      return port.nudge(command.address, command.steps, SOURCE)
    case 'fader':
      return nudgeFader(port, command.address, command.clicks)
    case 'press':
      return port.set(command.address, true, SOURCE)
    case 'start':
      return port.set('/transport/position', 0, SOURCE)
  }
}

function change(
  port: ControlPort,
  address: string,
  to: (plain: PlainValue) => PlainValue,
): Reading | Refusal {
  const before = port.get(address)
  return isRefusal(before) ? before : port.set(address, to(before.plain), SOURCE)
}

/** Below these levels a click of a fader is so many times as big, dB: half a dB would be lost work down there. */
const COARSER: readonly (readonly [below: number, times: number])[] = [
  [-60, 12],
  [-40, 4],
]

function nudgeFader(port: ControlPort, address: string, clicks: number): Reading | Refusal {
  const before = port.get(address)
  if (isRefusal(before)) return before
  const db = Number(before.plain)
  const times = COARSER.find(([below]) => db < below)?.[1] ?? 1
  return port.nudge(address, clicks * times, SOURCE)
}
