import { NativeMidi } from './native-transport.ts'
import type { MidiPortList, MidiTransport } from './transport.ts'

/** [control] The MIDI ports of this machine, and why there are none. Never rejects. */
export async function listMidiPorts(transport: MidiTransport = new NativeMidi()): Promise<MidiPortList> {
  const list = await transport.list()
  transport.close()
  return list
}

/** A port's name without the numbers that ALSA puts behind it and changes when devices come and go. */
const stable = (name: string): string => name.replace(/ \d+:\d+$/, '')

/** [control] The port that `wanted` means: of this name, else the first one that begins so; capitals do not count. */
export function findPort(names: readonly string[], wanted: string): string | undefined {
  const folded = wanted.toLowerCase()
  return (
    names.find((name) => name === wanted) ??
    names.find((name) => stable(name).toLowerCase() === folded) ??
    names.find((name) => name.toLowerCase().startsWith(folded))
  )
}
