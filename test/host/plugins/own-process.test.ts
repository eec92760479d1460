import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { tryPlugin } from '../../../src/host/plugins/trial.ts'

const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Polls until `condition` holds; the test's own time-out is the limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** True when no such process works any more; one that nobody has buried yet is dead too. */
function isGone(pid: number): boolean {
  try {
    return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z')
  } catch {
    return true
  }
}

const pidIn = (path: string): number => Number(readFileSync(path, 'utf8'))

describe.skipIf(process.platform === 'win32')('a process for code from elsewhere', () => {
  it('is over when it is over, whoever it started, and takes them along', async () => {
    const pid = join(folder, 'grandchild')
    const path = file(
      'parent.ts',
      `import { spawn } from 'node:child_process'
      import { writeFileSync } from 'node:fs'
      const child = spawn('sleep', ['600'], { stdio: ['ignore', 'ignore', 'inherit'] })
      writeFileSync(${JSON.stringify(pid)}, String(child.pid))
      process.exit(3)`,
    )
    await expect(tryPlugin(path)).rejects.toThrow('it ended the process with exit code 3')
    await until(() => isGone(pidIn(pid)))
  })

  it('does not outlive the one that started it, also when that is killed', async () => {
    const pid = join(folder, 'looping')
    const plugin = file(
      'loops.ts',
      `import { renameSync, writeFileSync } from 'node:fs'
      writeFileSync(${JSON.stringify(`${pid}.new`)}, String(process.pid))
      renameSync(${JSON.stringify(`${pid}.new`)}, ${JSON.stringify(pid)})
      for (;;) {}`,
    )
    const trial = pathToFileURL(join(import.meta.dirname, '../../../src/host/plugins/trial.ts')).href
    const host = file(
      'host.ts',
      `import { tryPlugin } from ${JSON.stringify(trial)}
      await tryPlugin(${JSON.stringify(plugin)})`,
    )
    const middle = spawn(process.execPath, [host], { stdio: 'ignore' })
    await until(() => existsSync(pid))
    middle.kill('SIGKILL')
    await until(() => isGone(pidIn(pid)))
  })

  it('is ended when it only waits', async () => {
    const path = file('waits.ts', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)')
    await expect(tryPlugin(path, 250)).rejects.toThrow('it did not come back within 1 s')
  })
})
