#!/usr/bin/env node
// Starts the program under the pinned Node (the `node` package), whatever Node the machine has: same sound, same speed.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const main = new URL('../src/control/cli/main.ts', import.meta.url)
const require = createRequire(import.meta.url)
const pinned = find('node/package.json')

if (pinned === undefined || require(pinned).version === process.versions.node) {
  await import(main.href)
} else {
  const node = require.resolve(`node/bin/node${process.platform === 'win32' ? '.exe' : ''}`)
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' })
  // The terminal sends Ctrl-C to both; the others may come to this process alone.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`gainstage: the pinned Node did not start: ${error.message}\n`)
    process.exitCode = 3
  })
  child.on('exit', (code, signal) => {
    if (code === null) process.stderr.write(`gainstage: fault: the program was ended by ${signal}\n`)
    process.exitCode = code ?? 3
  })
}

/** The path of a file of a package, or undefined when it is not installed. */
function find(path) {
  try {
    return require.resolve(path)
  } catch {
    return undefined
  }
}
