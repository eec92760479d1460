import { parseMidiMap } from '../../../src/control/midi/index.ts'
import { MidiSurface } from '../../../src/control/midi/surface.ts'
import { choice, fader, plain, toggle } from '../../../src/host/sdk/index.ts'
import { ManualClock } from '../../support/manual-clock.ts'
import { MapPort } from '../../support/map-port.ts'

export const FADER = '/strip/vox/fader'
export const PAN = '/strip/vox/pan'
export const MUTE = '/strip/vox/mute'
export const KNEE = '/strip/vox/comp/knee'

export const mapPort = () =>
  new MapPort({
    [FADER]: fader({ label: 'Fader', default: 0, help: '.' }),
    [PAN]: plain({ label: 'Pan', min: -100, max: 100, default: 0, help: '.' }),
    [MUTE]: toggle({ label: 'Mute', default: false, help: '.' }),
    [KNEE]: choice({ label: 'Knee', choices: ['hard', 'soft', 'softer'], default: 'hard', help: '.' }),
  })

export const mapOf = (controls: string, more = '') =>
  parseMidiMap(
    `gainstageMap: 1\nport: unit\n${more}\ncontrols:\n  - ${controls.split('\n').join('\n  - ')}\n`,
    'map',
  )

/** A surface on a desk of four values; `heard` are control changes that came back, as `[cc, value]`. */
export function benchOf(controls: string, more = '', port = mapPort()) {
  const clock = new ManualClock()
  const heard: number[][] = []
  const notices: string[] = []
  const surface = new MidiSurface({
    map: mapOf(controls, more),
    control: port,
    clock,
    send: ([status, ...rest]) => {
      if (status === 0xb0) heard.push(rest)
    },
    onNotice: (sentence) => notices.push(sentence),
  })
  return {
    clock,
    port,
    surface,
    heard,
    notices,
    /** The device sends a control change. */
    turn: (cc: number, ...values: readonly number[]) => {
      for (const value of values) surface.receive(Uint8Array.of(0xb0, cc, value))
    },
    /** What comes back within a second. */
    feedback: () => {
      heard.length = 0
      clock.advance(1000)
      return [...heard]
    },
    plain: (address: string) => {
      const reading = port.get(address)
      return 'plain' in reading ? reading.plain : undefined
    },
  }
}
