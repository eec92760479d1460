import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { STATUS } from '../engine/plan.ts'
import { QUANTUM } from '../sdk/index.ts'
import type {
  AudioDriver,
  DriverEvent,
  DriverReport,
  OpenOptions,
  OwnSetup,
  RunningDriver,
} from './driver.ts'
import type { EngineSetup, FromEngine, ToEngine } from './messages.ts'
import { SpeedCheck } from './speed-check.ts'
import {
  type AudioContextLike,
  loadWebAudio,
  type WebAudioLibrary,
  type WorkletNodeLike,
} from './web-audio-library.ts'
import { workerOf } from './worker-of.ts'

/** The embedded default: sound through node-web-audio-api (ALSA, JACK, PipeWire, CoreAudio, WASAPI), one worklet. */
export const webAudioDriver: AudioDriver = { id: 'web-audio', report, open }

/** How long the probe may take before the audio system counts as hanging, ms. */
const PROBE_MS = 8000
/** How long the engine may take to warm up, and each plugin from elsewhere besides, ms: the watch ends those earlier. */
const READY_MS = 20_000
/** Blocks must have come within this time, or the device is lost, ms. */
const HEARTBEAT_MS = 1000
/** How long a context may take to close, ms. */
const CLOSE_MS = 1000
/** The engine has ramped to silence after this time, ms. */
const RAMP_MS = 100

/** [control] Asks a child process; never rejects. */
async function report(): Promise<DriverReport> {
  const script = fileURLToPath(new URL('./web-audio-probe.ts', import.meta.url))
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { timeout: PROBE_MS }, (error, stdout) => {
      const found = parse(stdout)
      const why = `the audio system did not answer${error === null ? '' : ` (${error.message.split('\n')[0]})`}`
      resolve(found ?? { id: 'web-audio', available: false, why, devices: [] })
    })
  })
}

function parse(text: string): DriverReport | undefined {
  try {
    return JSON.parse(text) as DriverReport
  } catch {
    return undefined
  }
}

async function open(
  options: OpenOptions,
  setup: OwnSetup,
  onEvent: (event: DriverEvent) => void,
): Promise<RunningDriver> {
  const library = await loadWebAudio()
  const { sampleRate, frames, device } = options
  const sinkId = await findDevice(library, 'output', device)
  const inputId = options.inputs > 0 ? await findDevice(library, 'input', device) : ''
  const context = new library.AudioContext({ sampleRate, latencyHint: frames / sampleRate, sinkId })
  try {
    return await start(library, context, inputId, options, setup, onEvent)
  } catch (error) {
    if (options.signal?.aborted !== true) await letGo(context)
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`web-audio did not open ${device ?? 'the default device'}: ${reason.split('\n')[0]}`)
  }
}

/** Starts the engine in the context's thread and ties the device to it. */
async function start(
  library: WebAudioLibrary,
  context: AudioContextLike,
  inputId: string,
  options: OpenOptions,
  setup: OwnSetup,
  onEvent: (event: DriverEvent) => void,
): Promise<RunningDriver> {
  const { sampleRate, inputs, signal } = options
  const outputs = Math.min(options.outputs, context.destination.maxChannelCount)
  context.destination.channelCount = outputs
  const worklet = fileURLToPath(new URL('./worklet.ts', import.meta.url))
  const worker = await workerOf(() => context.audioWorklet.addModule(worklet))
  signal?.addEventListener('abort', () => end(context, worker))
  const data: EngineSetup = { ...setup, sampleRate, blockFrames: QUANTUM, inputs, outputs }
  const node = makeNode(library, context, data)
  const patienceMs = READY_MS * (1 + setup.plugins.length)
  await readyOrGone(node, worker, onEvent, signal, patienceMs)
  if (inputs > 0) await connectInput(library, context, node, inputId)
  node.connect(context.destination)
  await context.resume()
  const watch = watchHeartbeat(new Float64Array(setup.banks.meters), sampleRate, onEvent)
  signal?.addEventListener('abort', () => clearInterval(watch))
  if (outputs < options.outputs) {
    const sentence = `the device has ${outputs} outputs; what the session sends to ${outputs + 1} to ${options.outputs} is not heard`
    onEvent({ kind: 'note', sentence })
  }
  const device = options.device ?? 'default device'
  return {
    description: `web-audio, ${device}, ${sampleRate} Hz, ${QUANTUM} frames, ${inputs} in, ${outputs} out`,
    send: (message: ToEngine) => node.port.postMessage(message),
    close: () => close(context, node, watch),
  }
}

/** The id of the device whose name begins with `device`; '' is the system's default. Rejects with the names there are. */
async function findDevice(
  library: WebAudioLibrary,
  direction: 'input' | 'output',
  device: string | undefined,
): Promise<string> {
  if (device === undefined) return ''
  const all = await library.mediaDevices.enumerateDevices()
  const devices = all.filter(({ kind }) => kind === `audio${direction}`)
  const found = devices.find(({ label }) => label.toLowerCase().startsWith(device.toLowerCase()))
  if (found !== undefined) return found.deviceId
  const names = devices.map(({ label }) => `"${label}"`).join(', ')
  throw new Error(`there is no ${direction} device "${device}"; there are: ${names === '' ? 'none' : names}`)
}

function makeNode(library: WebAudioLibrary, context: AudioContextLike, setup: EngineSetup): WorkletNodeLike {
  return new library.AudioWorkletNode(context, 'gainstage', {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [setup.outputs],
    channelCount: Math.max(1, setup.inputs),
    channelCountMode: 'explicit',
    channelInterpretation: 'discrete',
    processorOptions: setup,
  })
}

async function connectInput(
  library: WebAudioLibrary,
  context: AudioContextLike,
  node: WorkletNodeLike,
  deviceId: string,
): Promise<void> {
  const audio = deviceId === '' ? (true as const) : { deviceId }
  const stream = await library.mediaDevices.getUserMedia({ audio })
  context.createMediaStreamSource(stream).connect(node)
}

/** Afterwards, the end of the thread is a lost device. */
async function readyOrGone(
  node: WorkletNodeLike,
  worker: Worker | undefined,
  onEvent: (event: DriverEvent) => void,
  signal: AbortSignal | undefined,
  patienceMs: number,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const tooLate = new Error('the engine did not start in the audio thread')
    const late = setTimeout(() => reject(tooLate), patienceMs)
    worker?.once('exit', () => {
      clearTimeout(late)
      const sentence = 'the audio thread ended'
      reject(new Error(sentence))
      if (signal?.aborted !== true) onEvent({ kind: 'lost', sentence, ended: true })
    })
    node.port.onmessage = ({ data }) => {
      const message = data as FromEngine
      if (message.kind === 'ready') {
        clearTimeout(late)
        resolve()
      }
      onEvent(message)
    }
  })
}

/** The library says nothing when a server dies; frames that stop coming do. */
function watchHeartbeat(
  meters: Float64Array,
  sampleRate: number,
  onEvent: (event: DriverEvent) => void,
): NodeJS.Timeout {
  let last = -1
  let lost = false
  const speed = new SpeedCheck(sampleRate)
  return setInterval(() => {
    const now = meters[STATUS.frames]!
    if (now === last && !lost)
      onEvent({ kind: 'lost', sentence: 'the audio device stopped asking for sound' })
    lost = now === last
    last = now
    const sentence = speed.look(now, performance.now())
    if (sentence !== undefined) onEvent({ kind: 'note', sentence })
  }, HEARTBEAT_MS).unref()
}

async function close(context: AudioContextLike, node: WorkletNodeLike, watch: NodeJS.Timeout): Promise<void> {
  clearInterval(watch)
  node.port.postMessage({ kind: 'close' } satisfies ToEngine)
  await new Promise<void>((resolve) => void setTimeout(resolve, RAMP_MS))
  await letGo(context)
}

/**
 * Ends the audio thread and what waits for it. The context waits for the thread's end before it lets the device go, so it is told to
 * close first; a thread that is gone already ends once more for it.
 */
function end(context: AudioContextLike, worker: Worker | undefined): void {
  context.close().catch(() => {})
  if (worker === undefined) return
  if (worker.threadId === -1) worker.emit('exit', 0)
  else void worker.terminate()
}

/** `close()` of a context whose server is gone never resolves, or fails: after a second it is left alone. */
async function letGo(context: AudioContextLike): Promise<void> {
  await new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, CLOSE_MS)
    const closed = (): void => {
      clearTimeout(patience)
      resolve()
    }
    context.close().then(closed, closed)
  })
}
