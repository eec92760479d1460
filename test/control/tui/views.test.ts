import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Watcher } from '../../../src/control/tui/desk/watcher.ts'
import { chorus, LARGE, SMALL, shown } from './frames.ts'
import { stageDesk } from './stage-desk.ts'

/**
 * Whole screens are compared with the text files in fixtures/, exactly. They were made by this test and then read; make
 * them anew with `npx vitest run test/control/tui/views.test.ts -u`, and read them again.
 */
const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', `${name}.txt`)

describe('the mixer', () => {
  it('fits 80 x 24, with a bank of strips and the master', async () => {
    await expect(`${shown(chorus()).text()}\n`).toMatchFileSnapshot(fixture('mixer-80x24'))
  })

  it('shows all strips where there is room for them', async () => {
    const model = { channel: '/strip/voice' }
    await expect(`${shown(chorus(), model, LARGE).text()}\n`).toMatchFileSnapshot(fixture('mixer-120x40'))
  })

  it('turns to the bank of the selected strip', () => {
    const lines = shown(chorus(), { channel: '/bus/echo' }).lines()
    expect(lines[2]).toMatch(/◀.*Voice.*│ Echo │.*Master/)
    expect(shown(chorus(), { channel: '/master' }).lines()[2]).toMatch(/Echo .*│Master/)
  })

  it('shows mute and solo as letters', () => {
    const stage = chorus()
    stage.desk.set('/strip/kick/mute', true, 'a')
    stage.desk.set('/strip/snare/solo', true, 'a')
    expect(shown(stage).lines()[21]).toMatch(/│ M {2}· │ · {2}S /)
  })

  it('says OVER until it is cleared', () => {
    const stage = chorus()
    const watcher = new Watcher(stage.port)
    const plan = stage.desk.plan.channels.find(({ id }) => id === '/strip/kick')!
    const seen = () => shown(stage, {}, SMALL, watcher).lines()[20]
    expect(seen()).not.toContain('OVER')
    stage.meters[plan.meter + 4] = 3
    expect(seen()).toContain('OVER')
    watcher.clearPeaks()
    expect(seen()).not.toContain('OVER')
    stage.meters[plan.meter + 4] = 4
    expect(seen()).toContain('OVER')
  })

  it('shows what another surface moved in the next frame', () => {
    const stage = chorus()
    const watcher = new Watcher(stage.port)
    expect(shown(stage, {}, SMALL, watcher).lines()[19]).toContain('-2.0')
    stage.desk.set('/strip/kick/fader', -33.3, 'midi')
    expect(shown(stage, {}, SMALL, watcher).lines()[19]).toContain('-33.3')
  })
})

describe('the inside of a strip', () => {
  it('shows inserts with reduction and the parameters of one of them', async () => {
    const model = { view: 'channel', channel: '/strip/voice', section: 'comp', line: 'ratio' } as const
    await expect(`${shown(chorus(), model).text()}\n`).toMatchFileSnapshot(fixture('comp-80x24'))
  })

  it('scrolls a long list to what is selected', async () => {
    const model = { view: 'channel', channel: '/strip/voice', section: 'eq', line: 'band6Gain' } as const
    await expect(`${shown(chorus(), model, LARGE).text()}\n`).toMatchFileSnapshot(fixture('eq-120x40'))
  })

  it('keeps a long word off its label', () => {
    const stage = chorus()
    stage.desk.set('/strip/voice/eq/lowCutShape', 'linkwitzRiley', 'a')
    const model = { view: 'channel', channel: '/strip/voice', section: 'eq' } as const
    expect(shown(stage, model).text()).toMatch(/Low Cut Shape {3}linkwitzRiley {2}2 of 2/)
  })

  it('folds the lines of a dynamic band away until it is dynamic, and says so', () => {
    const stage = chorus()
    const model = { view: 'channel', channel: '/strip/voice', section: 'eq', line: 'band2Dynamic' } as const
    expect(shown(stage, model).text()).toMatch(/Band 2 Dyn +off {2}5 more when on\n.*Band 3 +on/)
    stage.desk.set('/strip/voice/eq/band2Dynamic', true, 'a')
    expect(shown(stage, model).text()).toMatch(/Band 2 Dyn +on\n.*Band 2 Thresh +-24.0 dB/)
  })

  it('shows sends as if they were an insert', () => {
    const model = { view: 'channel', channel: '/strip/voice', section: 'sends' } as const
    expect(shown(chorus(), model).text()).toMatch(/plate level +-12\.0 dB.*\n.*plate pan/)
  })

  it('marks a bypassed insert', () => {
    const model = { view: 'channel', channel: '/strip/guitar' } as const
    expect(shown(chorus(), model).text()).toMatch(/gate +bypass/)
  })
})

describe('header and footer', () => {
  it('shows what is typed, and what is allowed', () => {
    const lines = shown(chorus(), { channel: '/strip/voice', entry: '-6.' }).lines()
    expect(lines[22]).toBe('Voice fader = -6._  off or -90 to 10 dB; enter sets, esc leaves it')
  })

  it('says when the engine stands still, and when it goes on', () => {
    const stage = chorus()
    const watcher = new Watcher(stage.port)
    const at = (now: number) => shown(stage, {}, SMALL, watcher, now).lines()[1]
    stage.status('frames', 128)
    expect(at(0)).not.toContain('stopped')
    expect(at(1000)).toContain('engine stopped')
    stage.status('frames', 256)
    expect(at(1050)).not.toContain('stopped')
  })

  it('names late blocks, faults and the output guard', () => {
    const stage = chorus()
    stage.status('lateBlocks', 3)
    stage.status('faults', 1)
    stage.status('guardDb', -2)
    const [first, second] = shown(stage).lines()
    expect(first).toContain('late 3')
    expect(second).toContain('1 faulty insert bypassed  output guard -2.0 dB')
  })
})

describe('any screen', () => {
  const names = ['', '/strip/voice', '/master', '/strip/nobody']
  it('can be drawn at any size', () => {
    const stage = chorus()
    const watcher = new Watcher(stage.port)
    const model = fc.record({
      view: fc.constantFrom('mixer' as const, 'channel' as const),
      channel: fc.constantFrom(...names),
      section: fc.constantFrom('', 'eq', 'sends', 'nothing'),
      line: fc.constantFrom('', 'band6Gain'),
      entry: fc.constantFrom(undefined, '', '-6'),
    })
    const size = fc.record({
      rows: fc.integer({ min: 1, max: 70 }),
      columns: fc.integer({ min: 1, max: 260 }),
    })
    fc.assert(
      fc.property(model, size, (each, where) => {
        expect(() => shown(stage, each, where, watcher)).not.toThrow()
      }),
      { numRuns: 80 },
    )
  })

  it('says that a window is too small to read', () => {
    expect(shown(chorus(), {}, { rows: 5, columns: 40 }).text().trim()).toBe('make the window larger')
  })

  it('can be drawn of the smallest desk', () => {
    const stage = stageDesk('gainstage: 1\nname: Empty\nrate: 48000\nmaster: { outputs: [1, 2] }\n')
    expect(shown(stage).lines()[2]).toContain('master')
    expect(shown(stage, { view: 'channel' }).text()).toContain('Fader')
  })
})
