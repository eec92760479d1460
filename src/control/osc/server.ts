import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { ControlPort } from '../../host/index.ts'
import { systemClock } from '../clock.ts'
import { Responder } from './responder.ts'

/** OSC could not be opened: `message` is one sentence, and it is the user's mistake. */
export class OscError extends Error {}

export interface OscOptions {
  /** Address to listen on: `127.0.0.1` hears this machine only, `0.0.0.0` every network. */
  readonly host: string
  /** UDP port; 0 takes a free one. */
  readonly port: number
  readonly control: ControlPort
  /** Hears of faults of the program; without it they are warnings of the process. */
  readonly onFault?: (sentence: string) => void
}

export interface OscServer {
  /** What it listens on: `127.0.0.1:9000`. */
  readonly address: string
  readonly port: number
  /** [control] Stops listening; scheduled messages are forgotten. */
  close(): Promise<void>
}

const warn = (sentence: string): void => process.emitWarning(sentence)

/** [control] Puts the desk behind `control` on OSC over UDP. Rejects with an OscError when it cannot listen. */
export async function startOsc({ host, port, control, onFault = warn }: OscOptions): Promise<OscServer> {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
  await bound(socket, host, port)
  const responder = new Responder({
    control,
    clock: systemClock,
    wallClock: () => Date.now(),
    // What cannot be delivered is lost, as everything on UDP may be.
    send: (bytes, to) => socket.send(bytes, to.port, to.address, () => {}),
    onFault,
  })
  socket.on('message', (bytes, sender) => responder.receive(bytes, sender))
  // Some systems report here that an answer did not arrive; the socket goes on.
  socket.on('error', (error) => onFault(`OSC: the network reported an error: ${error.message}`))
  const at = socket.address()
  let closed: Promise<void> | undefined
  return {
    address: `${isIPv6(at.address) ? `[${at.address}]` : at.address}:${at.port}`,
    port: at.port,
    close: () => {
      closed ??= new Promise((resolve) => socket.close(() => resolve()))
      responder.close()
      return closed
    },
  }
}

function bound(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void => {
      socket.close()
      reject(new OscError(sentenceOf(error, host, port)))
    }
    socket.once('error', refuse)
    // A port beyond the last one would be taken modulo 65536.
    if (!Number.isInteger(port) || port < 0 || port > LAST_PORT)
      return refuse('a port is a number from 0 to 65535')
    socket.bind(port, host, () => {
      socket.off('error', refuse)
      resolve()
    })
  })
}

const LAST_PORT = 65_535

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses this port; choose another one',
  EACCES: 'ports below 1024 belong to the system; choose another one',
  EADDRNOTAVAIL:
    'this machine does not have that address; 127.0.0.1 hears this machine, 0.0.0.0 every network',
  ENOTFOUND: 'there is no such host; 127.0.0.1 hears this machine, 0.0.0.0 every network',
  EAI_AGAIN: 'the name of the host could not be looked up; give its number',
}

function sentenceOf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error))
  return `OSC cannot listen on ${host}:${port}: ${reason}`
}
