import type { ControlPort } from '../../src/host/index.ts'

/** `port` with some of its methods replaced. */
export function portWith(port: ControlPort, changed: Partial<ControlPort>): ControlPort {
  return {
    list: (prefix) => port.list(prefix),
    get: (address) => port.get(address),
    set: (address, value, source) => port.set(address, value, source),
    setNorm: (address, norm, source) => port.setNorm(address, norm, source),
    nudge: (address, steps, source) => port.nudge(address, steps, source),
    watch: (prefix, listener) => port.watch(prefix, listener),
    ...changed,
  }
}
