import { describe, expect, it } from 'vitest'
import { CHANNEL } from '../../../../src/host/engine/plan.ts'
import { documentOf } from '../../../../src/host/session/desk/desk.ts'
import { session, testDesk } from './desk-fixture.ts'

describe('scenes', () => {
  it('bring the mix back, at one grid line and as one step', () => {
    const { desk, memory, raw } = testDesk()
    desk.set('/strip/vox/fader', 'off', 'a')
    expect(desk.set('/scene/store', 'Verse', 'a')).toMatchObject({ plain: 'Verse', text: 'stored "Verse"' })
    desk.set('/strip/vox/fader', 3, 'a')
    desk.set('/strip/vox/comp/knee', 'hard', 'a')
    desk.set('/dca/drums/mute', true, 'a')
    const words = new Int32Array(memory.parameters, memory.parameters.byteLength - 4 * (2 + (1 << 17) / 8))
    const holds: number[] = []
    desk.watch('/', () => holds.push(words[1]!))
    expect(desk.set('/scene/recall', 'Verse', 'a')).toMatchObject({
      text: 'recalled "Verse": 3 values moved',
    })
    expect(holds).toEqual([0, 0, 0, 0])
    expect(raw('/strip/vox', CHANNEL.fader)).toBe(Number.NEGATIVE_INFINITY)
    expect(raw('/strip/kick', CHANNEL.on)).toBe(1)
    desk.set('/undo', true, 'a')
    expect(desk.get('/strip/vox/fader')).toMatchObject({ plain: 3 })
    expect(desk.get('/dca/drums/mute')).toMatchObject({ plain: true })
  })

  it('leave solo, monitor, tempo and transport as they stand', () => {
    const { desk } = testDesk()
    desk.set('/scene/store', 'a', 'a')
    const values = Object.keys(documentOf(desk).scenes[0]!.values)
    expect(values).toContain('/strip/vox/send/hall/level')
    expect(
      values.filter((address) => /^\/(monitor|transport|scene|meter|status)|solo/.test(address)),
    ).toEqual([])
    for (const [address, value] of [
      ['/strip/vox/solo', true],
      ['/monitor/level', -40],
      ['/transport/tempo', 77],
    ] as const) {
      desk.set(address, value, 'a')
      desk.set('/scene/recall', 'a', 'a')
      expect(desk.get(address)).toMatchObject({ plain: value })
    }
  })

  it('apply what fits and name what does not', () => {
    const values = {
      '/strip/vox/fader': -6,
      '/strip/gone/fader': -6,
      '/strip/kick/fader': 999,
      '/monitor/level': 0,
      '/__proto__/x': 1,
    }
    const { desk } = testDesk(session({ scenes: [{ name: 'old', values }] }))
    const reading = desk.set('/scene/recall', 'old', 'a')
    expect(reading).toMatchObject({ plain: 'old' })
    const text = 'text' in reading ? reading.text : ''
    expect(text).toContain('1 value moved; 4 not applied')
    expect(text).toContain('there is no /strip/gone/fader')
    expect(text).toContain('/strip/kick/fader: 999 is outside off or -90 to 10 dB')
    expect(text).toContain('/monitor/level does not belong to scenes')
    expect(desk.get('/strip/vox/fader')).toMatchObject({ plain: -6 })
    expect(desk.get('/strip/kick/fader')).toMatchObject({ plain: 0 })
  })

  it('are found without regard to case, suggested, listed, and walked with an encoder', () => {
    const { desk } = testDesk()
    for (const name of ['Intro', 'Verse', 'Chorus']) desk.set('/scene/store', name, 'a')
    expect(desk.set('/scene/recall', 'chorus', 'a')).toMatchObject({ plain: 'Chorus' })
    expect(desk.set('/scene/recall', 'Chrous', 'a')).toEqual({
      refused: '/scene/recall: there is no scene "Chrous"; did you mean "Chorus"?',
    })
    expect(desk.list('/scene/recall')[0]!.parameter).toMatchObject({ choices: ['Intro', 'Verse', 'Chorus'] })
    expect(desk.nudge('/scene/recall', -1, 'a')).toMatchObject({ plain: 'Verse' })
    desk.nudge('/scene/recall', 1, 'a')
    desk.set('/strip/vox/fader', -7, 'a')
    desk.nudge('/scene/recall', 1, 'a')
    expect(desk.get('/strip/vox/fader')).toMatchObject({ plain: -7 })
  })

  it('can be replaced and deleted, and undo brings them back in their place', () => {
    const { desk } = testDesk()
    for (const name of ['a', 'b', 'c']) desk.set('/scene/store', name, 'a')
    const before = documentOf(desk)
    desk.set('/scene/delete', 'b', 'a')
    expect(documentOf(desk).scenes.map(({ name }) => name)).toEqual(['a', 'c'])
    desk.set('/strip/vox/fader', -7, 'a')
    expect(desk.set('/scene/store', 'c', 'a')).toMatchObject({ text: 'replaced "c"' })
    for (let i = 0; i < 3; i++) desk.set('/undo', true, 'a')
    expect(documentOf(desk)).toEqual(before)
  })

  it('refuse names that cannot be read', () => {
    const { desk } = testDesk()
    for (const name of ['', '   ', 'x'.repeat(81), 'a\nb', '\u001b[2J', true])
      expect(desk.set('/scene/store', name, 'a')).toHaveProperty('refused')
    expect(desk.set('/scene/store', '__proto__', 'a')).toMatchObject({ plain: '__proto__' })
    expect(desk.set('/scene/recall', '__proto__', 'a')).toMatchObject({ plain: '__proto__' })
    expect(desk.set('/scene/recall', 'toString', 'a')).toHaveProperty('refused')
  })
})
