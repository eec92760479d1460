import type { ControlPort } from '../../host/index.ts'
import { type Closable, closeAll } from './closable.ts'
import type { StartOptions } from './start-options.ts'
import { UserError } from './user-error.ts'

/** [control] Opens the surfaces that were asked for. A surface that cannot open is the user's to decide: one sentence, and nothing starts. */
export async function startSurfaces(
  port: ControlPort,
  options: StartOptions,
  say: (sentence: string) => void,
): Promise<Closable[]> {
  const surfaces: Closable[] = []
  try {
    if (options.osc !== undefined) surfaces.push(await openOsc(port, options.osc, say))
    if (options.midi !== undefined) surfaces.push(await openMidi(port, options.midi, say))
  } catch (error) {
    await closeAll(surfaces)
    throw new UserError(error instanceof Error ? error.message : String(error))
  }
  return surfaces
}

async function openOsc(port: ControlPort, where: string, say: (sentence: string) => void): Promise<Closable> {
  const { startOsc } = await import('../osc/index.ts')
  const [host, number] = splitAddress(where)
  const osc = await startOsc({ host, port: number, control: port, onFault: say })
  say(`OSC: listening on ${osc.address}`)
  return osc
}

async function openMidi(port: ControlPort, map: string, say: (sentence: string) => void): Promise<Closable> {
  const { startMidi } = await import('../midi/index.ts')
  const midi = await startMidi({ map, control: port, onNotice: say, onFault: say })
  return midi
}

/** `127.0.0.1:9000`, `:9000`, `9000`, `[::1]:9000`. */
function splitAddress(text: string): [string, number] {
  const match = /^(?:\[?([^\]]*?)\]?:)?(\d{1,5})$/.exec(text)
  const number = Number(match?.[2])
  if (match === null || number > 65535)
    throw new Error(`--osc ${text}: HOST:PORT is expected, such as 127.0.0.1:9000`)
  return [match[1] === undefined || match[1] === '' ? '127.0.0.1' : match[1], number]
}
