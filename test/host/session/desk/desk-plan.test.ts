import { describe, expect, it } from 'vitest'
import { createBanks } from '../../../../src/host/engine/bank.ts'
import type { EnginePlan } from '../../../../src/host/engine/plan.ts'
import { definePlugin, ms, type PluginDefinition } from '../../../../src/host/sdk/index.ts'
import { playersOf } from '../../../../src/host/session/desk/compile.ts'
import { Desk, documentOf } from '../../../../src/host/session/desk/desk.ts'
import { bigSession, channel, insert, plugins, send, session, strip, testDesk } from './desk-fixture.ts'

describe('the plan', () => {
  it('says where every channel comes from and goes to, device channels from 0', () => {
    const { channelPlan, desk } = testDesk()
    expect(desk.plan.channels.map(({ id }) => id)).toEqual([
      '/strip/kick',
      '/strip/vox',
      '/strip/talk',
      '/bus/drums',
      '/bus/hall',
      '/master',
      '/monitor',
    ])
    expect(channelPlan('/strip/kick')).toMatchObject({
      name: 'strip "kick"',
      width: 1,
      source: { kind: 'device', channels: [0] },
      output: '/bus/drums',
    })
    expect(channelPlan('/strip/talk').source).toEqual({ kind: 'player', player: 0 })
    expect(playersOf(documentOf(desk))).toEqual([{ strip: 'talk', file: 'talk.wav', loop: false }])
    expect(channelPlan('/master')).toMatchObject({ source: { kind: 'sum' }, output: null, patch: [0, 1] })
    expect(channelPlan('/monitor')).toMatchObject({ source: { kind: 'sum' }, output: null, patch: [2, 3] })
    expect(desk.plan).toMatchObject({ listen: '/monitor', panLaw: -3 })
  })

  it('has no monitor when nothing is patched to it', () => {
    const { desk } = testDesk(session({ monitor: { solo: 'pfl', outputs: [], level: 0 } }))
    expect(desk.plan.listen).toBeNull()
    expect(desk.plan.channels.at(-1)).toMatchObject({ id: '/master', sends: [] })
    expect(desk.set('/monitor/level', -3, 'a')).toMatchObject({ plain: -3 })
  })

  it('lets the monitor, which carries the master, have the outputs that both name', () => {
    const { channelPlan } = testDesk(session({ monitor: { solo: 'sip', outputs: [1, 2], level: 0 } }))
    expect(channelPlan('/master').patch).toEqual([])
    expect(channelPlan('/monitor').patch).toEqual([0, 1])
    const half = testDesk(session({ monitor: { solo: 'sip', outputs: [2, 3], level: 0 } }))
    expect(half.channelPlan('/master').patch).toEqual([0, -1])
  })

  it('gives every insert, send and channel its own block', () => {
    const { desk } = testDesk(bigSession())
    const spans: [number, number][] = desk.plan.channels.flatMap(({ block, inserts, sends }) => [
      [block, 8] as [number, number],
      ...inserts.map(({ block, plugin }): [number, number] => [
        block,
        1 + Object.keys(plugins.get(plugin)!.params).length,
      ]),
      ...sends.map(({ block }): [number, number] => [block, 8]),
    ])
    spans.sort(([a], [b]) => a - b)
    expect(spans[0]![0]).toBe(8)
    for (let i = 1; i < spans.length; i++)
      expect(spans[i]![0]).toBeGreaterThanOrEqual(spans[i - 1]![0] + spans[i - 1]![1])
  })

  it('knows which plugin stands in a slot', () => {
    const { desk } = testDesk()
    expect(desk.pluginAt('/strip/vox', 'comp')).toBe(plugins.get('comp'))
    expect(desk.pluginAt('/strip/vox', 'nothing')).toBeUndefined()
    expect(desk.pluginAt('/strip/nobody', 'comp')).toBeUndefined()
    desk.insertPlugin('/strip/vox', 0, 'nothing', 'comp')
    expect(desk.pluginAt('/strip/vox', 'nothing')).toBe(plugins.get('comp'))
  })

  it('is made anew when a structural value moves, and only then', () => {
    const { desk, channelPlan } = testDesk()
    const plans: EnginePlan[] = []
    desk.onPlan((plan) => plans.push(plan))
    desk.set('/strip/vox/comp/threshold', -30, 'a')
    expect(plans).toHaveLength(0)
    const before = channelPlan('/strip/vox').inserts[1]!
    desk.set('/strip/vox/comp/lookahead', 5, 'a')
    expect(plans).toHaveLength(1)
    expect(channelPlan('/strip/vox').inserts[1]).toEqual({ ...before, build: '5', latencyFrames: 240 })
    desk.set('/undo', true, 'a')
    expect(plans).toHaveLength(2)
    expect(channelPlan('/strip/vox').inserts[1]).toEqual(before)
  })

  it('comes once for a recall that moves many structural values', () => {
    const { desk } = testDesk()
    desk.set('/scene/store', 'a', 'a')
    desk.set('/strip/vox/comp/lookahead', 5, 'a')
    desk.set('/master/comp/lookahead', 5, 'a')
    let plans = 0
    desk.onPlan(() => plans++)
    desk.set('/scene/recall', 'a', 'a')
    expect(plans).toBe(1)
  })

  it('keys an insert before the fader of the other channel', () => {
    const document = session({
      strips: [strip('kick'), strip('bass', { inserts: [{ ...insert('comp'), key: '/strip/kick' }] })],
    })
    const { channelPlan } = testDesk(document)
    expect(channelPlan('/strip/bass').inserts[0]!.key).toEqual({ from: '/strip/kick', tap: 'pre' })
  })

  it('survives a plugin that lies about its latency, and keeps the old plan when it throws', () => {
    let latency: () => number = () => Number.NaN
    const odd = definePlugin({
      id: 'odd',
      name: 'Odd',
      about: 'For tests.',
      version: 1,
      params: { time: ms({ label: 'T', min: 1, max: 9, default: 1, help: 'Time.', structural: true }) },
      meters: {},
      prepare: () => ({ process: () => {}, reset: () => {} }),
      latencyFrames: () => latency(),
    })
    const faults: string[] = []
    const desk = new Desk(
      session({ strips: [strip('a', { inserts: [insert('eq')] })] }),
      new Map([...plugins, ['odd', odd as unknown as PluginDefinition]]),
      createBanks(),
      { onFault: (sentence) => faults.push(sentence) },
    )
    desk.insertPlugin('/strip/a', 9, 'odd', 'odd')
    expect(desk.plan.channels[0]!.inserts[1]!.latencyFrames).toBe(0)
    latency = () => {
      throw new Error('no idea')
    }
    const before = desk.plan
    expect(desk.set('/strip/a/odd/time', 5, 'a')).toMatchObject({ plain: 5 })
    expect(faults).toEqual(['the plan could not be made'])
    expect(desk.plan).toBe(before)
    expect(desk.insertPlugin('/strip/a', 0, 'eq2', 'eq')).toEqual({ refused: '/strip/a: no idea' })
    expect(desk.get('/strip/a/eq2/gain')).toHaveProperty('refused')
  })
})

describe('changing the wiring', () => {
  it('puts a plugin in with its values, leaves the others their blocks, and undo takes it out', () => {
    const { desk, channelPlan, values } = testDesk()
    const before = documentOf(desk)
    const block = channelPlan('/strip/vox').inserts[0]!.block
    const layouts: unknown[] = []
    desk.watch('/status/layout', ({ plain }) => layouts.push(plain))
    expect(desk.insertPlugin('/strip/vox', 0, 'tone', 'eq', { gain: 6 }, 'tui')).toEqual({
      done: 'insert tone on /strip/vox',
    })
    const { inserts } = channelPlan('/strip/vox')
    expect(inserts.map(({ slot }) => slot)).toEqual(['tone', 'eq', 'comp'])
    expect(inserts[1]!.block).toBe(block)
    expect([...values.subarray(inserts[0]!.block, inserts[0]!.block + 3)]).toEqual([0, 6, 1000])
    desk.set('/strip/vox/tone/gain', 7, 'a')
    desk.moveInsert('/strip/vox', 'tone', 2)
    desk.removeInsert('/strip/vox', 'tone')
    expect(desk.get('/strip/vox/tone/gain')).toHaveProperty('refused')
    desk.set('/undo', true, 'a')
    expect(desk.get('/strip/vox/tone/gain')).toMatchObject({ plain: 7 })
    for (let i = 0; i < 3; i++) desk.set('/undo', true, 'a')
    expect(documentOf(desk)).toEqual(before)
    for (let i = 0; i < 3; i++) desk.set('/redo', true, 'a')
    expect(desk.get('/strip/vox/tone/gain')).toMatchObject({ plain: 7 })
    expect(layouts).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('keeps values that were moved before and after', () => {
    const { desk, channelPlan, values } = testDesk()
    desk.set('/strip/vox/comp/threshold', -33, 'a')
    desk.removeInsert('/strip/vox', 'eq')
    const comp = channelPlan('/strip/vox').inserts[0]!
    expect(desk.get('/strip/vox/comp/threshold')).toMatchObject({ plain: -33 })
    expect(values[comp.block + 1]).toBe(-33)
  })

  it('adds and removes sends, and changes outputs', () => {
    const { desk, channelPlan } = testDesk()
    expect(desk.addSend('/strip/kick', 'hall', 'pre')).toHaveProperty('done')
    expect(desk.get('/strip/kick/send/hall/level')).toMatchObject({ text: 'off' })
    expect(channelPlan('/strip/kick').sends).toMatchObject([{ to: '/bus/hall', tap: 'pre' }])
    desk.setOutput('/strip/kick', 'master')
    expect(channelPlan('/strip/kick').output).toBe('/master')
    desk.setOutput('/strip/kick', null)
    expect(channelPlan('/strip/kick').output).toBeNull()
    desk.removeSend('/strip/kick', 'hall')
    expect(channelPlan('/strip/kick').sends).toEqual([])
  })

  it('refuses with one sentence what cannot stand', () => {
    const { desk } = testDesk()
    desk.insertPlugin('/strip/talk', 0, 'eq', 'eq')
    desk.addSend('/strip/talk', 'hall', 'eq')
    desk.forgetHistory()
    const before = documentOf(desk)
    const refusals = [
      [desk.insertPlugin('/strip/vox', 0, 'eq', 'eq'), 'there is a slot "eq" already'],
      [desk.insertPlugin('/strip/vox', 0, 'fader', 'eq'), 'has a meaning already'],
      [desk.insertPlugin('/strip/vox', 0, '../x', 'eq'), 'cannot be the name of a slot'],
      [desk.insertPlugin('/strip/vox', 0, 'c', 'com'), 'did you mean comp?'],
      [desk.insertPlugin('/strip/vox', 0, 'c', '__proto__'), 'there is no plugin'],
      [desk.insertPlugin('/strip/vox', 0, 'c', 'eq', { gian: 1 }), 'did you mean gain?'],
      [desk.insertPlugin('/strip/vox', 0, 'c', 'eq', { gain: 99 }), 'outside -15 to 15 dB'],
      [desk.insertPlugin('/strip/nobody', 0, 'c', 'eq'), 'not a strip, a bus or the master'],
      [desk.removeInsert('/strip/vox', 'gate'), 'there are eq, comp'],
      [desk.moveInsert('/strip/vox', 'gate', 0), 'there is no slot'],
      [desk.addSend('/strip/vox', 'hall'), 'already'],
      [desk.addSend('/strip/vox', 'drums', 'gate'), 'there are input, pre, post, eq, comp'],
      [desk.addSend('/bus/hall', 'drums'), '/bus/drums -> /bus/hall -> /bus/drums'],
      [desk.setOutput('/bus/drums', 'drums'), 'circle'],
      [desk.setOutput('/bus/drums', 'hal'), 'did you mean hall?'],
      [desk.setOutput('/master', 'hall'), 'the master goes to its outputs'],
      [desk.removeSend('/strip/kick', 'hall'), 'there is no send'],
      [desk.removeInsert('/strip/talk', 'eq'), 'the send to hall is taken at "eq"'],
    ] as const
    for (const [outcome, part] of refusals)
      expect(outcome).toMatchObject({ refused: expect.stringContaining(part) })
    expect(documentOf(desk)).toEqual(before)
    expect(desk.get('/undo')).toMatchObject({ plain: false })
  })

  it('refuses what the bank has no room for, and stays whole', () => {
    const memory = createBanks(160, 1 << 10)
    const desk = new Desk(
      session({ strips: [strip('a')], buses: [channel('drums'), channel('hall')], dcas: [], muteGroups: [] }),
      plugins,
      memory,
    )
    const outcomes = Array.from({ length: 20 }, (_, i) => desk.insertPlugin('/strip/a', i, `eq-${i}`, 'eq'))
    expect(outcomes.at(-1)).toMatchObject({ refused: expect.stringContaining('the bank is full') })
    const fitted = outcomes.filter((outcome) => 'done' in outcome).length
    expect(documentOf(desk).strips[0]!.inserts).toHaveLength(fitted)
    desk.removeInsert('/strip/a', 'eq-0')
    expect(desk.insertPlugin('/strip/a', 0, 'again', 'eq')).toHaveProperty('done')
    expect(desk.set('/strip/a/again/gain', 3, 'a')).toMatchObject({ plain: 3 })
  })

  it('takes a soloed group along when strips are wired to it', () => {
    const document = session({
      strips: [strip('a'), strip('b', { sends: [send('hall', -3)] })],
      buses: [channel('hall'), channel('group')],
    })
    const { desk, raw } = testDesk(document)
    desk.set('/bus/group/solo', true, 'a')
    expect([raw('/strip/a', 6), raw('/strip/b', 6)]).toEqual([0, 0])
    desk.setOutput('/strip/a', 'group')
    expect([raw('/strip/a', 6), raw('/strip/b', 6)]).toEqual([1, 0])
  })
})
