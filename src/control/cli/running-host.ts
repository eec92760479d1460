import { LocalClient } from '../remote/client.ts'
import { isGone, type RunningHosts, runningHosts } from '../remote/running-hosts.ts'
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
  if (pid !== undefined) return connectTo(pid)
  const hosts = await runningHosts()
  const { answering, silent } = hosts
  const [first] = answering
  if (first !== undefined && answering.length + silent.length === 1) return first.client
  for (const { client } of answering) client.close()
  throw new UserError(whyNone(hosts))
}

async function connectTo(pid: string): Promise<LocalClient> {
  try {
    return await LocalClient.connect(socketPath(Number(pid)))
  } catch (error) {
    if (isGone(error)) throw new UserError(`no Gainstage host with the process id ${pid} is running`)
    throw new UserError(`the host with the process id ${pid} does not answer`)
  }
}

function whyNone({ answering, silent }: RunningHosts): string {
  if (answering.length + silent.length === 0)
    return 'no Gainstage host is running; "gainstage start" starts one'
  if (answering.length === 0 && silent.length === 1)
    return `the host with the process id ${silent[0]} does not answer`
  const hosts = [
    ...answering.map(({ info }) => `${info.pid} (${info.session})`),
    ...silent.map((each) => `${each} (does not answer)`),
  ]
  return `several hosts are running: ${hosts.join(', ')}; choose one with --host PID`
}
