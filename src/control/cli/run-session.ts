import { chooseDriver, LiveHost, type OpenSession, SessionInUse } from '../../host/index.ts'
import { serveLocal } from '../remote/server.ts'
import { socketPath } from '../remote/sockets.ts'
import { type Closable, closeAll } from './closable.ts'
import { untilTold } from './endings.ts'
import { note, print } from './print.ts'
import type { StartOptions } from './start-options.ts'
import { statusLine } from './status-line.ts'
import { startSurfaces } from './surfaces.ts'
import { UserError } from './user-error.ts'

const STATUS_MS = 1000

/** [control] Opens the device and the surfaces, plays until it is told to end, and leaves everything in order. */
export async function runSession(session: OpenSession, options: StartOptions): Promise<void> {
  const notes: string[] = []
  const tell = makeTell(notes)
  const host = await openHost(session, options, tell.say)
  const opened: Closable[] = [host]
  const ending = untilTold(options.seconds)
  try {
    opened.push(await openSocket(host, session))
    opened.push(...(await startSurfaces(host.desk, options, tell.say)))
    begin(host, options)
    if (options.tui && process.stdout.isTTY) {
      const { runDashboard } = await import('../tui/index.ts')
      const dashboard = runDashboard({
        port: host.desk,
        host: () => host.description,
        title: session.document.name,
        curves: {
          sampleRate: session.document.rate,
          of: (channel, slot) => host.desk.pluginAt(channel, slot)?.response,
        },
        scopes: { open: (point) => host.desk.openScope(point) },
      })
      tell.to(dashboard.say)
      opened.push(dashboard)
      await Promise.race([ending.told, dashboard.closed])
    } else await showStatus(host, ending.told)
  } finally {
    await closeAll(opened)
    ending.cancel()
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
    return LiveHost.open(session, {
      driver,
      device,
      frames,
      onNote: say,
      fresh: options.fresh ?? false,
      loopSong: options.loop ?? false,
    })
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
  try {
    return await serveLocal(socketPath(process.pid), host.desk, info)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(`other terminals could not reach this host: ${reason}`)
  }
}

function begin(host: LiveHost, options: StartOptions): void {
  const { desk } = host
  if (!options.stopped && host.session.tracks.length > 0) desk.set('/transport/playing', true, 'start')
  desk.forgetHistory()
}

async function showStatus(host: LiveHost, ending: Promise<void>): Promise<void> {
  print(host.description)
  const timer = setInterval(() => print(statusLine(host.desk)), STATUS_MS)
  await ending
  clearInterval(timer)
}
