import { writeSync } from 'node:fs'
import type { ReadStream, WriteStream } from 'node:tty'

/** The alternate screen with the cursor hidden; no wrapping at the last column, so that a terminal that just shrank does not scroll. */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H'
const LEAVE = '\x1b[?2026l\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l'
/** Ends an escape sequence that was cut off in the middle (ECMA-48 CAN). */
const CANCEL = '\x18'

/** How often, and how long apart in ms, a terminal that takes nothing is tried again at the end of the process. */
const LAST_TRIES = 20
const LAST_TRY_MS = 10

export interface TerminalStreams {
  readonly stdin: ReadStream
  readonly stdout: Output
}

type Output = WriteStream & { readonly fd: number }

/** What libuv's handle of a terminal can do and Node does not offer: without it every write waits for the terminal. */
interface Handle {
  setBlocking?(blocking: boolean): void
}

/**
 * The terminal the dashboard stands on. It is entered once and left once, and whatever goes wrong with it stays here: a
 * terminal that died or hangs must not stop the sound. [control]
 */
export class Terminal {
  readonly stdin: ReadStream
  readonly stdout: Output
  #entered = false
  #dead = false
  readonly #onDeath = (): void => {
    this.#dead = true
  }

  constructor({ stdin, stdout }: TerminalStreams) {
    this.stdin = stdin
    this.stdout = stdout
  }

  /** [control] Rows and columns, at least one each. */
  get size(): { readonly rows: number; readonly columns: number } {
    const { rows, columns } = this.stdout
    return { rows: Math.max(1, rows || 24), columns: Math.max(1, columns || 80) }
  }

  /** True while the terminal has not taken what was sent: time to leave a frame out. */
  get busy(): boolean {
    return this.#dead || this.stdout.writableLength > 0
  }

  /** True when the terminal went away under us. */
  get dead(): boolean {
    return this.#dead
  }

  /** [control] */
  enter(): void {
    this.#entered = true
    // These listeners stay: what writes to a dead terminal later must not bring the process down either.
    this.stdout.on('error', this.#onDeath)
    this.stdin.on('error', this.#onDeath)
    this.#setBlocking(false)
    this.write(ENTER)
  }

  /** [control] Never throws; a dead terminal takes nothing any more. */
  write(text: string): void {
    if (!this.#dead && text !== '') this.stdout.write(text)
  }

  /**
   * [control] Brings the terminal back as it was found. `ending`: the process ends now and nothing that is queued will
   * be sent any more.
   */
  leave(ending = false): void {
    if (!this.#entered) return
    this.#entered = false
    try {
      if (this.stdin.isTTY) this.stdin.setRawMode(false)
    } catch {
      this.#dead = true
    }
    if (this.#dead) return
    if (ending) this.#writeLast()
    else this.stdout.write(LEAVE, () => this.#setBlocking(true))
  }

  #writeLast(): void {
    const text = this.stdout.writableLength > 0 ? CANCEL + LEAVE : LEAVE
    for (let tries = 0; tries < LAST_TRIES; tries++) {
      try {
        writeSync(this.stdout.fd, text)
        break
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) break
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LAST_TRY_MS)
      }
    }
    this.#setBlocking(true)
  }

  #setBlocking(blocking: boolean): void {
    const { _handle } = this.stdout as unknown as { _handle?: Handle }
    _handle?.setBlocking?.(blocking)
  }
}
