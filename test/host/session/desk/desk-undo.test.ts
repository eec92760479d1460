import { describe, expect, it } from 'vitest'
import { CHANNEL } from '../../../../src/host/engine/plan.ts'
import { testDesk } from './desk-fixture.ts'

describe('undo', () => {
  const vox = '/strip/vox/fader'
  const kick = '/strip/kick/fader'
  const at = (desk: ReturnType<typeof testDesk>['desk'], address: string) => {
    const reading = desk.get(address)
    return 'plain' in reading ? reading.plain : reading.refused
  }

  it('takes a whole gesture back, and the engine follows', () => {
    const { desk, clock, raw } = testDesk()
    for (const db of [-1, -2, -3]) {
      clock.ms += 400
      desk.set(vox, db, 'midi')
    }
    clock.ms += 501
    desk.set(vox, -9, 'midi')
    desk.set('/undo', true, 'tui')
    expect(at(desk, vox)).toBe(-3)
    desk.set('/undo', true, 'tui')
    expect(at(desk, vox)).toBe(0)
    expect(raw('/strip/vox', CHANNEL.fader)).toBe(0)
    desk.set('/redo', true, 'tui')
    desk.set('/redo', true, 'tui')
    expect(at(desk, vox)).toBe(-9)
    expect(desk.set('/redo', true, 'tui')).toEqual({ refused: '/redo: there is nothing to redo' })
  })

  it('tells two hands on two faders apart', () => {
    const { desk, clock } = testDesk()
    for (let i = 1; i <= 10; i++) {
      clock.ms += 20
      desk.set(vox, -i, 'midi')
      desk.set(kick, -2 * i, 'midi')
    }
    desk.set('/undo', true, 'tui')
    expect([at(desk, vox), at(desk, kick)]).toEqual([-10, 0])
    desk.set('/undo', true, 'tui')
    expect([at(desk, vox), at(desk, kick)]).toEqual([0, 0])
    expect(desk.set('/undo', true, 'tui')).toEqual({ refused: '/undo: there is nothing to undo' })
  })

  it('ends a gesture when somebody else takes the fader', () => {
    const { desk } = testDesk()
    desk.set(vox, -1, 'midi')
    desk.set(vox, -5, 'osc')
    desk.set(vox, -2, 'midi')
    const seen = []
    for (let i = 0; i < 3; i++) {
      desk.set('/undo', true, 'tui')
      seen.push(at(desk, vox))
    }
    expect(seen).toEqual([-5, -1, 0])
  })

  it('ends a gesture when the wiring changes under it', () => {
    const { desk } = testDesk()
    const gain = '/strip/vox/eq/gain'
    desk.set(gain, 3, 'midi')
    desk.removeInsert('/strip/vox', 'eq')
    desk.insertPlugin('/strip/vox', 0, 'eq', 'eq')
    desk.set(gain, -5, 'midi')
    const seen = []
    for (let i = 0; i < 4; i++) {
      desk.set('/undo', true, 'tui')
      seen.push(at(desk, gain))
    }
    expect(seen).toEqual([0, expect.stringContaining('there is no'), 3, 0])
  })

  it('skips a gesture that ended where it began', () => {
    const { desk, clock } = testDesk()
    desk.set(kick, -4, 'a')
    clock.ms += 1000
    desk.set(vox, -4, 'a')
    desk.set(vox, 0, 'a')
    expect(desk.set('/undo', true, 'a')).toMatchObject({ text: `undid ${kick}`, plain: false })
    expect(at(desk, kick)).toBe(0)
  })

  it('forgets redo when something else is moved', () => {
    const { desk, clock } = testDesk()
    desk.set(vox, -4, 'a')
    desk.set('/undo', true, 'a')
    expect(at(desk, '/redo')).toBe(true)
    clock.ms += 1000
    desk.set(kick, -4, 'a')
    expect(at(desk, '/redo')).toBe(false)
  })

  it('takes a group back as one step, also when it broke in the middle', () => {
    const { desk } = testDesk()
    desk.group('duck', 'script', () => {
      desk.set(vox, -4, 'script')
      desk.set(kick, -4, 'script')
    })
    expect(() =>
      desk.group('broken', 'script', () => {
        desk.set(vox, -8, 'script')
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(at(desk, vox)).toBe(-8)
    expect(desk.set('/undo', true, 'a')).toMatchObject({ text: 'undid broken' })
    expect(at(desk, vox)).toBe(-4)
    expect(desk.set('/undo', true, 'a')).toMatchObject({ text: 'undid duck (2 changes)' })
    expect([at(desk, vox), at(desk, kick)]).toEqual([0, 0])
  })

  it('leaves play and position alone, and brings the tempo back', () => {
    const { desk } = testDesk()
    desk.set('/transport/tempo', 90, 'a')
    desk.set('/transport/playing', true, 'a')
    desk.set('/transport/position', 10, 'a')
    desk.set('/undo', true, 'a')
    expect(at(desk, '/transport/tempo')).toBe(120)
    expect(at(desk, '/transport/playing')).toBe(true)
  })

  it('does nothing when a button comes up again', () => {
    const { desk } = testDesk()
    desk.set(vox, -4, 'a')
    expect(desk.set('/undo', 0, 'midi')).toMatchObject({ plain: true })
    expect(desk.setNorm('/undo', 0, 'midi')).toMatchObject({ plain: true })
    expect(at(desk, vox)).toBe(-4)
    desk.setNorm('/undo', 1, 'midi')
    expect(at(desk, vox)).toBe(0)
  })
})
