import { endInOrder } from './endings.ts'
import { note } from './print.ts'

/** How long a terminal may take nothing before the process ends without its last words, ms. */
const PATIENCE_MS = 5000
const FAULT = 3

/**
 * [control] Hears of results that nobody takes. A pipe whose reader has left, such as `head`, is the ordinary end of the work; a file
 * that cannot be written is a fault, but not while something plays. A terminal that went away is told by SIGHUP.
 */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') endInOrder(0)
    else if (error.code !== 'EIO' && process.listenerCount('SIGTERM') === 0) {
      note(`gainstage: the result could not be written: ${error.message}`)
      process.exit(FAULT)
    }
  })
  // Notes that nobody reads are no reason to end.
  process.stderr.on('error', () => {})
}

/** [control] Resolves when everything that was written is on its way, so that `process.exit` cuts nothing off. */
export async function flushOutput(): Promise<void> {
  await Promise.all([flush(process.stdout), flush(process.stderr)])
}

async function flush(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return
  await new Promise<void>((resolve) => {
    // A pipe's reader may take its time; a terminal that takes nothing is stopped or dead.
    const patience = stream.isTTY ? setTimeout(resolve, PATIENCE_MS) : undefined
    stream.write('', () => {
      clearTimeout(patience)
      resolve()
    })
  })
}
