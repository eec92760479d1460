import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallSession } from '../../support/small-session.ts'

/** The launcher, which starts the program under the pinned Node when the machine has another. */

const ROOT = join(import.meta.dirname, '..', '..', '..')
const LAUNCHER = join(ROOT, 'bin', 'gainstage.mjs')
/** Makes the launcher believe that the machine has another Node than the pinned one. */
const OTHER_NODE =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"0.0.0"}})'
const QUIET = ['start', 'session.yaml', '--driver', 'null', '--no-tui']

let folder: string
beforeAll(() => {
  folder = smallSession()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const env = () => ({ ...process.env, XDG_RUNTIME_DIR: folder })
const lock = () => join(folder, '.gainstage', 'session.yaml', 'host.pid')

/** Starts a playing host below the launcher; resolves once it plays, with the process id of the program itself. */
async function launch(): Promise<{ launcher: ReturnType<typeof spawn>; pid: number }> {
  const launcher = spawn(process.execPath, ['--import', OTHER_NODE, LAUNCHER, ...QUIET], {
    cwd: folder,
    env: env(),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  for await (const chunk of launcher.stdout!.iterator({ destroyOnReturn: false }))
    if (String(chunk).includes('null driver')) break
  launcher.stdout!.resume()
  return { launcher, pid: Number(readFileSync(lock(), 'utf8').split(' ')[0]) }
}

describe('the launcher', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('passes on %s that came to it alone', async (signal) => {
    const { launcher, pid } = await launch()
    expect(pid).not.toBe(launcher.pid)
    launcher.kill(signal)
    expect(await once(launcher, 'exit')).toEqual([0, null])
    expect(existsSync(lock())).toBe(false)
  })

  it('counts ctrl-C in a terminal once', async () => {
    const { launcher, pid } = await launch()
    launcher.kill('SIGINT')
    process.kill(pid, 'SIGINT')
    expect(await once(launcher, 'exit')).toEqual([0, null])
    expect(existsSync(lock())).toBe(false)
  })

  it('takes the program along in order when it is killed', async () => {
    const { launcher } = await launch()
    launcher.kill('SIGKILL')
    while (existsSync(lock())) await new Promise((resolve) => setTimeout(resolve, 20))
  })
})
