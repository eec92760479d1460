import { describe, expect, it } from 'vitest'
import { CHANNEL, SEND } from '../../../../src/host/engine/plan.ts'
import { channel, send, session, strip, testDesk } from './desk-fixture.ts'

const OFF = Number.NEGATIVE_INFINITY

describe('effective levels', () => {
  it('add the faders of all DCAs in dB', () => {
    const document = session({ strips: [strip('a', { dcas: ['drums', 'voices'] })], buses: [] })
    const { desk, raw } = testDesk(document)
    desk.set('/strip/a/fader', -5, 'test')
    desk.set('/dca/drums/fader', -10, 'test')
    desk.set('/dca/voices/fader', 3, 'test')
    expect(raw('/strip/a', CHANNEL.fader)).toBe(-12)
    desk.set('/dca/drums/fader', 'off', 'test')
    expect(raw('/strip/a', CHANNEL.fader)).toBe(OFF)
    desk.set('/dca/drums/fader', 0, 'test')
    expect(raw('/strip/a', CHANNEL.fader)).toBe(-2)
    expect(desk.get('/strip/a/fader')).toMatchObject({ plain: -5 })
  })

  it('open a channel only when it, its DCAs and all its mute groups are open', () => {
    const { desk, raw } = testDesk()
    const open = () => raw('/strip/vox', CHANNEL.on)
    const mutes = ['/strip/vox/mute', '/dca/voices/mute', '/mutegroup/band', '/mutegroup/singers']
    expect(open()).toBe(1)
    for (const mute of mutes) {
      desk.set(mute, true, 'test')
      expect(open()).toBe(0)
      desk.set(mute, false, 'test')
      expect(open()).toBe(1)
    }
    for (const mute of mutes) desk.set(mute, true, 'test')
    for (const mute of mutes) {
      expect(open()).toBe(0)
      desk.set(mute, false, 'test')
    }
    expect(open()).toBe(1)
  })

  it('start from what the document says', () => {
    const document = session({
      muteGroups: [
        { name: 'band', muted: true },
        { name: 'singers', muted: false },
      ],
      dcas: [
        { name: 'drums', fader: 0, mute: false },
        { name: 'voices', fader: -4, mute: false },
      ],
    })
    const { raw } = testDesk(document)
    expect(raw('/strip/kick', CHANNEL.on)).toBe(0)
    expect(raw('/strip/talk', CHANNEL.on)).toBe(1)
    expect(raw('/strip/vox', CHANNEL.fader)).toBe(-4)
  })
})

/** drums: kick, snare -> drums -> master; vox -> master; both send to the hall; talk is solo safe; click has no send up. */
const soloSession = (mode: 'sip' | 'pfl' | 'afl') =>
  session({
    strips: [
      strip('kick', { to: 'drums' }),
      strip('snare', { to: 'drums', sends: [send('hall', -10)] }),
      strip('vox', { sends: [send('hall', -6)] }),
      strip('click', { sends: [send('hall')] }),
      strip('talk', { soloSafe: true }),
    ],
    buses: [channel('drums'), channel('hall')],
    monitor: { solo: mode, outputs: [3, 4], level: 0 },
  })

const ids = ['kick', 'snare', 'vox', 'click', 'talk'].map((name) => `/strip/${name}`)

describe('solo in place', () => {
  const soloDesk = () => {
    const made = testDesk(soloSession('sip'))
    const open = () => ids.filter((id) => made.raw(id, CHANNEL.on) === 1).map((id) => id.slice(7))
    return { ...made, open }
  }

  it('closes the strips that are neither soloed nor safe, and no bus', () => {
    const { desk, open, raw } = soloDesk()
    desk.set('/strip/vox/solo', true, 'test')
    expect(open()).toEqual(['vox', 'talk'])
    for (const bus of ['/bus/drums', '/bus/hall', '/master', '/monitor']) expect(raw(bus, CHANNEL.on)).toBe(1)
    desk.set('/strip/vox/solo', false, 'test')
    expect(open()).toEqual(['kick', 'snare', 'vox', 'click', 'talk'])
  })

  it('keeps what feeds a soloed group open', () => {
    const { desk, open } = soloDesk()
    desk.set('/bus/drums/solo', true, 'test')
    expect(open()).toEqual(['kick', 'snare', 'talk'])
  })

  it('plays a soloed effect with those that send to it, as sends open and close', () => {
    const { desk, open } = soloDesk()
    desk.set('/bus/hall/solo', true, 'test')
    expect(open()).toEqual(['snare', 'vox', 'talk'])
    desk.set('/strip/click/send/hall/level', -20, 'test')
    desk.set('/strip/vox/send/hall/mute', true, 'test')
    expect(open()).toEqual(['snare', 'click', 'talk'])
  })

  it('opens nothing that is muted', () => {
    const { desk, open } = soloDesk()
    desk.set('/strip/vox/mute', true, 'test')
    desk.set('/strip/vox/solo', true, 'test')
    expect(open()).toEqual(['talk'])
    desk.set('/strip/vox/mute', false, 'test')
    expect(open()).toEqual(['vox', 'talk'])
  })

  it('does not tell listeners that others were muted', () => {
    const { desk } = soloDesk()
    const heard: string[] = []
    desk.watch('/', ({ address }) => heard.push(address))
    desk.set('/strip/vox/solo', true, 'test')
    expect(heard).toEqual(['/strip/vox/solo'])
    expect(desk.get('/strip/kick/mute')).toMatchObject({ plain: false })
  })

  it('is cleared by /solo/clear, as one step of undo', () => {
    const { desk, open } = soloDesk()
    desk.set('/strip/vox/solo', true, 'test')
    desk.set('/strip/kick/solo', true, 'test')
    expect(desk.get('/solo/clear')).toMatchObject({ plain: true })
    expect(desk.set('/solo/clear', true, 'test')).toMatchObject({ text: 'cleared 2 of solo' })
    expect(open()).toHaveLength(5)
    desk.set('/undo', true, 'test')
    expect(open()).toEqual(['kick', 'vox', 'talk'])
  })
})

describe('PFL and AFL', () => {
  it('are listened to in the monitor instead of the master, and close nothing', () => {
    const { desk, raw, values, channelPlan } = testDesk(soloSession('pfl'))
    const toMonitor = channelPlan('/master').sends.at(-1)!
    const masterHeard = () => values[toMonitor.block + SEND.on]
    expect(toMonitor).toMatchObject({ to: '/monitor', tap: 'post' })
    expect(values[toMonitor.block + SEND.level]).toBe(0)
    expect(masterHeard()).toBe(1)
    desk.set('/strip/vox/solo', true, 'test')
    expect(raw('/strip/vox', CHANNEL.listen)).toBe(1)
    expect(raw('/strip/kick', CHANNEL.listen)).toBe(0)
    expect(masterHeard()).toBe(0)
    for (const id of ids) expect(raw(id, CHANNEL.on)).toBe(1)
    desk.set('/monitor/solo', 'afl', 'test')
    expect(raw('/strip/vox', CHANNEL.listen)).toBe(2)
    desk.set('/monitor/solo', 'sip', 'test')
    expect(raw('/strip/vox', CHANNEL.listen)).toBe(0)
    expect(masterHeard()).toBe(1)
    expect(raw('/strip/kick', CHANNEL.on)).toBe(0)
  })

  it('moves the monitor level without touching the master', () => {
    const { desk, raw } = testDesk(soloSession('afl'))
    desk.set('/monitor/level', -20, 'test')
    expect(raw('/monitor', CHANNEL.fader)).toBe(-20)
    expect(raw('/monitor', CHANNEL.on)).toBe(1)
    expect(raw('/monitor', CHANNEL.width)).toBe(100)
    expect(raw('/master', CHANNEL.fader)).toBe(0)
  })
})
