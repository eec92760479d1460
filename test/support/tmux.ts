import { execFileSync, spawnSync } from 'node:child_process'

/** True where tmux can be run. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** How long a screen may take to become what a test waits for, ms: a cold start on a busy machine. */
const PATIENCE_MS = 20_000

/** A real terminal with a shell in it, on a tmux server of its own. */
export class Tmux {
  readonly #server = `gainstage-${process.pid}-${Math.random().toString(36).slice(2, 8)}`

  constructor(columns: number, rows: number) {
    const size = ['-x', String(columns), '-y', String(rows)]
    this.#run('-f', '/dev/null', 'new-session', '-d', ...size, 'env PS1="ready> " bash --norc --noprofile')
  }

  /** Types text, and presses enter after it. */
  enter(line: string): void {
    this.#run('send-keys', '-l', line)
    this.press('Enter')
  }

  /** Keys by tmux's names: `Right`, `C-c`, `m`. */
  press(...keys: string[]): void {
    this.#run('send-keys', ...keys)
  }

  resize(columns: number, rows: number): void {
    this.#run('resize-window', '-x', String(columns), '-y', String(rows))
  }

  text(): string {
    return this.#run('capture-pane', '-p')
  }

  /** What tmux knows of the terminal: `alternate_on`, `cursor_flag`, `wrap_flag`. */
  flags(...names: string[]): string {
    return this.#run('display-message', '-p', names.map((name) => `${name} #{${name}}`).join(' ')).trim()
  }

  /** The text of the screen as soon as it is as wanted; rejects with what it shows instead. */
  async until(wanted: RegExp): Promise<string> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
      const text = this.text()
      if (wanted.test(text)) return text
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    throw new Error(`${wanted} does not come; the screen shows:\n${this.text()}`)
  }

  close(): void {
    this.#run('kill-server')
  }

  #run(...args: string[]): string {
    return execFileSync('tmux', ['-u', '-L', this.#server, ...args], { encoding: 'utf8' })
  }
}
