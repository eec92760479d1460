import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { STATUS } from '../../../src/host/engine/plan.ts'
import { type Complaint, EngineWatch } from '../../../src/host/live/engine-watch.ts'

const RATE = 48000
const meters = new Float64Array(STATUS.doubles)
let watch: EngineWatch
let complaints: Complaint[]
let slow: Complaint[]

beforeEach(() => {
  vi.useFakeTimers()
  meters.fill(0)
  complaints = []
  slow = []
  watch = new EngineWatch({
    meters,
    rate: RATE,
    isForeign: ({ during, number }) => during === 'load' || number === 24,
    onStuck: (complaint) => complaints.push(complaint),
    onSlow: (complaint) => slow.push(complaint),
  })
})
afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

/** Time passes; `move` is what the engine does in every 50 ms. */
function pass(ms: number, move: () => void = () => {}): void {
  for (let at = 0; at < ms; at += 50) {
    move()
    vi.advanceTimersByTime(50)
  }
}

describe('the watch over an engine', () => {
  it('says nothing while the heartbeat goes on, whoever works', () => {
    meters[STATUS.running] = 24
    pass(10_000, () => {
      meters[STATUS.frames]! += 2400
    })
    expect(complaints).toEqual([])
  })

  it('says nothing while nobody works: a device that stands is no fault of a plugin', () => {
    pass(60_000)
    expect(complaints).toEqual([])
  })

  it('names who does not return, once', () => {
    meters[STATUS.running] = 24
    pass(400)
    expect(complaints).toEqual([])
    pass(5000)
    expect(complaints).toEqual([{ during: 'process', number: 24, why: 'it did not return within 400 ms' }])
  })

  it.each([
    [16, 'process', 'it did not return within 2 s'],
    [-16, 'prepare', 'it did not get prepared within 2 s'],
  ])(
    'waits for processors of the desk, and says so once: the machine has no time (%i)',
    (running, during, why) => {
      meters[STATUS.running] = running
      pass(1900)
      expect(slow).toEqual([])
      pass(60_000)
      expect(slow).toEqual([{ during, number: 16, why }])
      expect(complaints).toEqual([])
    },
  )

  it('begins again when somebody else works: many slow ones are a slow machine', () => {
    let turn = 0
    pass(5000, () => {
      if (turn++ % 6 === 0) meters[STATUS.running] = 16 + 8 * turn
    })
    expect(complaints).toEqual([])
  })

  it('gives preparing and loading more time', () => {
    meters[STATUS.running] = -24
    pass(1900)
    expect(complaints).toEqual([])
    pass(500)
    expect(complaints).toEqual([{ during: 'prepare', number: 24, why: 'it did not get prepared within 2 s' }])
  })

  it('names a plugin that does not get loaded by its number', () => {
    meters[STATUS.loading] = 2
    pass(9900)
    expect(complaints).toEqual([])
    pass(500)
    expect(complaints[0]).toMatchObject({ during: 'load', number: 2 })
  })

  it.each([
    [24, 1],
    [16, 0],
  ])(
    'names a plugin from elsewhere that keeps the desk from keeping up, but none of its own (%i)',
    (block, count) => {
      meters[STATUS.running] = block
      pass(6000, () => {
        meters[STATUS.frames]! += 128
      })
      expect(complaints).toHaveLength(count)
    },
  )
})
