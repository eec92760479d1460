import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallSession } from '../../support/small-session.ts'

/** The program as a process: pipes that close, and things that never do. */

const ROOT = join(import.meta.dirname, '..', '..', '..')
const LAUNCHER = join(ROOT, 'bin', 'gainstage.mjs')
const QUIET = ['start', 'session.yaml', '--driver', 'null', '--no-tui']

let folder: string
beforeAll(() => {
  folder = smallSession()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const env = () => ({ ...process.env, XDG_RUNTIME_DIR: folder })
const lock = () => join(folder, '.gainstage', 'session.yaml', 'host.pid')

describe('a pipe whose reader leaves', () => {
  it.each([
    ['ends a session in order', [...QUIET], 1],
    ['ends a command quietly', ['devices'], 0],
  ])('%s', async (_what, args, chunks) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd: folder,
      env: env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let complaints = ''
    child.stderr.on('data', (chunk) => {
      complaints += chunk
    })
    if (chunks > 0) await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(complaints).not.toContain('    at ')
    expect(complaints).not.toContain('EPIPE')
    expect(existsSync(lock())).toBe(false)
  })
})

describe('the program', () => {
  it('ends with its own exit code although something is left open', async () => {
    writeFileSync(join(folder, 'open.mjs'), 'setInterval(() => {}, 1000)')
    const run = (...args: string[]) =>
      new Promise<unknown>((resolve) => {
        const all = ['--import', join(folder, 'open.mjs'), LAUNCHER, ...args]
        execFile(process.execPath, all, { cwd: folder, env: env() }, (error) => resolve(error?.code ?? 0))
      })
    expect(await run('plugins')).toBe(0)
    expect(await run('plugins', 'cmp')).toBe(2)
  })
})
