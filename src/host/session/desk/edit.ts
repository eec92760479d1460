import type { PlainValue } from '../../sdk/index.ts'
import type { Wiring } from './current-document.ts'

/** What a person can do to the wiring of one channel. Pure: whether the result may stand, wiring.ts says. [control] */

/** A new wiring, or one sentence why there is none. */
export type Edit = (wiring: Wiring) => Wiring | { readonly refused: string }

const noSlot = (slot: string, { inserts }: Wiring) => ({
  refused: `there is no slot "${slot}"${inserts.length === 0 ? '' : `; there are ${inserts.map((insert) => insert.slot).join(', ')}`}`,
})

/** [control] `index` counts from 0; beyond the end is the end. */
export const insertPlugin =
  (index: number, slot: string, plugin: string, values: { readonly [id: string]: PlainValue }): Edit =>
  (wiring) => ({
    ...wiring,
    inserts: wiring.inserts.toSpliced(clampIndex(index), 0, {
      slot,
      plugin,
      bypass: false,
      key: null,
      values,
    }),
  })

/** [control] */
export const removeInsert =
  (slot: string): Edit =>
  (wiring) => {
    if (!wiring.inserts.some((insert) => insert.slot === slot)) return noSlot(slot, wiring)
    return { ...wiring, inserts: wiring.inserts.filter((insert) => insert.slot !== slot) }
  }

/** [control] `index` is the place in the finished order. */
export const moveInsert =
  (slot: string, index: number): Edit =>
  (wiring) => {
    const moved = wiring.inserts.find((insert) => insert.slot === slot)
    if (moved === undefined) return noSlot(slot, wiring)
    const others = wiring.inserts.filter((insert) => insert !== moved)
    return { ...wiring, inserts: others.toSpliced(clampIndex(index), 0, moved) }
  }

/** [control] `to`: name of a bus, `master` or null. */
export const setOutput =
  (to: string | null): Edit =>
  (wiring) => ({ ...wiring, to })

/** [control] A new send is closed: it is opened by its level. */
export const addSend =
  (to: string, tap: string): Edit =>
  (wiring) => ({
    ...wiring,
    sends: [...wiring.sends, { to, tap, level: Number.NEGATIVE_INFINITY, pan: 0, mute: false }],
  })

/** [control] */
export const removeSend =
  (to: string): Edit =>
  (wiring) =>
    wiring.sends.some((send) => send.to === to)
      ? { ...wiring, sends: wiring.sends.filter((send) => send.to !== to) }
      : { refused: `there is no send to "${to}"` }

/** Negative positions count as the beginning, and what is no number as the end. */
const clampIndex = (index: number): number =>
  Number.isFinite(index) ? Math.max(0, Math.trunc(index)) : Infinity
