import { describe, expect, it } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import { Engine } from '../../../src/host/engine/engine.ts'
import { SCOPES } from '../../../src/host/engine/scope.ts'
import { Desk } from '../../../src/host/session/desk/desk.ts'
import type { Scope } from '../../../src/host/session/desk/scopes.ts'
import { readSession } from '../../../src/host/session/format/read-session.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'
import { noise } from '../../support/signals.ts'

const YAML = `gainstage: 1
name: scopes
rate: 48000
strips:
  one: { input: { device: [1, 2] }, inserts: [ { gain: { level: -6 } }, { more: { plugin: gain, level: -6 } } ], fader: -20 }
`

function playing() {
  const banks = createBanks()
  const desk = new Desk(readSession(YAML, 'scopes', BUILT_IN).document, BUILT_IN, banks)
  const engine = new Engine({ sampleRate: 48000, plugins: BUILT_IN, banks })
  engine.apply(desk.plan)
  desk.onPlan((plan) => engine.apply(plan))
  const input = [noise(48000, 0.5, 1), noise(48000, 0.5, 2)]
  const output = [new Float64Array(1000), new Float64Array(1000)]
  let at = 0
  const play = (frames: number): void => {
    for (const end = at + frames; at < end; at += 1000)
      engine.process(
        input.map((x) => x.subarray(at, at + 1000)),
        output,
        1000,
      )
  }
  return { desk, input, play }
}

const see = (scope: Scope, frames: number) => {
  const sides = [new Float32Array(frames), new Float32Array(frames)] as const
  return { shown: scope.read(sides[0], sides[1]), sides }
}

describe('windows into the signal', () => {
  it('show what passes before and after an insert, sample for sample', () => {
    const { desk, input, play } = playing()
    const before = desk.openScope({ channel: '/strip/one', slot: 'gain', side: 'in' }) as Scope
    const after = desk.openScope({ channel: '/strip/one', slot: 'gain', side: 'out' }) as Scope
    expect(see(before, 512).shown).toBe(false)
    play(4000)
    const { sides } = see(before, 512)
    for (const c of [0, 1]) expect(sides[c]).toEqual(Float32Array.from(input[c]!.subarray(4000 - 512, 4000)))
    const halved = see(after, 512).sides[0]
    expect(halved[100]! / sides[0][100]!).toBeCloseTo(10 ** (-6 / 20), 5)
  })

  it('show the output after the fader, and keep up with inserts that move', () => {
    const { desk, play } = playing()
    const post = desk.openScope({ channel: '/strip/one', side: 'out' }) as Scope
    const more = desk.openScope({ channel: '/strip/one', slot: 'more', side: 'in' }) as Scope
    play(4000)
    const faded = see(post, 64).sides[0][10]!
    const whole = see(more, 64).sides[0][10]!
    expect(Math.abs(faded / whole)).toBeCloseTo(10 ** (-26 / 20), 5)
    desk.removeInsert('/strip/one', 'gain')
    play(10000)
    const input = see(more, 64).sides[0][10]!
    const after = see(post, 64).sides[0][10]!
    expect(Math.abs(after / input)).toBeCloseTo(10 ** (-26 / 20), 5)
    desk.removeInsert('/strip/one', 'more')
    play(10000)
    expect(see(more, 64).shown).toBe(false)
  })

  it('never show what somebody else looked at before', () => {
    const { desk, play } = playing()
    const first = desk.openScope({ channel: '/strip/one', side: 'in' }) as Scope
    play(4000)
    expect(see(first, 64).shown).toBe(true)
    first.close()
    const second = desk.openScope({ channel: '/strip/one', side: 'out' }) as Scope
    expect(see(second, 64).shown).toBe(false)
    play(1000)
    expect(see(second, 64).shown).toBe(true)
  })

  it('are few, and given back when they are closed', () => {
    const { desk } = playing()
    const point = { channel: '/strip/one', side: 'in' } as const
    const open = Array.from({ length: SCOPES }, () => desk.openScope(point) as Scope)
    expect(desk.openScope(point)).toMatchObject({ refused: expect.stringContaining('in use') })
    open[3]!.close()
    expect(desk.openScope(point)).not.toHaveProperty('refused')
    expect(desk.openScope({ channel: '/strip/two', side: 'in' })).toMatchObject({
      refused: 'there is no /strip/two to look at',
    })
  })
})
