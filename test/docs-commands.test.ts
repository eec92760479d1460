import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { type Block, blocksOf, DOCUMENTS, documentText, ROOT } from './support/documents.ts'

/**
 * Every command of the documentation, run as it stands there. The blocks of a document run in their order, in one empty
 * folder, with `gainstage` as this program. What stands behind the fence decides how:
 *
 *     sh              runs; every command must succeed
 *     sh background   runs beside the blocks after it, until the document ends
 *     sh skip         does not run; its commands and options must exist
 *     <!-- file: NAME -->, then any block     is written to NAME first
 *
 * So that it takes seconds: `start` plays on the null driver without a dashboard, renders are short.
 */

const LIMIT_MS = 30_000
const folder = mkdtempSync(join(tmpdir(), 'gs-docs-'))
const background: ChildProcess[] = []
afterAll(async () => {
  for (const child of background) process.kill(-child.pid!, 'SIGTERM')
  await Promise.all(
    background.map((child) => child.exitCode ?? new Promise((gone) => child.once('exit', gone))),
  )
  rmSync(folder, { recursive: true, force: true })
})

const programs = join(folder, 'programs')
mkdirSync(programs)
writeFileSync(
  join(programs, 'gainstage'),
  `#!/bin/sh
run() { exec "${process.execPath}" "${join(ROOT, 'bin/gainstage.mjs')}" "$@"; }
case "$1 $*" in
  *--help*) run "$@" ;;
  start*) run "$@" --driver null --no-tui --seconds "\${GAINSTAGE_SECONDS:-2}" ;;
  render*) run "$@" --seconds 3 --tail 1 ;;
  *) run "$@" ;;
esac
`,
)
chmodSync(join(programs, 'gainstage'), 0o755)

/** Hosts of this test are found by its own `get` and `set` only. */
const env = {
  ...process.env,
  PATH: [programs, dirname(process.execPath), process.env['PATH']].join(delimiter),
  XDG_RUNTIME_DIR: folder,
  TMPDIR: folder,
}

const isShell = (block: Block): boolean => block.language === 'sh' || block.language === 'bash'
const lacks = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`], { env }).status !== 0

/** The programs that the lines of a block begin with. */
const programsOf = (block: Block): string[] =>
  block.text.split('\n').flatMap((line) => /^([a-z][\w-]*) /.exec(line)?.[1] ?? [])

function run(block: Block, cwd: string): void {
  const args = ['-euo', 'pipefail', '-c', block.text]
  const done = spawnSync('bash', args, { cwd, env, encoding: 'utf8', timeout: LIMIT_MS })
  expect(done.status, `${block.text}\n${done.stdout}\n${done.stderr}`).toBe(0)
}

/** Starts a host and waits until it answers. */
async function startBeside(block: Block, cwd: string): Promise<void> {
  const own = { ...env, GAINSTAGE_SECONDS: '60' }
  background.push(spawn('bash', ['-c', block.text], { cwd, env: own, stdio: 'ignore', detached: true }))
  for (const started = Date.now(); Date.now() - started < LIMIT_MS; await sleep(100))
    if (spawnSync('gainstage', ['get', '/status/frames'], { env }).status === 0) return
  throw new Error(`no host answers after: ${block.text}`)
}

const documents = DOCUMENTS.map((path) => [path, blocksOf(path)] as const).filter(([, blocks]) =>
  blocks.some(isShell),
)

describe.each(documents)('commands in %s', (path, blocks) => {
  const cwd = join(folder, path.replaceAll(/\W/g, '-'))
  mkdirSync(cwd)
  for (const block of blocks) {
    const title = `line ${block.line}: ${block.text.split('\n')[0]}`
    const file = /^file: (\S+)$/.exec(block.comment)?.[1]
    if (file !== undefined)
      it(`line ${block.line}: the file ${file}`, () => {
        mkdirSync(dirname(join(cwd, file)), { recursive: true })
        writeFileSync(join(cwd, file), block.text)
      })
    if (!isShell(block)) continue
    if (block.marks.includes('skip')) it(`${title} (exists)`, () => expectToExist(block))
    else if (block.marks.includes('background'))
      it(`${title} (in the background)`, () => startBeside(block, cwd), LIMIT_MS)
    else it.skipIf(programsOf(block).some(lacks))(title, () => run(block, cwd), LIMIT_MS)
  }
})

describe('options in the documentation', () => {
  const named = DOCUMENTS.flatMap((path) =>
    documentText(path)
      .split('\n')
      .flatMap((line) => {
        const command = /`gainstage ([a-z]+)/.exec(line)?.[1]
        return command === undefined
          ? []
          : [...line.matchAll(/--[a-z][a-z-]*/g)].map(([o]) => ({ command, o }))
      }),
  )

  it.each([...new Set(named.map(({ command }) => command))])('of gainstage %s exist', (command) => {
    const { stdout } = spawnSync('gainstage', [command, '--help'], { env, encoding: 'utf8' })
    for (const { o } of named.filter((one) => one.command === command)) expect(stdout).toContain(o)
  })
})

/** npm scripts and files of the project that a block names. */
function expectToExist(block: Block): void {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { [name: string]: string }
  }
  for (const [, name] of block.text.matchAll(/\bnpm (?:run )?(start|test|[a-z]+)\b/g))
    if (name !== 'ci' && name !== 'link') expect(Object.keys(scripts)).toContain(name)
  for (const [, file] of block.text.matchAll(/\$PWD\/([\w./-]+)/g))
    expect(() => readFileSync(join(ROOT, file!))).not.toThrow()
}
