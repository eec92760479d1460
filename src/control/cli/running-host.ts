import { LocalClient, runningHosts } from '../remote/client.ts'
import { socketPath } from '../remote/sockets.ts'
import { UserError } from './user-error.ts'

/** [control] Speaks to the running host; what it refuses is the user's mistake. The connection is closed whatever happens. */
export async function withHost<T>(
  pid: string | undefined,
  speak: (client: LocalClient) => Promise<T>,
): Promise<T> {
  const client = await findHost(pid)
  try {
    return await speak(client)
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error))
  } finally {
    client.close()
  }
}

/** The host a command speaks to: the one that runs, or the one with the process id `pid`. */
async function findHost(pid: string | undefined): Promise<LocalClient> {
  if (pid !== undefined) {
    try {
      return await LocalClient.connect(socketPath(Number(pid)))
    } catch {
      throw new UserError(`no Gainstage host with the process id ${pid} answers`)
    }
  }
  const hosts = await runningHosts()
  const [first, ...others] = hosts
  if (first === undefined) throw new UserError('no Gainstage host is running; "gainstage start" starts one')
  if (others.length === 0) return first.client
  for (const { client } of hosts) client.close()
  const list = hosts.map(({ info }) => `${info.pid} (${info.session})`).join(', ')
  throw new UserError(`several hosts are running: ${list}; choose one with --host PID`)
}
