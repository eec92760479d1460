import { describe, expect, it } from 'vitest'
import { CHANNEL, CHANNEL_METER, GLOBAL, STATUS } from '../../../../src/host/engine/plan.ts'
import { documentOf } from '../../../../src/host/session/desk/desk.ts'
import { bigSession, session, testDesk } from './desk-fixture.ts'

describe('a desk', () => {
  it('lists every address in the order of the desk', () => {
    const { desk } = testDesk()
    const all = desk.list('').map(({ address }) => address)
    expect(new Set(all).size).toBe(all.length)
    const order = [
      '/strip/kick/trim',
      '/strip/vox/comp/threshold',
      '/bus/drums/fader',
      '/master/fader',
      '/dca/drums/fader',
    ]
    const places = [
      ...order,
      '/mutegroup/band',
      '/monitor/level',
      '/transport/playing',
      '/meter/strip/kick/input/left',
    ].map((address) => all.indexOf(address))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(desk.list('/strip/vox/send').map(({ address }) => address)).toEqual([
      '/strip/vox/send/hall/level',
      '/strip/vox/send/hall/pan',
      '/strip/vox/send/hall/mute',
    ])
    expect(desk.list('/strip/vo').length).toBe(desk.list('/strip/vox').length)
  })

  it('takes a plain value, a text, a position and clicks of an encoder', () => {
    const { desk } = testDesk()
    const fader = '/strip/vox/fader'
    expect(desk.set(fader, -6, 'test')).toEqual({ address: fader, plain: -6, norm: 0.6, text: '-6.0 dB' })
    expect(desk.set(fader, 'off', 'test')).toMatchObject({ plain: Number.NEGATIVE_INFINITY, norm: 0 })
    expect(desk.setNorm(fader, 0.75, 'test')).toMatchObject({ plain: 0 })
    expect(desk.setNorm(fader, 7, 'test')).toMatchObject({ plain: 10 })
    expect(desk.nudge(fader, -3, 'test')).toMatchObject({ plain: 8.5 })
    expect(desk.set('/strip/vox/comp/knee', 'HARD', 'test')).toMatchObject({ plain: 'hard' })
    expect(desk.set('/strip/vox/mute', 1, 'test')).toMatchObject({ plain: true, text: 'on' })
    expect(desk.get(fader)).toMatchObject({ plain: 8.5 })
  })

  it('refuses what is out of range and keeps the old value', () => {
    const { desk } = testDesk()
    expect(desk.set('/strip/vox/comp/threshold', 3, 'test')).toEqual({
      refused: '/strip/vox/comp/threshold: 3 is outside -60 to 0 dB',
    })
    expect(desk.set('/strip/vox/comp/threshold', Number.NaN, 'test')).toHaveProperty('refused')
    expect(desk.setNorm('/strip/vox/fader', Number.NaN, 'test')).toHaveProperty('refused')
    expect(desk.nudge('/strip/vox/fader', Number.POSITIVE_INFINITY, 'test')).toHaveProperty('refused')
    expect(desk.get('/strip/vox/comp/threshold')).toMatchObject({ plain: -20 })
    expect(desk.get('/strip/vox/fader')).toMatchObject({ plain: 0 })
  })

  it('names the nearest address', () => {
    const { desk } = testDesk()
    expect(desk.get('/strip/vox/comp/treshold')).toEqual({
      refused: 'there is no /strip/vox/comp/treshold; did you mean /strip/vox/comp/threshold?',
    })
    expect(desk.get('/bus/hal/fader')).toMatchObject({ refused: expect.stringContaining('/bus/hall/fader?') })
    expect(desk.get('/strip/zither/fader')).toMatchObject({
      refused: expect.stringContaining('/strip has kick, vox, talk'),
    })
    expect(desk.get('/strip/vox')).toMatchObject({ refused: expect.stringContaining('below it stand trim') })
  })

  it('answers hostile addresses and values with one short sentence', () => {
    const { desk } = testDesk(bigSession())
    const hostile = [
      '',
      '/',
      '//',
      '/__proto__/polluted',
      '/strip/__proto__',
      '/strip/constructor/prototype',
      `/${'a'.repeat(100_000)}`,
      `/strip/${'ch-1/'.repeat(40)}`,
      `/strip/${'q'.repeat(47)}/fader`,
      '/strip/\u001b[2J\u0000\u202e/fader',
      '/strip/*/fader',
      '/strip/ch-1/fader\n',
      undefined as unknown as string,
      {} as unknown as string,
    ]
    for (const address of hostile) {
      const answers = [
        desk.get(address),
        desk.set(address, 1, 'test'),
        desk.set('/strip/ch-1/fader', address, 'test'),
      ]
      for (const answer of answers) {
        if (!('refused' in answer)) throw new Error(`${JSON.stringify(address)} was taken`)
        expect(answer.refused.length).toBeLessThan(600)
        expect(answer.refused).not.toMatch(/\p{C}/u)
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('writes values raw where the engine reads them', () => {
    const { desk, raw, values, channelPlan } = testDesk()
    const { block } = channelPlan('/strip/vox').inserts[1]!
    expect([...values.subarray(block, block + 7)]).toEqual([0, -20, 10, 1, 0, 0, 1])
    desk.set('/strip/vox/comp/bypass', true, 'test')
    desk.set('/strip/vox/comp/knee', 'hard', 'test')
    expect([...values.subarray(block, block + 4)]).toEqual([1, -20, 10, 0])
    desk.set('/strip/vox/polarity', 'inverted', 'test')
    desk.set('/strip/vox/pan', -30, 'test')
    expect(raw('/strip/vox', CHANNEL.invert)).toBe(1)
    expect(raw('/strip/vox', CHANNEL.pan)).toBe(-30)
    expect(raw('/strip/vox', CHANNEL.width)).toBe(100)
    expect(values[GLOBAL.bpm]).toBe(120)
    desk.set('/transport/tempo', '90 bpm', 'test')
    expect(values[GLOBAL.bpm]).toBe(90)
  })

  it('reads meters and status, and refuses to set them', () => {
    const { desk, meters, channelPlan } = testDesk()
    const { meter, inserts } = channelPlan('/strip/vox')
    meters[meter + CHANNEL_METER.postLeft] = 0.5
    meters[inserts[1]!.meter] = -4.2
    meters[STATUS.position] = 96_000
    meters[STATUS.load] = 0.25
    expect(desk.get('/meter/strip/vox/post/left')).toMatchObject({ text: '-6.0 dB' })
    expect(desk.get('/meter/strip/vox/post/right')).toMatchObject({ text: 'off', norm: 0 })
    expect(desk.get('/meter/strip/vox/comp/reduction')).toMatchObject({ plain: -4.2 })
    expect(desk.get('/status/position')).toMatchObject({ plain: 2 })
    expect(desk.get('/status/load')).toMatchObject({ plain: 0.25 })
    expect(desk.set('/status/load', 0, 'test')).toEqual({ refused: '/status/load can be read, not set' })
    expect(desk.list('/status').every(({ writable }) => !writable)).toBe(true)
  })

  it('gives back the document it was made from', () => {
    const document = session()
    const { desk } = testDesk(document)
    expect(documentOf(desk)).toEqual(document)
    desk.set('/strip/vox/send/hall/level', -3, 'test')
    desk.set('/dca/voices/fader', 'off', 'test')
    desk.set('/mutegroup/band', 'on', 'test')
    desk.set('/monitor/solo', 'pfl', 'test')
    const saved = documentOf(desk)
    expect(saved.strips[1]!.sends[0]!.level).toBe(-3)
    expect(saved.dcas[1]!.fader).toBe(Number.NEGATIVE_INFINITY)
    expect(saved.muteGroups[0]!.muted).toBe(true)
    expect(saved.monitor.solo).toBe('pfl')
    expect(documentOf(testDesk(saved).desk)).toEqual(saved)
  })

  it('holds a desk of ten thousand addresses', () => {
    const { desk } = testDesk(bigSession(250))
    expect(desk.list('').length).toBeGreaterThan(10_000)
    expect(desk.set('/strip/ch-250/comp2/threshold', -7, 'test')).toMatchObject({ plain: -7 })
    expect(documentOf(desk).strips[249]!.inserts[3]!.values['threshold']).toBe(-7)
  })
})
