import { connect, type Socket } from 'node:net'
import type { PlainValue, Reading } from '../../host/index.ts'
import { Lines } from './lines.ts'
import { type HostInfo, LONGEST_ANSWER, type Response } from './protocol.ts'

/** How long a host may take to answer, ms. */
const ANSWER_MS = 3000

/** Distributes over the union, so that each request keeps its own fields. */
type Asked =
  | { op: 'info' }
  | { op: 'get'; address: string }
  | { op: 'set'; address: string; value: PlainValue }

interface Waiting {
  resolve(response: Response): void
  reject(error: Error): void
}

/** A connection to a running host. Answers that are refusals reject with their sentence. [control] */
export class LocalClient {
  readonly #socket: Socket
  readonly #patienceMs: number
  readonly #lines = new Lines(LONGEST_ANSWER)
  readonly #waiting = new Map<number, Waiting>()
  #id = 0

  private constructor(socket: Socket, patienceMs: number) {
    this.#socket = socket
    this.#patienceMs = patienceMs
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.#hear(text))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#giveUp(new Error('the host closed the connection without an answer')))
  }

  /** Connects, or rejects with the system's error when nobody listens there. `patienceMs`: how long an answer may take. */
  static async connect(path: string, patienceMs = ANSWER_MS): Promise<LocalClient> {
    const socket = connect(path)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new LocalClient(socket, patienceMs)
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
    if (this.#socket.destroyed) throw new Error('the host closed the connection')
    const id = ++this.#id
    const response = await new Promise<Response>((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(id)
        reject(new Error(`the host does not answer within ${this.#patienceMs / 1000} s`))
      }, this.#patienceMs)
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(late)
          how(value)
        }
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
      this.#socket.write(`${JSON.stringify({ id, ...asked })}\n`)
    })
    if ('refused' in response) throw new Error(response.refused)
    return response
  }

  #hear(text: string): void {
    this.#lines.add(text)
    try {
      for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next()) {
        const response = JSON.parse(line) as Response
        this.#waiting.get(response.id)?.resolve(response)
        this.#waiting.delete(response.id)
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#giveUp(new Error(`the host's answer cannot be read: ${reason}`))
      this.#socket.destroy()
    }
  }

  #giveUp(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
