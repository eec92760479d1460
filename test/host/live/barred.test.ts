import { beforeEach, describe, expect, it } from 'vitest'
import type { ChannelPlan, EnginePlan } from '../../../src/host/engine/plan.ts'
import { Barred } from '../../../src/host/live/barred.ts'
import type { Complaint } from '../../../src/host/live/engine-watch.ts'
import type { PluginSource } from '../../../src/host/plugins/plugin-source.ts'

/** A plan with one strip and, in each slot, a plugin at a block. */
const planOf = (slots: Readonly<Record<string, readonly [plugin: string, block: number]>>): EnginePlan => {
  const inserts = Object.entries(slots).map(([slot, [plugin, block]]) => ({ slot, plugin, block }))
  return { channels: [{ id: '/strip/a', inserts } as unknown as ChannelPlan], listen: null, panLaw: -3 }
}
const at = (number: number): Complaint => ({ during: 'process', number, why: 'slow' })
const PLAN = planOf({ eq: ['eq', 8], one: ['wow', 16], two: ['wow', 24], three: ['wow', 32] })

let barred: Barred
beforeEach(() => {
  barred = new Barred([{ id: 'wow' } as PluginSource])
  barred.in(PLAN)
})

describe('what must not run any more', () => {
  it('is only what comes from elsewhere', () => {
    expect(barred.isForeign(at(8))).toBe(false)
    expect(barred.isForeign(at(16))).toBe(true)
    expect(barred.isForeign({ during: 'load', number: 1 })).toBe(true)
    expect(barred.isForeign({ during: 'load', number: 2 })).toBe(false)
    expect(barred.nameOf(at(8))).toBe('/strip/a/eq')
  })

  it('is one insert the first time, and all of its plugin the second', () => {
    barred.bar(at(16))
    expect([...barred.in(PLAN)]).toEqual([['/strip/a/one', 'slow']])
    barred.bar(at(24))
    expect([...barred.in(PLAN).keys()].sort()).toEqual(['/strip/a/one', '/strip/a/three', '/strip/a/two'])
  })

  it('is known while it fades out, and let in again when it comes anew', () => {
    barred.in(planOf({ eq: ['eq', 8] }))
    expect(barred.isForeign(at(16))).toBe(true)
    barred.bar(at(16))
    expect([...barred.in(planOf({ eq: ['eq', 8] }))]).toEqual([])
    expect([...barred.in(PLAN)]).toEqual([])
  })

  it('is a plugin that did not get loaded, until the next start', () => {
    const complaint: Complaint = { during: 'load', number: 1, why: 'slow' }
    expect(barred.nameOf(complaint)).toBe('plugin wow')
    barred.bar(complaint)
    expect([...barred.plugins]).toEqual([['wow', 'slow']])
  })
})
