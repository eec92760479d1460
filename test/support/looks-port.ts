import { choice } from '../../src/host/sdk/index.ts'
import type { ControlPort, Entry, Reading } from '../../src/host/session/control-port.ts'
import type { SessionDocument } from '../../src/host/session/document.ts'

/** A port that also tells label and color of every channel, as addresses: `/strip/<name>/label` and `/color`. */
export function withLooks(port: ControlPort, document: SessionDocument): ControlPort {
  const words = new Map<string, string>()
  const channels = [
    ...document.strips.map((channel) => [`/strip/${channel.name}`, channel] as const),
    ...document.buses.map((channel) => [`/bus/${channel.name}`, channel] as const),
    ['/master', document.master] as const,
  ]
  for (const [id, { label, color }] of channels) {
    words.set(`${id}/label`, label)
    words.set(`${id}/color`, color)
  }
  const entryOf = (address: string, text: string): Entry => ({
    address,
    parameter: choice({ label: 'Look', help: 'How surfaces show it.', choices: [text], default: text }),
    writable: false,
  })
  const readingOf = (address: string, text: string): Reading => ({ address, plain: text, norm: 0, text })
  return {
    list: (prefix) => [
      ...port.list(prefix),
      ...[...words].filter(([at]) => at.startsWith(prefix)).map(([at, text]) => entryOf(at, text)),
    ],
    get: (address) => {
      const text = words.get(address)
      return text === undefined ? port.get(address) : readingOf(address, text)
    },
    set: (address, value, source) => port.set(address, value, source),
    setNorm: (address, norm, source) => port.setNorm(address, norm, source),
    nudge: (address, steps, source) => port.nudge(address, steps, source),
    watch: (prefix, listener) => port.watch(prefix, listener),
  }
}
