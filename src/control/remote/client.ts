import { rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import type { PlainValue, Reading } from '../../host/index.ts'
import type { HostInfo, Response } from './protocol.ts'
import { knownSockets } from './sockets.ts'

/** How long a host may take to answer, ms. */
const ANSWER_MS = 3000

/** Distributes over the union, so that each request keeps its own fields. */
type Asked =
  | { op: 'info' }
  | { op: 'get'; address: string }
  | { op: 'set'; address: string; value: PlainValue }

/** A connection to a running host. Answers that are refusals reject with their sentence. [control] */
export class LocalClient {
  readonly #socket: Socket
  #id = 0
  #rest = ''
  readonly #waiting = new Map<number, (response: Response) => void>()

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.#hear(text))
    socket.on('error', () => socket.destroy())
  }

  /** Connects, or rejects when nobody listens there. */
  static async connect(path: string): Promise<LocalClient> {
    const socket = connect(path)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new LocalClient(socket)
  }

  async info(): Promise<HostInfo> {
    const response = await this.#ask({ op: 'info' })
    if ('info' in response) return response.info
    throw new Error('the host gave no information')
  }

  /** The reading of an address, or of all addresses below it. */
  async get(address: string): Promise<readonly Reading[]> {
    const response = await this.#ask({ op: 'get', address })
    return 'readings' in response ? response.readings : []
  }

  async set(address: string, value: PlainValue): Promise<readonly Reading[]> {
    const response = await this.#ask({ op: 'set', address, value })
    return 'readings' in response ? response.readings : []
  }

  close(): void {
    this.#socket.destroy()
  }

  async #ask(asked: Asked): Promise<Response> {
    const id = ++this.#id
    const answer = new Promise<Response>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the host did not answer')), ANSWER_MS)
      this.#waiting.set(id, (response) => {
        clearTimeout(late)
        resolve(response)
      })
    })
    this.#socket.write(`${JSON.stringify({ id, ...asked })}\n`)
    const response = await answer
    if ('refused' in response) throw new Error(response.refused)
    return response
  }

  #hear(text: string): void {
    this.#rest += text
    for (let end = this.#rest.indexOf('\n'); end >= 0; end = this.#rest.indexOf('\n')) {
      const response = JSON.parse(this.#rest.slice(0, end)) as Response
      this.#rest = this.#rest.slice(end + 1)
      this.#waiting.get(response.id)?.(response)
      this.#waiting.delete(response.id)
    }
  }
}

/** [control] Every host that answers; sockets of hosts that are gone are removed. */
export async function runningHosts(): Promise<{ client: LocalClient; info: HostInfo }[]> {
  const hosts: { client: LocalClient; info: HostInfo }[] = []
  for (const { path } of knownSockets()) {
    try {
      const client = await LocalClient.connect(path)
      hosts.push({ client, info: await client.info() })
    } catch {
      if (process.platform !== 'win32') rmSync(path, { force: true })
    }
  }
  return hosts
}
