import { chooseDriver, LiveHost, type OpenSession, SessionInUse } from '../../host/index.ts'
import { serveLocal } from '../remote/server.ts'
import { socketPath } from '../remote/sockets.ts'
import type { StartOptions } from './commands/start.ts'
import { note, print } from './print.ts'
import { statusLine } from './status-line.ts'
import { startSurfaces } from './surfaces.ts'
import { UserError } from './user-error.ts'

/** Something that was opened and must be closed again, last first. */
export interface Closable {
  close(): Promise<void> | void
}

const STATUS_MS = 1000

/** [control] Opens the device and the surfaces, plays until it is told to end, and leaves everything in order. */
export async function runSession(session: OpenSession, options: StartOptions): Promise<void> {
  const notes: string[] = []
  const tell = makeTell(notes)
  const host = await openHost(session, options, tell.say)
  const opened: Closable[] = [host]
  try {
    opened.push(await openSocket(host, session))
    opened.push(...(await startSurfaces(host.desk, options, tell.say)))
    begin(host, options)
    const ending = untilTold(options.seconds)
    if (options.tui && process.stdout.isTTY) {
      const { runDashboard } = await import('../tui/index.ts')
      const dashboard = runDashboard({
        port: host.desk,
        host: () => host.description,
        title: session.document.name,
      })
      tell.to(dashboard.say)
      opened.push(dashboard)
      await Promise.race([ending.promise, dashboard.closed])
    } else await showStatus(host, ending.promise)
    ending.cancel()
  } finally {
    for (const thing of opened.reverse()) await thing.close()
  }
}

/** Notes go to stderr until the dashboard takes them. */
function makeTell(notes: string[]): {
  say(sentence: string): void
  to(say: (sentence: string) => void): void
} {
  let out = note
  return {
    say: (sentence) => {
      notes.push(sentence)
      out(sentence)
    },
    to: (say) => {
      out = say
      for (const sentence of notes) say(sentence)
    },
  }
}

async function openHost(
  session: OpenSession,
  options: StartOptions,
  say: (sentence: string) => void,
): Promise<LiveHost> {
  const open = async (choice: StartOptions['driver']): Promise<LiveHost> => {
    const { driver, why } = await chooseDriver(choice)
    if (choice === 'auto' || driver.id === 'null') say(`driver: ${driver.id} (${why})`)
    const { device, frames } = options
    return LiveHost.open(session, { driver, device, frames, onNote: say, fresh: options.fresh ?? false })
  }
  try {
    return await open(options.driver)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // A device that was asked for by name is never replaced by another.
    if (error instanceof SessionInUse || options.driver !== 'auto' || options.device !== undefined)
      throw new UserError(reason)
    say(`${reason}; playing without sound on the null driver`)
    return open('null')
  }
}

async function openSocket(host: LiveHost, session: OpenSession): Promise<Closable> {
  const info = () => ({ pid: process.pid, session: session.path, driver: host.description })
  return serveLocal(socketPath(process.pid), host.desk, info)
}

function begin(host: LiveHost, options: StartOptions): void {
  const { desk } = host
  if (options.loop && host.songSeconds > 0) {
    desk.set('/transport/loopEnd', host.songSeconds, 'start')
    desk.set('/transport/loop', true, 'start')
  }
  if (!options.stopped && host.session.tracks.length > 0) desk.set('/transport/playing', true, 'start')
  desk.forgetHistory()
}

/** Resolves on SIGINT, SIGTERM, SIGHUP or after `seconds`. */
function untilTold(seconds: number | undefined): { promise: Promise<void>; cancel(): void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let cancel = (): void => {}
  const promise = new Promise<void>((resolve) => {
    const timer = seconds === undefined ? undefined : setTimeout(resolve, seconds * 1000)
    const told = (): void => resolve()
    for (const signal of signals) process.once(signal, told)
    cancel = () => {
      clearTimeout(timer)
      for (const signal of signals) process.removeListener(signal, told)
    }
  })
  return { promise, cancel }
}

async function showStatus(host: LiveHost, ending: Promise<void>): Promise<void> {
  print(host.description)
  const timer = setInterval(() => print(statusLine(host.desk)), STATUS_MS)
  await ending
  clearInterval(timer)
}
