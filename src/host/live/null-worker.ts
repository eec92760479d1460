import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { EngineSetup, ToEngine } from './messages.ts'
import { startShell } from './start-shell.ts'

/**
 * The thread of the null driver: a sound device that is only a clock. It renders a block per period, on time, and throws
 * the samples away; everything else is as with a real device.
 */

/** Blocks it may fall behind before it gives them up, as a device would: after a suspend the show goes on from now. */
const MOST_BEHIND = 50

const port = parentPort!
const setup = workerData as EngineSetup
const shell = await startShell(setup, (message) => port.postMessage(message))
const block = (channels: number) =>
  Array.from({ length: channels }, () => new Float32Array(setup.blockFrames))
const inputs = block(setup.inputs)
const outputs = block(setup.outputs)
const periodMs = (setup.blockFrames * 1000) / setup.sampleRate
const bed = new Int32Array(new SharedArrayBuffer(4))

/** Lets the shell hear what came since the last block; true when anything did. */
function hear(): boolean {
  const first = receiveMessageOnPort(port)
  for (let got = first; got !== undefined; got = receiveMessageOnPort(port))
    shell.handle(got.message as ToEngine)
  return first !== undefined
}

// The clock starts with the first plan: building a desk takes a moment, and nobody is listening yet.
while (!hear()) Atomics.wait(bed, 0, 0, 1)
let due = performance.now()
while (!shell.closed) {
  hear()
  shell.render(inputs, outputs, setup.blockFrames)
  due += periodMs
  const now = performance.now()
  // The device would have needed this block by now: one period of slack is what its own buffer gives.
  if (now > due + periodMs) shell.countLate()
  if (now > due + MOST_BEHIND * periodMs) due = now
  if (now < due) Atomics.wait(bed, 0, 0, due - now)
}
port.close()
