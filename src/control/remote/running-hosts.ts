import { rmSync } from 'node:fs'
import { LocalClient } from './client.ts'
import type { HostInfo } from './protocol.ts'
import { knownSockets } from './sockets.ts'

export interface RunningHosts {
  /** Those that answer, with an open connection each. */
  readonly answering: readonly { readonly client: LocalClient; readonly info: HostInfo }[]
  /** Process ids of those that are there and do not answer, such as one that is stopped. */
  readonly silent: readonly number[]
}

/**
 * [control] Asks every host at the same time. Sockets of hosts that are gone are removed, those of hosts that are only busy are not:
 * nobody could reach them again. `patienceMs`: how long an answer may take.
 */
export async function runningHosts(patienceMs?: number): Promise<RunningHosts> {
  const asked = await Promise.all(knownSockets().map((socket) => ask(socket, patienceMs)))
  return {
    answering: asked.flatMap((host) => (typeof host === 'object' ? [host] : [])),
    silent: asked.flatMap((host) => (typeof host === 'number' ? [host] : [])),
  }
}

/** A host that answers, the process id of one that does not, or undefined when it is gone. */
async function ask({ pid, path }: { pid: number; path: string }, patienceMs: number | undefined) {
  let client: LocalClient
  try {
    client = await LocalClient.connect(path, patienceMs)
  } catch (error) {
    if (!isGone(error)) return pid
    if (process.platform !== 'win32') rmSync(path, { force: true })
    return undefined
  }
  try {
    return { client, info: await client.info() }
  } catch {
    client.close()
    return pid
  }
}

/** [control] True when a connection failed because nobody listens there any more. */
export function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOENT'
}
