import type { PlainValue } from '../../sdk/index.ts'
import type { ChannelDocument, SceneDocument, SessionDocument } from '../document.ts'

/** From what stands on a desk back to a document. [control] */

/** The value at an address, or undefined where none stands. */
export type PlainAt = (address: string) => PlainValue | undefined

/** What of a channel changes addresses: its inserts, its sends and where it goes. */
export type Wiring = Pick<ChannelDocument, 'inserts' | 'sends' | 'to'>

/** [control] `document` with the values that stand now. */
export function currentDocument(
  document: SessionDocument,
  at: PlainAt,
  scenes: readonly SceneDocument[],
): SessionDocument {
  const { monitor } = document
  return {
    ...document,
    tempo: number(at('/transport/tempo'), document.tempo),
    strips: document.strips.map((strip) => currentChannel(`/strip/${strip.name}`, strip, at)),
    buses: document.buses.map((bus) => currentChannel(`/bus/${bus.name}`, bus, at)),
    master: currentChannel('/master', document.master, at),
    monitor: {
      ...monitor,
      level: number(at('/monitor/level'), monitor.level),
      solo: (at('/monitor/solo') as typeof monitor.solo | undefined) ?? monitor.solo,
    },
    dcas: document.dcas.map(({ name, fader, mute }) => ({
      name,
      fader: number(at(`/dca/${name}/fader`), fader),
      mute: (at(`/dca/${name}/mute`) ?? mute) === true,
    })),
    muteGroups: document.muteGroups.map(({ name, muted }) => ({
      name,
      muted: (at(`/mutegroup/${name}`) ?? muted) === true,
    })),
    scenes: [...scenes],
  }
}

/** [control] One channel with the values that stand now. */
export function currentChannel<T extends ChannelDocument>(id: string, channel: T, at: PlainAt): T {
  return { ...channel, ...currentWiring(id, channel, at), values: current(id, channel.values, at) }
}

/** [control] Inserts, sends and output of a channel with the values that stand now. */
export function currentWiring(id: string, channel: Wiring, at: PlainAt): Wiring {
  return {
    inserts: channel.inserts.map((insert) => ({
      ...insert,
      bypass: (at(`${id}/${insert.slot}/bypass`) ?? insert.bypass) === true,
      values: current(`${id}/${insert.slot}`, insert.values, at),
    })),
    sends: channel.sends.map((send) => {
      const from = `${id}/send/${send.to}`
      return {
        ...send,
        level: number(at(`${from}/level`), send.level),
        pan: number(at(`${from}/pan`), send.pan),
        mute: (at(`${from}/mute`) ?? send.mute) === true,
      }
    }),
    to: channel.to,
  }
}

function current(
  id: string,
  values: { readonly [id: string]: PlainValue },
  at: PlainAt,
): { readonly [id: string]: PlainValue } {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, at(`${id}/${name}`) ?? value]),
  )
}

const number = (value: PlainValue | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise
