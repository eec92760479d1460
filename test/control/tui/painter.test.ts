import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Frame } from '../../../src/control/tui/screen/frame.ts'
import { Painter } from '../../../src/control/tui/screen/painter.ts'
import { BOLD, ink, on, PLAIN, RED, sgr } from '../../../src/control/tui/screen/style.ts'
import { PaperTerminal } from '../../support/paper-terminal.ts'

const look = { unicode: true, color: true }
const ROWS = 4
const COLUMNS = 12

/** What a frame holds, as PaperTerminal tells it. */
function textOf(frame: Frame): string {
  const lines = Array.from({ length: frame.rows }, (_, row) =>
    Array.from({ length: frame.columns }, (_, column) => {
      const char = frame.chars[row * frame.columns + column]!
      return char < 3 ? '' : String.fromCodePoint(char)
    })
      .join('')
      .trimEnd(),
  )
  return lines.join('\n')
}

const put = fc.record({
  row: fc.integer({ min: -1, max: ROWS }),
  column: fc.integer({ min: -3, max: COLUMNS + 2 }),
  text: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '█', '漢', '\u0301', '\x1b', '😀'), maxLength: 8 }),
  style: fc.constantFrom(PLAIN, BOLD, ink(RED), on(3)),
})

describe('the painter', () => {
  it('brings a terminal from any frame to any other', () => {
    fc.assert(
      fc.property(fc.array(fc.array(put, { maxLength: 6 }), { maxLength: 8 }), (frames) => {
        const painter = new Painter(look)
        const terminal = new PaperTerminal(ROWS, COLUMNS)
        for (const puts of frames) {
          const frame = new Frame(ROWS, COLUMNS)
          for (const { row, column, text, style } of puts) frame.put(row, column, text, style)
          terminal.write(painter.paint(frame))
          expect(terminal.text()).toBe(textOf(frame))
          for (let at = 0; at < frame.chars.length; at++) {
            if (frame.chars[at]! < 3) continue
            const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS]
            expect(terminal.styleAt(row, column)).toBe(sgr(frame.styles[at]!, true))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('sends nothing when nothing changed, and everything again when it was told to forget', () => {
    const painter = new Painter(look)
    const frame = new Frame(2, 4)
    frame.put(0, 0, 'abcd')
    const first = painter.paint(frame)
    expect(painter.paint(frame)).toBe('')
    painter.forget()
    expect(painter.paint(frame)).toBe(first)
  })

  it('sends one cell as one jump, one style and one character, as one picture', () => {
    const painter = new Painter(look)
    const frame = new Frame(3, 20)
    painter.paint(frame)
    frame.put(1, 7, 'x', ink(RED))
    expect(painter.paint(frame)).toBe('\x1b[?2026h\x1b[2;8H\x1b[0;31mx\x1b[0m\x1b[H\x1b[?2026l')
  })

  it('sends a short stretch of unchanged cells again rather than jumping over it', () => {
    const painter = new Painter(look)
    const frame = new Frame(1, 20)
    frame.put(0, 0, 'a-b-------c')
    painter.paint(frame)
    frame.put(0, 0, 'A-B-------C')
    expect(painter.paint(frame)).toContain('\x1b[1;1H\x1b[0mA-B\x1b[7CC')
  })

  it('leaves a dialog alone and paints its place when it has gone', () => {
    const painter = new Painter(look)
    const terminal = new PaperTerminal(3, 10)
    const frame = new Frame(3, 10)
    const fill = () => {
      frame.clear()
      for (let row = 0; row < 3; row++) frame.put(row, 0, 'aa漢aa漢aa')
    }
    fill()
    terminal.write(painter.paint(frame))
    terminal.write('\x1b[2;4Hdialog')
    fill()
    frame.cutOut({ row: 1, column: 3, rows: 1, columns: 6 })
    terminal.write(painter.paint(frame))
    expect(terminal.lines()[1]).toBe('aa dialoga')
    fill()
    terminal.write(painter.paint(frame))
    expect(terminal.lines()).toEqual(['aa漢aa漢aa', 'aa漢aa漢aa', 'aa漢aa漢aa'])
  })

  it('begins anew when the size changes', () => {
    const painter = new Painter(look)
    painter.paint(new Frame(2, 4))
    const smaller = new Frame(1, 2)
    smaller.put(0, 0, 'hi')
    expect(painter.paint(smaller)).toContain('hi')
  })

  it('has stand-ins in ASCII that take as many cells', () => {
    const frame = new Frame(1, 12)
    frame.put(0, 0, '▶█▄▁│漢é!')
    const text = new Painter({ unicode: false, color: true }).paint(frame)
    expect(text).toContain('>#:_|? ?!')
  })

  it('tells by reverse video what it may not tell by color', () => {
    expect(sgr(BOLD | on(RED), false)).toBe('\x1b[0;1;7m')
    expect(sgr(ink(RED), false)).toBe('\x1b[0m')
    expect(sgr(ink(9) | on(200), true)).toBe('\x1b[0;91;48;5;200m')
  })
})

describe('a frame', () => {
  it('never lets a control character through', () => {
    const frame = new Frame(1, 10)
    expect(frame.put(0, 0, 'a\x1b[2Jb\u009b\n')).toBe(8)
    expect(textOf(frame)).toBe('a?[2Jb??')
  })

  it('cuts a wide character off whole', () => {
    const frame = new Frame(1, 3)
    frame.put(0, 0, '漢漢')
    expect(textOf(frame)).toBe('漢')
  })

  it('puts text in the middle and to the right by the cells it takes', () => {
    const frame = new Frame(2, 9)
    frame.putCentered(0, 0, 9, '漢字')
    frame.putRight(1, 9, '漢')
    expect(textOf(frame)).toBe('  漢字\n       漢')
  })
})
