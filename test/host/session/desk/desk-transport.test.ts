import { describe, expect, it } from 'vitest'
import { STATUS } from '../../../../src/host/engine/plan.ts'
import { testDesk } from './desk-fixture.ts'

describe('the transport of a desk', () => {
  const connected = () => {
    const made = testDesk()
    const calls: string[] = []
    made.desk.connectTransport({
      play: () => calls.push('play'),
      stop: () => calls.push('stop'),
      locate: (frame) => calls.push(`locate ${frame}`),
      setLoop: (loop) => calls.push(loop === null ? 'no loop' : `loop ${loop.startFrame} ${loop.endFrame}`),
    })
    return { ...made, calls }
  }

  it('brings what plays to what stands on the desk', () => {
    expect(connected().calls).toEqual(['no loop', 'stop'])
  })

  it('plays, stops and locates, also to the same place again', () => {
    const { desk, calls, meters } = connected()
    calls.length = 0
    desk.set('/transport/playing', true, 'a')
    desk.set('/transport/position', 2.5, 'a')
    desk.set('/transport/position', 2.5, 'a')
    desk.set('/transport/playing', 'off', 'a')
    expect(calls).toEqual(['play', 'locate 120000', 'locate 120000', 'stop'])
    meters[STATUS.position] = 240_000
    expect(desk.get('/transport/position')).toMatchObject({ plain: 5, text: '5.00 s' })
  })

  it('takes its tempo from a hand that taps along', () => {
    const { desk, clock } = testDesk()
    const tap = (ms: number) => {
      clock.ms += ms
      return desk.set('/transport/tap', true, 'a')
    }
    expect(tap(10_000)).toMatchObject({ text: 'tap on: the second tap sets the tempo' })
    expect(tap(500)).toMatchObject({ text: '120 bpm' })
    for (const ms of [480, 520, 500, 700, 500]) tap(ms)
    expect(desk.get('/transport/tempo')).toMatchObject({ plain: 120 })
    // A missed beat moves nothing, two alike are another tempo, and a pause begins anew.
    tap(1000)
    expect(desk.get('/transport/tempo')).toMatchObject({ plain: 120 })
    tap(500)
    tap(1000)
    tap(1000)
    expect(desk.get('/transport/tempo')).toMatchObject({ plain: 60 })
    tap(4000)
    expect(desk.get('/transport/tempo')).toMatchObject({ plain: 60 })
    tap(2000)
    expect(desk.get('/transport/tempo')).toMatchObject({ plain: 30 })
    // A hand faster than any tempo is refused and changes nothing.
    tap(100)
    expect(tap(100)).toMatchObject({ refused: expect.stringContaining('600') })
    expect(desk.get('/transport/tempo')).toMatchObject({ plain: 30 })
  })

  it('loops only from a start to a later end', () => {
    const { desk, calls } = connected()
    calls.length = 0
    desk.set('/transport/loop', true, 'a')
    desk.set('/transport/loopEnd', 4, 'a')
    desk.set('/transport/loopStart', 5, 'a')
    desk.set('/transport/loopStart', 1, 'a')
    desk.set('/transport/loop', false, 'a')
    expect(calls).toEqual(['no loop', 'loop 0 192000', 'no loop', 'loop 48000 192000', 'no loop'])
  })
})
