import type { ControlPort } from '../../host/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import { MidiConnection } from './connection.ts'
import { readMidiMap } from './map-file.ts'
import type { MidiMap } from './map-schema.ts'
import { NativeMidi } from './native-transport.ts'
import { MidiSurface } from './surface.ts'
import type { MidiTransport } from './transport.ts'

export interface MidiOptions {
  /** A MIDI map, or the path of the file it stands in. */
  readonly map: MidiMap | string
  readonly control: ControlPort
  /** Missing: the machine's own ports. */
  readonly transport?: MidiTransport
  readonly clock?: Clock
  /** Hears what a person should know: connected, gone, addresses of the map that are not on the desk. */
  readonly onNotice?: (sentence: string) => void
  /** Hears of faults of the program; without it they are warnings of the process. */
  readonly onFault?: (sentence: string) => void
}

export interface MidiHandle {
  /** Name of the port that is connected now; undefined while it is not there. */
  readonly port: string | undefined
  /** [control] Lets the device go. */
  close(): void
}

/** Told one by one. */
const MOST_STRANGERS = 10

const warn = (sentence: string): void => process.emitWarning(sentence)

/**
 * [control] Puts a MIDI device on the desk. Resolves when the device was looked for once; one that is not there is waited
 * for. Rejects with a MidiMapError.
 */
export async function startMidi(options: MidiOptions): Promise<MidiHandle> {
  const {
    control,
    transport = new NativeMidi(),
    clock = systemClock,
    onNotice = () => {},
    onFault = warn,
  } = options
  const map = typeof options.map === 'string' ? await readMidiMap(options.map) : options.map
  for (const sentence of strangers(map, control)) onNotice(sentence)
  const guarded = guardedBy(onFault)
  const surface = new MidiSurface({
    map,
    control,
    clock: { now: () => clock.now(), after: (ms, run) => clock.after(ms, () => guarded(run)) },
    send: (message) => connection.send(message),
    onNotice,
  })
  const connection = new MidiConnection({
    transport,
    port: map.port,
    clock,
    onMessage: (bytes) => guarded(() => surface.receive(bytes)),
    onOpen: () => surface.refresh(),
    onLost: () => surface.pause(),
    onNotice,
  })
  await connection.look()
  return {
    get port() {
      return connection.name
    },
    close() {
      surface.close()
      connection.close()
    },
  }
}

/** Neither bytes of a device nor a timer may end the process. */
const guardedBy =
  (onFault: (sentence: string) => void) =>
  (run: () => void): void => {
    try {
      run()
    } catch (error) {
      onFault(`MIDI: a control failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

/** Addresses of the map that the desk does not have now; they are used as soon as it has them. */
function strangers(map: MidiMap, control: ControlPort): string[] {
  const refused = [...new Set(map.controls.map(({ address }) => address))].flatMap((address) => {
    const reading = control.get(address)
    return 'refused' in reading ? [`MIDI map: ${reading.refused}`] : []
  })
  const more = refused.length - MOST_STRANGERS
  return more > 0 ? [...refused.slice(0, MOST_STRANGERS), `MIDI map: ... and ${more} more`] : refused
}
