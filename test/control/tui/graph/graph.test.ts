import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Watcher } from '../../../../src/control/tui/desk/watcher.ts'
import type { Look } from '../../../../src/control/tui/screen/look.ts'
import type { Model } from '../../../../src/control/tui/state/model.ts'
import { chorus, LARGE, type Size, SMALL, shown } from '../frames.ts'
import { PeepShow, tone } from './peep-show.ts'

/** See views.test.ts. */
const fixture = (name: string): string => join(import.meta.dirname, '..', 'fixtures', `${name}.txt`)

const EQ: Partial<Model> = { view: 'channel', channel: '/strip/voice', section: 'eq' }
const COMP: Partial<Model> = { ...EQ, section: 'comp' }
/** Rows of the plot in a terminal of 120 x 40, from the top of the screen, and its columns. */
const PLOT = { first: 4, last: 16, from: 41, to: 114 }

function visit(signal = tone(1000, -20)) {
  const stage = chorus()
  const show = new PeepShow(signal)
  const watcher = new Watcher(stage.port, { curves: stage.curves, scopes: show })
  let now = 0
  const see = (model: Partial<Model> = EQ, size: Size = LARGE, look?: Look) => {
    now += 50
    return shown(stage, model, size, watcher, now, look)
  }
  return { stage, show, watcher, see }
}

/** The column of a frequency: numbers stand centered under theirs. */
const columnOf = (lines: readonly string[], label: string): number =>
  lines[PLOT.last + 1]!.indexOf(` ${label}`) + 1 + (label.length >> 1)
const MIDDLE = (PLOT.first + PLOT.last) / 2

const isDots = (char: string | undefined): boolean => /[\u2801-\u28ff]/.test(char ?? '')
const part = (line: string): string => line.padEnd(PLOT.to).slice(PLOT.from, PLOT.to)
const plotOf = (lines: readonly string[]): string[] => lines.slice(PLOT.first, PLOT.last + 1).map(part)

describe('the graph of an equaliser', () => {
  it('draws the curve at its frequencies and gains', () => {
    const { stage, see } = visit(() => 0)
    for (const [id, value] of Object.entries({ band3Freq: 1000, band3Gain: 6, band6Gain: 0 }))
      stage.desk.set(`/strip/voice/eq/${id}`, value, 'a')
    stage.desk.set('/strip/voice/eq/lowCutOn', false, 'a')
    see()
    const lines = see().lines()
    const rowsAt = (label: string): number[] =>
      plotOf(lines).flatMap((row, i) => (isDots(row[columnOf(lines, label) - PLOT.from]) ? [i] : []))
    expect(lines[PLOT.first]).toMatch(/ \+6 /)
    expect(rowsAt('1k')).toEqual([0])
    // 1.9 dB an octave above: a bell of 6 dB and Q 1 as an analogue one has it; a row is 1 dB.
    expect(rowsAt('2k')).toEqual([4])
    expect(rowsAt('20')).toEqual([6])
    expect(lines[MIDDLE]).toMatch(/ 0 [⠒⠤]{9}/)
  })

  it('shows the sound that leaves it, a tone in its column', () => {
    const { see, show } = visit(tone(1000, -20))
    see()
    const lines = see().lines()
    expect(show.seen).toEqual(['/strip/voice/eq out'])
    const plot = plotOf(lines)
    const filled = plot[plot.length - 2]!.split('').flatMap((char, i) =>
      char === '█' ? [PLOT.from + i] : [],
    )
    expect(filled.length).toBeGreaterThan(0)
    for (const at of filled) expect(Math.abs(at - columnOf(lines, '1k'))).toBeLessThanOrEqual(1)
    // -20 dB on a scale from 0 to -80 over 13 rows.
    expect(plot.findIndex((row) => /[▁-█]/.test(row))).toBe(3)
    expect(lines[PLOT.first + 3]).toMatch(/-20$/)
  })

  it('looks as it was drawn', async () => {
    const { see } = visit((frame) => tone(220, -14)(frame) + tone(1500, -30)(frame))
    see()
    const text = see(EQ, { rows: 31, columns: 90 }).text()
    await expect(`${text}\n`).toMatchFileSnapshot(fixture('eq-graph-90x31'))
  })

  it('pales while the insert is bypassed, and stands out of the sound in color', () => {
    const { stage, see } = visit()
    see()
    const curveAt = (screen: ReturnType<typeof see>): string => {
      const column = columnOf(screen.lines(), '1k')
      const row = plotOf(screen.lines()).findIndex((line) => isDots(line[column - PLOT.from]))
      return screen.styleAt(PLOT.first + row, column)
    }
    expect(curveAt(see())).toBe('\x1b[0;1;93;44m')
    stage.desk.set('/strip/voice/eq/bypass', true, 'a')
    expect(curveAt(see())).toBe('\x1b[0;2;44m')
  })

  it('says why there is no sound to see, and shows it as soon as there is', () => {
    const { see, show } = visit()
    show.refused = 'all 8 windows into the signal are in use'
    expect(see().text()).toContain('all 8 windows into the signal are in use')
    show.refused = undefined
    see()
    expect(plotOf(see().lines()).join('')).toContain('█')
  })

  it('draws the curve alone where it cannot look into the signal', () => {
    const stage = chorus()
    const lines = shown(stage, EQ, LARGE, new Watcher(stage.port, { curves: stage.curves })).lines()
    expect(plotOf(lines).join('')).toMatch(/[\u2801-\u28ff]{20}/)
    expect(lines.join()).not.toContain('-80')
  })

  it('stays a picture on terminals without Unicode or color', () => {
    const { see } = visit()
    see()
    const ascii = see(EQ, LARGE, { unicode: false, color: true }).lines()
    expect(ascii.join('\n')).toMatch(/^[\n\x20-\x7e]*$/)
    expect(ascii[MIDDLE]).toMatch(/ 0 [-_"|]{20}/)
    expect(plotOf(ascii).join('')).toContain('#')
    const dull = see(EQ, LARGE, { unicode: true, color: false })
    const column = columnOf(dull.lines(), '1k')
    const row = PLOT.first + plotOf(dull.lines()).findIndex((line) => isDots(line[column - PLOT.from]))
    // The ground under the curve is told by reverse video.
    expect(dull.styleAt(row, column)).toContain(';7')
    expect(dull.styleAt(row, column + 5)).not.toContain(';7')
  })
})

describe('the graph of a compressor', () => {
  it('draws output over input, and where the sound stands on it', () => {
    const { see, show } = visit(tone(100, -30))
    see(COMP)
    const lines = see(COMP).lines()
    expect(show.seen).toEqual(['/strip/voice/comp in', '/strip/voice/comp out'])
    expect(lines.slice(PLOT.first).join('\n')).toMatch(
      /in +-30\.0[^\n]*\n.*out +-30\.0[^\n]*\n.*change +0\.0/,
    )
    const row = lines.findIndex((line) => line.includes('●'))
    const at = lines[row]!.indexOf('●') - PLOT.from
    // -30 dB on scales from -60 to +6 dB, 26 columns and 13 rows.
    expect(at).toBe(Math.floor((30 / 66) * 26))
    expect(row).toBe(PLOT.last - Math.floor((30 / 66) * 13))
  })

  it('shows no sound where there is none', () => {
    const { see } = visit(() => 0)
    see(COMP)
    const text = see(COMP).text()
    expect(text).toMatch(/in +off/)
    expect(text).not.toContain('●')
    expect(text).not.toContain('change')
  })
})

describe('graphs', () => {
  it.each([SMALL, { rows: 29, columns: 200 }, { rows: 50, columns: 75 }])(
    'leave the list alone where there is no room: %o',
    (size) => {
      const { stage, see, show } = visit()
      expect(see(EQ, size).text()).toBe(shown(stage, EQ, size).text())
      expect(show.seen).toEqual([])
    },
  )

  it('look into the signal only while they are in sight', () => {
    const { see, show, stage, watcher } = visit()
    see(EQ)
    expect(show.seen).toEqual(['/strip/voice/eq out'])
    see({ ...EQ, channel: '/strip/snare' })
    expect(show.seen).toEqual(['/strip/snare/eq out'])
    see({ ...EQ, section: 'comp' })
    expect(show.seen).toEqual(['/strip/voice/comp in', '/strip/voice/comp out'])
    see({ ...EQ, section: 'sends' })
    expect(show.seen).toEqual([])
    see(EQ)
    see(EQ, SMALL)
    expect(show.seen).toEqual([])
    see(EQ)
    see({ view: 'mixer', channel: '/strip/voice' })
    expect(show.seen).toEqual([])
    see(EQ)
    stage.desk.removeInsert('/strip/voice', 'eq')
    see(EQ)
    expect(show.seen).toEqual([])
    see(COMP)
    watcher.graphs.close()
    expect(show.seen).toEqual([])
  })

  it('follow another plugin into the same slot', () => {
    const { see, stage } = visit()
    see(COMP)
    stage.desk.removeInsert('/strip/voice', 'comp')
    stage.desk.insertPlugin('/strip/voice', 0, 'comp', 'eq')
    see(COMP)
    expect(see(COMP).text()).toMatch(/500 +1k/)
  })

  it('can be drawn at any size', () => {
    const { see } = visit(() => Math.random() - 0.5)
    const size = fc.record({
      rows: fc.integer({ min: 1, max: 70 }),
      columns: fc.integer({ min: 1, max: 260 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(EQ, COMP), size, (model, where) => {
        expect(() => see(model, where)).not.toThrow()
      }),
      { numRuns: 60 },
    )
  })
})
