import { format } from 'node:util'

const METHODS = ['log', 'info', 'debug', 'warn', 'error'] as const
/** What is kept to be shown again afterwards. */
const MOST_LINES = 200

const ignore = (): void => {}

/**
 * [control] While the dashboard owns the terminal, a line written to it by anybody else would tear the picture: console
 * and stderr (where that is a terminal) go to `hear` instead. The answer ends this and writes to stderr what came in
 * meanwhile; it may be called again.
 */
export function catchStrayOutput(hear: (line: string) => void): () => void {
  const { stderr } = process
  // Stays: when the terminal died, what is written there later must not bring the process down.
  stderr.on('error', ignore)
  const kept: string[] = []
  const take = (text: string): void => {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    kept.push(...lines)
    kept.splice(0, kept.length - MOST_LINES)
    for (const line of lines) hear(line)
  }
  const methods = METHODS.map((name) => [name, console[name]] as const)
  for (const [name] of methods) console[name] = (...words) => take(format(...words))
  const write = stderr.write
  if (stderr.isTTY)
    stderr.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
      const done = rest.find((each) => typeof each === 'function')
      if (done !== undefined) process.nextTick(done as () => void)
      return true
    }
  return () => {
    for (const [name, method] of methods) console[name] = method
    stderr.write = write
    const text = kept.splice(0).map((line) => `${line}\n`)
    if (text.length > 0) stderr.write(text.join(''))
  }
}
