import { isIPv6 } from 'node:net'
import type { ControlPort } from '../../host/index.ts'
import type { Clock } from '../clock.ts'
import { isBundle, type TimedMessage, takeApart } from './bundle.ts'
import { decodeMessage, encodeMessage } from './codec.ts'
import { carryOut, errorAnswer } from './commands.ts'
import { LONGEST_PACKET } from './layout.ts'
import { isBad, type OscMessage } from './message.ts'
import { Allowances } from './rate.ts'
import { Schedule } from './schedule.ts'

/** Who sent a datagram, and gets the answer. */
export interface Sender {
  readonly address: string
  readonly port: number
}

export interface Surroundings {
  readonly control: ControlPort
  readonly clock: Clock
  /** [control] ms since 1970, what the times of bundles mean. */
  readonly wallClock: () => number
  /** [control] */
  readonly send: (bytes: Uint8Array, to: Sender) => void
  /** [control] Hears of faults of the program. */
  readonly onFault: (sentence: string) => void
}

/** What bundles may be ahead of time, ms, and how many of their messages may wait. */
const HORIZON_MS = 10_000
const MOST_WAITING = 1024
/** Answers to lower ports would go to services of the system, where only a forged sender can have come from. */
const LOWEST_PORT = 1024
/** Answers that took a search (rate.ts). */
const SEARCHED: ReadonlySet<string> = new Set(['/error', '/addresses'])

/** Datagrams in, commands on the desk, answers out. Whatever comes in, nothing is thrown. [control] */
export class Responder {
  readonly #with: Surroundings
  readonly #allowances: Allowances
  readonly #schedule: Schedule<() => void>

  constructor(surroundings: Surroundings) {
    this.#with = surroundings
    this.#allowances = new Allowances(surroundings.clock.now())
    this.#schedule = new Schedule((run) => run(), surroundings.clock, MOST_WAITING)
  }

  /** [control] One datagram. Senders that ask for too much are not heard for a while. */
  receive(bytes: Uint8Array, sender: Sender): void {
    const name = nameOf(sender)
    if (!this.#admits(name)) return
    if (bytes.length > LONGEST_PACKET) this.#allowances.spend(name, false)
    else if (isBundle(bytes)) this.#unpack(bytes, sender, name)
    else this.#handle(bytes, sender, name)
  }

  /** [control] Forgets what waits. */
  close(): void {
    this.#schedule.clear()
  }

  #admits(name: string): boolean {
    return this.#allowances.admits(name, this.#with.clock.now())
  }

  #unpack(bytes: Uint8Array, sender: Sender, name: string): void {
    const { messages, problem } = takeApart(bytes)
    let refused = problem
    for (const message of messages) refused = this.#place(message, sender, name) ?? refused
    if (refused !== undefined) this.#answer(errorAnswer('#bundle', refused), sender, name)
  }

  /** Carries out now or later. Returns why not. */
  #place({ bytes, dueMs }: TimedMessage, sender: Sender, name: string): string | undefined {
    const waitMs = dueMs === 0 ? 0 : dueMs - this.#with.wallClock()
    if (waitMs <= 0)
      return this.#handle(bytes, sender, name) ? undefined : 'too much at once; not all was carried out'
    if (waitMs > HORIZON_MS) return `bundles are scheduled at most ${HORIZON_MS / 1000} s ahead`
    const waits = this.#schedule.add(() => this.#handle(bytes, sender, name), this.#with.clock.now() + waitMs)
    return waits ? undefined : `at most ${MOST_WAITING} messages wait at a time`
  }

  /** False when the sender is not heard at the moment. */
  #handle(bytes: Uint8Array, sender: Sender, name: string): boolean {
    if (!this.#admits(name)) return false
    const message = decodeMessage(bytes)
    let answer: OscMessage | undefined
    if (!isBad(message)) answer = this.#carryOut(message, name)
    else if (message.address !== '') answer = errorAnswer(message.address, message.refused)
    if (answer === undefined) this.#allowances.spend(name, false)
    else this.#answer(answer, sender, name)
    return true
  }

  #carryOut(message: OscMessage, name: string): OscMessage | undefined {
    try {
      return carryOut(this.#with.control, message, `osc ${name}`)
    } catch (error) {
      this.#with.onFault(`OSC: ${message.address} failed: ${reasonOf(error)}`)
      return errorAnswer(message.address, 'a fault of the program stopped this command')
    }
  }

  #answer(answer: OscMessage, sender: Sender, name: string): void {
    this.#allowances.spend(name, SEARCHED.has(answer.address))
    if (sender.port < LOWEST_PORT) return
    try {
      this.#with.send(encodeMessage(answer), sender)
    } catch (error) {
      this.#with.onFault(`OSC: an answer could not be sent: ${reasonOf(error)}`)
    }
  }
}

const nameOf = ({ address, port }: Sender): string => `${isIPv6(address) ? `[${address}]` : address}:${port}`

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
