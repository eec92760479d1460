/** Results go to stdout, everything else (progress, notes, errors) to stderr, so that pipes carry results only. */

/** [control] One JSON document. Minus infinity, which JSON cannot hold, becomes null. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** [control] Lines of result for a person. */
export const print = (...lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`)
}

/** [control] A line beside the result. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** [control] Rows with aligned columns; numbers are given as text. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, c) => {
      widths[c] = Math.max(widths[c] ?? 0, cell.length)
    })
  }
  return rows.map((row) =>
    row
      .map((cell, c) => cell.padEnd(widths[c] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const BAR = 30

/** [control] A progress bar with an estimate on stderr, when that is a terminal; else nothing. Call `end` when done. */
export function progress(label: string): { update(done: number): void; end(): void } {
  const started = performance.now()
  if (!process.stderr.isTTY) return { update() {}, end() {} }
  return {
    update(done) {
      const full = Math.round(done * BAR)
      const left =
        done > 0.02 ? `${Math.ceil(((performance.now() - started) / 1000) * (1 / done - 1))} s left` : ''
      const bar = '█'.repeat(full) + '░'.repeat(BAR - full)
      process.stderr.write(`\r${label} ${bar} ${Math.round(done * 100)} % ${left}\x1b[K`)
    },
    end() {
      process.stderr.write('\r\x1b[K')
    },
  }
}
