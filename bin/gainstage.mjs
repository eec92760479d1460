#!/usr/bin/env node
// Starts the program under the pinned Node (the `node` package), whatever Node the machine has: same sound, same speed.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

// Ctrl-C in a terminal comes to both processes; one that came to this process alone is passed on after this time, ms.
const PASS_ON_MS = 300

const main = new URL('../src/control/cli/main.ts', import.meta.url)
const require = createRequire(import.meta.url)
const pinned = find('node/package.json')

if (pinned === undefined || require(pinned).version === process.versions.node) {
  await import(main.href)
} else {
  const node = require.resolve(`node/bin/node${process.platform === 'win32' ? '.exe' : ''}`)
  // Nothing is said over the channel: that it closes tells the program when this process is killed.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio })
  process.on('SIGINT', () => setTimeout(() => child.kill('SIGINT'), PASS_ON_MS).unref())
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`gainstage: the pinned Node did not start: ${error.message}\n`)
    process.exitCode = 3
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? endedBy(signal)
  })
}

/** The exit code for a program that was ended by a signal: a shell's for those that people send, else a fault. */
function endedBy(signal) {
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP')
    return 128 + constants.signals[signal]
  process.stderr.write(`gainstage: fault: the program was ended by ${signal}\n`)
  return 3
}

/** The path of a file of a package, or undefined when it is not installed. */
function find(path) {
  try {
    return require.resolve(path)
  } catch {
    return undefined
  }
}
