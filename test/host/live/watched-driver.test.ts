import { beforeEach, describe, expect, it } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import { type ChannelPlan, type EnginePlan, STATUS } from '../../../src/host/engine/plan.ts'
import { Barred } from '../../../src/host/live/barred.ts'
import type { AudioDriver, DriverEvent, OwnSetup } from '../../../src/host/live/driver.ts'
import { WatchedDriver, type WatchedEvent } from '../../../src/host/live/watched-driver.ts'
import type { PluginSource } from '../../../src/host/plugins/plugin-source.ts'

const EQ = 8
const WOW = 16
const INSERTS = [
  { slot: 'eq', plugin: 'eq', block: EQ },
  { slot: 'wow', plugin: 'wow', block: WOW },
]
const CHANNEL = { id: '/strip/a', inserts: INSERTS } as unknown as ChannelPlan
const PLAN: EnginePlan = { channels: [CHANNEL], listen: null, panLaw: -3 }
const ENDED = { kind: 'lost', sentence: 'the thread ended', ended: true } as const

let meters: Float64Array
let barred: Barred
let events: WatchedEvent[]
/** What the device says to whoever opened it last. */
let say: (event: DriverEvent) => void
let opened: number
let watched: WatchedDriver

/** A device whose nth opening does `step(n)` first. */
function device(step: (n: number) => void = () => {}): WatchedDriver {
  const banks = createBanks()
  meters = new Float64Array(banks.meters)
  const driver: AudioDriver = {
    id: 'null',
    report: () => Promise.reject(new Error('nobody asks')),
    async open(_options, _setup, onEvent) {
      say = onEvent
      step(++opened)
      return { description: 'a device', send() {}, async close() {} }
    },
  }
  const open = { sampleRate: 48000, frames: 256, inputs: 0, outputs: 2, device: undefined }
  return new WatchedDriver({ driver, open, banks, barred, onEvent: (event) => events.push(event) })
}
const start = () => watched.open(() => ({}) as OwnSetup)
const notes = () => events.flatMap((event) => (event.kind === 'note' ? event.sentence : []))

beforeEach(() => {
  events = []
  opened = 0
  barred = new Barred([{ id: 'wow' } as PluginSource])
  barred.in(PLAN)
})

describe('a thread that ends', () => {
  it.each([
    ['a processor of the desk', EQ],
    ['the preparation of one', -EQ],
    ['nobody', 0],
  ])('is a lost device while %s is at work: nobody has to go', async (_who, running) => {
    watched = device()
    await start()
    meters[STATUS.running] = running
    say(ENDED)
    expect(events).toEqual([ENDED])
    expect(watched.running).toBeUndefined()
    expect([...barred.in(PLAN)]).toEqual([])
    await watched.close()
  })

  it('takes the code from elsewhere along that was at work', async () => {
    watched = device()
    await start()
    meters[STATUS.running] = WOW
    say(ENDED)
    expect(notes()).toEqual([
      '/strip/a/wow is bypassed and the audio thread starts again: the thread ended while it was at work',
    ])
    expect(events.at(-1)).toEqual({ kind: 'held' })
    say(ENDED)
    expect(events).toHaveLength(2)
    await watched.close()
  })
})

describe('a start', () => {
  it('is tried again without whoever ends it', async () => {
    watched = device((n) => {
      if (n > 1) return
      meters[STATUS.loading] = 1
      say(ENDED)
      throw new Error('the thread ended')
    })
    await start()
    expect(opened).toBe(2)
    expect([...barred.plugins]).toEqual([['wow', 'the thread ended while it was at work']])
    await watched.close()
  })

  it.each([
    ['a device that does not open, whoever is loaded meanwhile', STATUS.loading, 1, () => {}],
    ['a thread that ends in the work of the desk', STATUS.running, EQ, () => say(ENDED)],
  ])('fails with the reason of %s', async (_what, cell, value, before) => {
    watched = device(() => {
      meters[cell] = value
      before()
      throw new Error('no such device')
    })
    await expect(start()).rejects.toThrow('no such device')
    expect(opened).toBe(1)
    expect(barred.plugins.size).toBe(0)
    expect(events).toEqual([])
  })
})
