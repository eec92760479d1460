import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { STATUS } from '../engine/plan.ts'
import { MediaFeeder, type Track } from '../media/media-feeder.ts'

/**
 * The thread that reads files for a live engine: looks at the position every few milliseconds and fills what is ahead of it.
 * Slow disks block this thread only.
 */

export interface MediaSetup {
  readonly tracks: readonly Track[]
  /** The meter bank, where the engine publishes its position. */
  readonly meters: SharedArrayBuffer
}

/** Time between two looks, ms: the window holds over a hundred of them. */
const LOOK_MS = 20

const port = parentPort!
const { tracks, meters } = workerData as MediaSetup
const status = new Float64Array(meters)
const bed = new Int32Array(new SharedArrayBuffer(4))
const feeder = new MediaFeeder(tracks)
feeder.feed(0, 0, 0)
port.postMessage('primed')
while (receiveMessageOnPort(port) === undefined) {
  feeder.feed(status[STATUS.position]!, status[STATUS.loopStart]!, status[STATUS.loopEnd]!)
  Atomics.wait(bed, 0, 0, LOOK_MS)
}
feeder.close()
port.close()
