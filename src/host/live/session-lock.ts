import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * One host per session: two would write each other's state. The lock is a file with the process id of its owner, so that a
 * lock left by a killed host is recognised and taken over.
 */

/** Removes the lock. */
export type Unlock = () => void

/**
 * [control] Takes the lock in `stateFolder` (made when it is not there). Throws one sentence when another living process has it. A folder
 * that cannot be written is no reason not to play: the answer is then a lock that is none.
 */
export function lockSession(stateFolder: string): Unlock {
  const path = join(stateFolder, 'host.pid')
  try {
    mkdirSync(stateFolder, { recursive: true })
    for (let attempt = 0; attempt < 2; attempt++) {
      if (claim(path)) return () => rmSync(path, { force: true })
      const [pid, start] = readFileSync(path, 'utf8').split(' ')
      if (isAlive(Number(pid), start))
        throw new SessionInUse(`the session is already playing in process ${pid}`)
      rmSync(path, { force: true })
    }
  } catch (error) {
    if (error instanceof SessionInUse) throw error
  }
  return () => {}
}

/** Another host plays this session. `message` is one sentence. */
export class SessionInUse extends Error {}

/** Creates the file if nobody did; `wx` makes that one step. */
function claim(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid} ${startOf(process.pid) ?? ''}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** `start`: when the owner said it was started, in the words of `startOf`; another process may have its number by now. */
function isAlive(pid: number, start: string | undefined): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  const now = startOf(pid)
  if (now !== undefined && start !== undefined && start !== '') return now === start
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user cannot be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** When a process was started, on Linux: the 22nd field of its stat; 'dead' for one that only waits to be buried. */
function startOf(pid: number): string | undefined {
  try {
    // The second field is the name in brackets and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return fields[0] === 'Z' ? 'dead' : fields[19]
  } catch {
    return undefined
  }
}
