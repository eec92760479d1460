import { describe, expect, it } from 'vitest'
import { mapDesk } from '../../../src/control/tui/desk/desk-map.ts'
import { meterNorm, zoneOf } from '../../../src/control/tui/desk/meter-scale.ts'
import { HOLD_MS, PeakHold } from '../../../src/control/tui/desk/peak-hold.ts'
import { Watcher } from '../../../src/control/tui/desk/watcher.ts'
import { eighths } from '../../../src/control/tui/screen/bar.ts'
import { lookOf } from '../../../src/control/tui/screen/look.ts'
import { bankStart, layoutMixer } from '../../../src/control/tui/view/mixer-layout.ts'
import { clockText, dbText, panText } from '../../../src/control/tui/view/words.ts'
import { MapPort } from '../../support/map-port.ts'
import { portWith } from '../../support/port-with.ts'
import { stageDesk } from './stage-desk.ts'

describe('the map of a desk', () => {
  it('has strips, buses and the master with label, color, inserts and sends', () => {
    const { channels } = mapDesk(stageDesk().port)
    expect(channels.map(({ id }) => id).slice(11)).toEqual([
      '/strip/backing',
      '/bus/drums',
      '/bus/plate',
      '/bus/echo',
      '/master',
    ])
    const snare = channels[1]!
    expect(snare).toMatchObject({ label: 'Snare', color: 'red', kind: 'strip' })
    expect(snare.sections.map(({ id }) => id)).toEqual(['channel', 'gate', 'eq', 'comp', 'sends'])
    expect(snare.sections[1]).toMatchObject({ bypass: '/strip/snare/gate/bypass' })
    expect(snare.sections[1]!.meters.map(({ address }) => address)).toEqual([
      '/meter/strip/snare/gate/reduction',
    ])
    expect(snare.sections[4]!.lines[0]).toMatchObject({ id: 'plate/level', label: 'plate level' })
    expect(channels.at(-1)!.at.solo).toBeUndefined()
  })

  it('calls a channel by its name on a host that tells no label', () => {
    const { port } = stageDesk()
    const list = (prefix: string) =>
      port.list(prefix).filter(({ address }) => !/\/(label|color)$/.test(address))
    expect(mapDesk(port).channels[0]).toMatchObject({ label: 'Kick', color: 'red' })
    expect(mapDesk(portWith(port, { list })).channels[0]).toMatchObject({ label: 'kick', color: 'off' })
  })

  it('can be made of a port that has nothing', () => {
    const port = new MapPort({})
    expect(mapDesk(port).channels).toEqual([])
    expect(new Watcher(port).header({ title: '', driver: '' }, 0)).toMatchObject({
      playing: false,
      alarms: [],
    })
  })

  it('is made anew when inserts come or go', () => {
    const { desk, port } = stageDesk()
    const watcher = new Watcher(port)
    const slots = () => watcher.map().channels[0]!.sections.map(({ id }) => id)
    const before = watcher.map()
    expect(watcher.map()).toBe(before)
    desk.insertPlugin('/strip/kick', 0, 'tight', 'gate')
    expect(slots()).toEqual(['channel', 'tight', 'eq', 'comp'])
  })
})

describe('peaks', () => {
  it('stand for a while and then follow the meter', () => {
    const peaks = new PeakHold()
    expect(peaks.look('/a', -6, 0)).toBe(-6)
    expect(peaks.look('/a', -30, HOLD_MS)).toBe(-6)
    expect(peaks.look('/b', -50, HOLD_MS)).toBe(-50)
    expect(peaks.look('/a', -30, HOLD_MS + 1)).toBe(-30)
    expect(peaks.look('/a', -20, HOLD_MS + 2)).toBe(-20)
  })
})

describe('the scale of meters', () => {
  it('rises from silence to full scale, 20 dB below it at the middle', () => {
    expect(meterNorm(Number.NEGATIVE_INFINITY)).toBe(0)
    expect(meterNorm(-70)).toBe(0)
    expect(meterNorm(-20)).toBe(0.5)
    expect(meterNorm(0)).toBe(1)
    expect(meterNorm(6)).toBe(1)
    for (let db = -69; db <= 0; db++) expect(meterNorm(db)).toBeGreaterThan(meterNorm(db - 1))
  })

  it('is green, yellow, red', () => {
    expect([-20, -13, -11, -3, -1].map((db) => zoneOf(meterNorm(db)))).toEqual([
      'low',
      'low',
      'high',
      'high',
      'hot',
    ])
  })

  it('has a resolution of an eighth of a cell', () => {
    const bar = (norm: number) => [0, 1, 2].map((cell) => eighths(norm, 3, cell))
    expect(bar(0)).toEqual([0, 0, 0])
    expect(bar(0.5)).toEqual([8, 4, 0])
    expect(bar(1 / 24)).toEqual([1, 0, 0])
    expect(bar(2)).toEqual([8, 8, 8])
    expect(bar(Number.NaN)).toEqual([0, 0, 0])
  })
})

describe('the layout of the mixer', () => {
  it('gives all channels room where it can, and a bank of them where it cannot', () => {
    expect(layoutMixer(80, 5)).toEqual({ width: 11, bank: 5 })
    expect(layoutMixer(80, 11)).toEqual({ width: 6, bank: 11 })
    expect(layoutMixer(80, 12)).toEqual({ width: 7, bank: 9 })
    expect(layoutMixer(10, 12).bank).toBe(1)
  })

  it('has banks at fixed places; the last one is full', () => {
    expect([0, 8, 9, 14, 99].map((index) => bankStart(index, 9, 15))).toEqual([0, 0, 6, 6, 6])
    expect(bankStart(0, 1, 0)).toBe(0)
  })
})

describe('words', () => {
  it('are short', () => {
    expect([-12.54, 0, -0.04, 3, Number.NEGATIVE_INFINITY].map(dbText)).toEqual([
      '-12.5',
      '0.0',
      '0.0',
      '+3.0',
      'off',
    ])
    expect([-35, 0, 0.4, 100].map(panText)).toEqual(['L35', 'C', 'C', 'R100'])
    expect([0, 59.99, 62.5, 3600].map(clockText)).toEqual(['0:00.0', '0:59.9', '1:02.5', '60:00.0'])
  })
})

describe('the look of a terminal', () => {
  it('is Unicode with a UTF-8 locale, but not on the Linux console', () => {
    expect(lookOf({ TERM: 'xterm', LANG: 'de_DE.UTF-8' }, 'linux')).toEqual({ unicode: true, color: true })
    expect(lookOf({ TERM: 'xterm', LANG: 'C' }, 'linux').unicode).toBe(false)
    expect(lookOf({ TERM: 'xterm', LANG: 'C.UTF-8', LC_ALL: 'C' }, 'linux').unicode).toBe(false)
    expect(lookOf({ TERM: 'linux', LANG: 'C.UTF-8' }, 'linux').unicode).toBe(false)
    expect(lookOf({}, 'win32').unicode).toBe(true)
  })

  it('is without color with NO_COLOR and on a dumb terminal', () => {
    expect(lookOf({ TERM: 'xterm', NO_COLOR: '1' }, 'linux').color).toBe(false)
    expect(lookOf({ TERM: 'xterm', NO_COLOR: '' }, 'linux').color).toBe(true)
    expect(lookOf({ TERM: 'dumb' }, 'linux').color).toBe(false)
  })
})
