import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lockSession, SessionInUse } from '../../../src/host/live/session-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
const path = join(folder, 'host.pid')
afterAll(() => rmSync(folder, { recursive: true }))

describe('session lock', () => {
  it('is refused while a living process has it, in one sentence that names it', () => {
    writeFileSync(path, String(process.ppid))
    expect(() => lockSession(folder)).toThrow(
      new SessionInUse(`the session is already playing in process ${process.ppid}`),
    )
    rmSync(path)
  })

  it.each(['999999999', `${process.ppid} 1`, 'garbage', ''])(
    'takes over what a dead host left (%j)',
    (left) => {
      writeFileSync(path, left)
      const unlock = lockSession(folder)
      expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
      unlock()
      expect(() => readFileSync(path)).toThrow('ENOENT')
    },
  )

  it('does not stop a show from a folder that cannot be written', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(lockSession(join(folder, 'file', 'state'))).toBeTypeOf('function')
  })
})
