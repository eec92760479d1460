import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where running hosts can be reached: one socket per host in a folder only its user can enter. On Windows they are named
 * pipes.
 */

const PREFIX = 'gainstage-'

/** [control] The path of the socket of the host with this process id; makes the folder. */
export function socketPath(pid: number): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${PREFIX}${pid}`
  const folder = socketFolder()
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
  const { uid, mode } = statSync(folder)
  // A folder somebody else made in a shared temporary directory is a trap.
  if (uid !== userId()) throw new Error(`${folder} belongs to another user`)
  if ((mode & 0o077) !== 0) chmodSync(folder, 0o700)
  return join(folder, `${pid}.sock`)
}

/** [control] The sockets that are there, newest first; some may belong to hosts that are gone. */
export function knownSockets(): { pid: number; path: string }[] {
  const windows = process.platform === 'win32'
  const folder = windows ? '\\\\.\\pipe\\' : socketFolder()
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  const pattern = windows ? /^gainstage-(\d+)$/ : /^(\d+)\.sock$/
  return names
    .flatMap((name) => {
      const pid = pattern.exec(name)?.[1]
      return pid === undefined ? [] : [{ pid: Number(pid), path: join(folder, name) }]
    })
    .sort((a, b) => b.pid - a.pid)
}

/** The runtime folder of the user's login, which `su` and `sudo` may name without there being one; else the temporary folder. */
function socketFolder(): string {
  const runtime = process.env['XDG_RUNTIME_DIR']
  const base = runtime !== undefined && existsSync(runtime) ? runtime : tmpdir()
  return join(base, `${PREFIX}${userId()}`)
}

/** A user in a container may have a number and no name. */
const userId = (): number => process.getuid?.() ?? 0
