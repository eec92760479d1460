import { PassThrough, Writable } from 'node:stream'
import type { TerminalStreams } from '../../src/control/tui/screen/terminal.ts'
import { PaperTerminal } from './paper-terminal.ts'

/** A terminal without a device, 80 x 24 if nothing else is said: keys go in, and what is sent is drawn on paper. */
export class FakeTerminal {
  readonly paper: PaperTerminal
  readonly streams: TerminalStreams
  /** Everything that was sent. */
  sent = ''
  raw = false
  readonly #keys: PassThrough
  readonly #screen: Writable
  readonly #hang: (() => void)[] = []
  #hanging = false

  constructor(rows = 24, columns = 80) {
    this.paper = new PaperTerminal(rows, columns)
    const keys = new PassThrough()
    const screen = new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        this.sent += chunk
        this.paper.write(String(chunk))
        if (this.#hanging) this.#hang.push(done)
        else done()
      },
    })
    const setRawMode = (raw: boolean): void => {
      this.raw = raw
    }
    Object.assign(keys, { isTTY: true, setRawMode, ref() {}, unref() {} })
    Object.assign(screen, { isTTY: true, rows, columns, fd: -1 })
    this.#keys = keys
    this.#screen = screen
    this.streams = { stdin: keys, stdout: screen } as unknown as TerminalStreams
  }

  press(text: string): void {
    this.#keys.write(text)
  }

  /** Takes nothing any more, like a line that is cut. */
  hang(): void {
    this.#hanging = true
  }

  /** Fails like a terminal that went away. */
  die(): void {
    this.#screen.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }))
  }

  /** Resolves when the screen is as wanted; rejects with what it shows instead. */
  async until(wanted: (text: string) => boolean): Promise<string> {
    for (const end = performance.now() + 5000; performance.now() < end; ) {
      const text = this.paper.text()
      if (wanted(text)) return text
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error(`the screen shows:\n${this.paper.text()}`)
  }
}
