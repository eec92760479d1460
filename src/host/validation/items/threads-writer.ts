import { workerData } from 'node:worker_threads'
import { ParameterBank } from '../../engine/bank.ts'

export interface WriterSetup {
  readonly parameters: SharedArrayBuffer
  /** Offset of the plugin's bypass. */
  readonly block: number
  /** Raw values of every parameter. */
  readonly settings: readonly Float64Array[]
  /** Word 0: ends it; word 1: how many settings were written. */
  readonly stop: SharedArrayBuffer
}

/** Writes one setting after the other, value by value, until it is told to stop. */
const { parameters, block, settings, stop } = workerData as WriterSetup
const bank = new ParameterBank(parameters)
const words = new Int32Array(stop)
for (let turn = 0; Atomics.load(words, 0) === 0; turn++) {
  const raw = settings[turn % settings.length]!
  for (let p = 0; p < raw.length; p++) bank.write(block, p + 1, raw[p]!)
  Atomics.add(words, 1, 1)
  // A hand is never faster than this.
  Atomics.wait(words, 0, 0, 1)
}
