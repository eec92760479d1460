import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeAll } from '../../../src/control/cli/closable.ts'
import { type Ending, endInOrder, untilTold } from '../../../src/control/cli/endings.ts'

let ending: Ending
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }))
afterEach(() => {
  ending.cancel()
  vi.useRealTimers()
})

describe('the end of a session', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('comes with %s', async (signal) => {
    ending = untilTold(undefined)
    process.emit(signal, signal)
    await ending.told
  })

  it('comes after the time that was asked for, and not before', async () => {
    ending = untilTold(2)
    let over = false
    void ending.told.then(() => {
      over = true
    })
    await vi.advanceTimersByTimeAsync(1999)
    expect(over).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(over).toBe(true)
  })

  it('does not come at once for a time longer than a timer can hold', async () => {
    ending = untilTold(1e9)
    let over = false
    void ending.told.then(() => {
      over = true
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect(over).toBe(false)
  })

  it('takes a second ctrl-C within a second for the first', () => {
    const now = vi.fn()
    ending = untilTold(undefined, now)
    process.emit('SIGINT', 'SIGINT')
    vi.advanceTimersByTime(300)
    process.emit('SIGINT', 'SIGINT')
    expect(now).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1000)
    process.emit('SIGTERM', 'SIGTERM')
    expect(now).not.toHaveBeenCalled()
    process.emit('SIGINT', 'SIGINT')
    expect(now).toHaveBeenCalledOnce()
  })

  it('comes in order for who only passes it on', async () => {
    ending = untilTold(undefined)
    endInOrder(143)
    await ending.told
  })
})

describe('closing', () => {
  it('goes on after one that fails, last opened first, and tells the fault', async () => {
    const closed: string[] = []
    const thing = (name: string) => ({ close: () => void closed.push(name) })
    const broken = { close: () => Promise.reject(new Error('stuck')) }
    await expect(closeAll([thing('host'), broken, thing('socket')])).rejects.toThrow('stuck')
    expect(closed).toEqual(['socket', 'host'])
  })
})
