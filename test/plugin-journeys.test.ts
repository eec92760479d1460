import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gainstage, startGainstage } from './support/command-line.ts'
import { smallSession } from './support/small-session.ts'

/** What people do with plugins that do not come with the desk, through the program itself. */

const folder = smallSession()
afterAll(() => rmSync(folder, { recursive: true }))
const support = join(import.meta.dirname, 'support', 'broken-plugins')
copyFileSync(join(support, 'breaks.ts'), join(folder, 'breaks.ts'))
copyFileSync(join(import.meta.dirname, '..', 'examples', 'plugins', 'tremolo.ts'), join(folder, 'tremolo.ts'))

function session(plugins: string, inserts: string): void {
  const strip = (name: string, list: string): string =>
    `  ${name}: { input: { file: stems/tone.wav, loop: true }, inserts: ${list} }\n`
  writeFileSync(
    join(folder, 'plugins.yaml'),
    `gainstage: 1\nplugins: ${plugins}\nstrips:\n${strip('tone', inserts)}${strip('other', '[ comp ]')}`,
  )
}

describe('a session with plugins from elsewhere', () => {
  it.each([
    ['a module that is missing', './tremulo.ts', 'there is no such file; the nearest is tremolo.ts'],
    ['a package that is missing', 'gainstage-tremolo', 'no package of that name is installed'],
    ['a module that throws', './throws.ts', 'its import fails with Error: not today'],
  ])('is refused in one sentence for %s', async (_what, from, sentence) => {
    writeFileSync(join(folder, 'throws.ts'), "throw new Error('not today')")
    session(`{ tremolo: ${from} }`, '[ tremolo ]')
    const { code, stderr } = await gainstage(
      folder,
      'render',
      'plugins.yaml',
      '-o',
      'x.wav',
      '--seconds',
      '1',
    )
    expect(stderr).toContain(sentence)
    expect(stderr).toMatch(/^gainstage: plugins.yaml:2:\d+: plugins.tremolo is [^\n]*\n$/)
    expect(code).toBe(2)
  })

  it('plays on when one of them hangs, and says so', async () => {
    session('{ breaks: ./breaks.ts, tremolo: ./tremolo.ts }', '[ breaks, tremolo ]')
    const args = ['plugins.yaml', '--driver', 'null', '--no-tui', '--fresh', '--trust-plugins']
    const host = startGainstage(folder, 'start', ...args)
    await host.line('null driver (no sound)')
    const help = await gainstage(folder, 'set', '/strip/tone/breaks/how', 'hang')
    expect(help.stderr).toContain('is not one of not, throws')
    expect((await gainstage(folder, 'set', '/strip/tone/tremolo/rate', '7')).stdout).toBe('7.0 Hz\n')
    await gainstage(folder, 'set', '/strip/tone/breaks/how', 'hangs')
    await host.line('/strip/tone/breaks (Breaks) was bypassed: it did not return within 400 ms')
    expect((await gainstage(folder, 'get', '/strip/tone/tremolo/rate')).stdout).toBe('7.0 Hz\n')
    expect((await gainstage(folder, 'get', '/transport/playing')).stdout).toBe('on\n')
    expect((await gainstage(folder, 'get', '/status/faults')).stdout).toBe('1\n')
    // Saving keeps what names the plugins.
    expect((await gainstage(folder, 'set', '/session/save')).code).toBe(0)
    await host.line('plugins.yaml is saved')
    host.child.kill('SIGTERM')
    expect(await host.ended).toBe(0)
    const again = await gainstage(folder, 'plugins', '--session', 'plugins.yaml')
    expect(again.stdout).toContain(join(folder, 'tremolo.ts'))
  })
})
