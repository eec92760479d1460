import { describe, expect, it } from 'vitest'
import { DrawnCurve } from '../../../../src/control/tui/desk/graph/drawn-curve.ts'
import { gainRangeDb } from '../../../../src/control/tui/desk/graph/gain-range.ts'
import { LiveSpectrum } from '../../../../src/control/tui/desk/graph/live-spectrum.ts'
import { Peephole } from '../../../../src/control/tui/desk/graph/peephole.ts'
import { hzAt, placeOf } from '../../../../src/control/tui/desk/graph/scale.ts'
import type { Values } from '../../../../src/control/tui/desk/graph/sources.ts'
import { Dots } from '../../../../src/control/tui/screen/dots.ts'
import { defaults } from '../../../../src/host/index.ts'
import { eq } from '../../../../src/plugins/eq/index.ts'
import { PeepShow, tone } from './peep-show.ts'

const RATE = 48000
const COLUMNS = 90
const point = { channel: '/strip/vox', slot: 'eq', side: 'out' } as const

describe('a line of dots', () => {
  const text = (rows: number, columns: number, heights: number[]): string[] => {
    const dots = new Dots(rows, columns)
    dots.line(heights)
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => String.fromCodePoint(dots.at(row, column) || 0x20)).join(
        '',
      ),
    )
  }

  it('has two by four dots in a cell', () => {
    expect(text(1, 2, [0, 1, 2, 3])).toEqual(['⠑⢄'])
  })

  it('joins what is steep, and is cut off at the edges', () => {
    expect(text(2, 1, [0, 7])).toEqual(['⢱', '⢸'])
    expect(text(1, 2, [-90, -90, 9, Number.POSITIVE_INFINITY])).toEqual([' ⡇'])
  })

  it('has a gap where there is no value', () => {
    expect(text(1, 2, [0, Number.NaN, Number.NaN, 3])).toEqual(['⠁⢀'])
  })
})

describe('the range of a gain scale', () => {
  const rangeOf = (values: Partial<Values>): number => {
    const all = { ...defaults(eq.params), ...values } as Parameters<typeof magnitudeDb>[0]
    const { magnitudeDb } = eq.response as {
      magnitudeDb: NonNullable<typeof eq.response>['magnitudeDb'] & {}
    }
    return gainRangeDb(
      Float64Array.from({ length: 2 * COLUMNS }, (_, i) =>
        magnitudeDb(all, hzAt((i + 0.5) / COLUMNS / 2), RATE),
      ),
    )
  }

  it('is the smallest that shows boosts, dips and shelves', () => {
    expect(rangeOf({})).toBe(6)
    expect(rangeOf({ band3Gain: 5 })).toBe(6)
    expect(rangeOf({ band3Gain: -9 })).toBe(12)
    expect(rangeOf({ band6Gain: -15 })).toBe(24)
    expect(rangeOf({ band3Gain: 20, band3Q: 12 })).toBe(24)
  })

  it('does not follow a cut or a notch down', () => {
    expect(rangeOf({ lowCutOn: true, lowCut: 100 })).toBe(6)
    expect(rangeOf({ lowCutOn: true, lowCut: 100, lowCutSlope: '12', band3Gain: -4 })).toBe(6)
    expect(rangeOf({ highCutOn: true, highCut: 3000, highCutSlope: '12' })).toBe(6)
    expect(rangeOf({ band3Type: 'notch', band4Gain: 4 })).toBe(6)
    expect(rangeOf({ lowCutOn: true, lowCut: 70, lowCutSlope: '6' })).toBe(12)
  })
})

describe('a drawn curve', () => {
  it('is computed anew only when a value or the width moves', () => {
    let computed = 0
    const curve = new DrawnCurve(({ level }, place) => {
      computed++
      return Number(level) + place
    })
    expect([...curve.look({ level: 2 }, 2)]).toEqual([2.25, 2.75])
    curve.look({ level: 2 }, 2)
    expect(computed).toBe(2)
    expect(curve.look({ level: 3 }, 2)[0]).toBe(3.25)
    expect(curve.look({ level: 3 }, 5)).toHaveLength(5)
  })
})

describe('the live spectrum', () => {
  const columnOf = (hz: number): number => Math.floor(placeOf(hz) * COLUMNS)
  const watching = (show: PeepShow) => {
    const hole = new Peephole(show, point)
    const spectrum = new LiveSpectrum(RATE)
    return (now: number) => spectrum.look(hole, COLUMNS, now)
  }

  it.each([60, 440, 1000, 9000])('shows a tone of %i Hz in its column, at its level', (hz) => {
    const look = watching(new PeepShow(tone(hz, -20)))
    const levels = look(0)!
    expect(levels.indexOf(Math.max(...levels))).toBeGreaterThanOrEqual(columnOf(hz) - 1)
    expect(levels.indexOf(Math.max(...levels))).toBeLessThanOrEqual(columnOf(hz) + 1)
    // In the bass a column is narrower than the analyser can tell apart.
    expect(Math.abs(levels[columnOf(hz)]! + 20)).toBeLessThan(hz < 100 ? 4 : 0.3)
    expect(levels[columnOf(hz * 2)]!).toBeLessThan(-90)
  })

  it('sinks calmly when the sound stops', () => {
    const show = new PeepShow(tone(1000, -20))
    const look = watching(show)
    for (let now = 0; now <= 500; now += 50) look(now)
    show.signal = () => 0
    for (let now = 550; now <= 1500; now += 50) look(now)
    expect(look(1500)![columnOf(1000)]).toBeCloseTo(-50, 0)
    for (let now = 1550; now <= 6000; now += 50) look(now)
    expect(look(6000)![columnOf(1000)]).toBeLessThan(-80)
  })

  it('looks no more often than it shows', () => {
    let looks = 0
    const show = new PeepShow((frame) => {
      if (frame % 8192 === 0) looks++
      return 0
    })
    const look = watching(show)
    for (let now = 0; now < 1000; now += 5) look(now)
    expect(looks).toBeLessThanOrEqual(23)
  })
})

describe('a peephole', () => {
  it('is tried again until a window is free', () => {
    const show = new PeepShow()
    const hole = new Peephole(show, point)
    const [left, right] = [new Float32Array(4), new Float32Array(4)]
    show.refused = 'all 8 windows into the signal are in use'
    expect(hole.look(left, right)).toBe(false)
    expect(hole.refused).toBe(show.refused)
    show.refused = undefined
    expect(hole.look(left, right)).toBe(true)
    expect(hole.refused).toBe('')
    hole.close()
    hole.close()
    expect(show.seen).toEqual([])
  })
})
