import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { type ControlPort, isRefusal, type PlainValue, type Reading } from '../../host/index.ts'
import { Lines } from './lines.ts'
import { type HostInfo, LONGEST_REQUEST, MOST_READINGS, type Request, type Response } from './protocol.ts'

/** Clients at the same time. */
const MOST_CLIENTS = 32

/**
 * [control] Lets other programs of the same user read and move the desk. Garbage is answered with one sentence, or the connection is
 * closed; the host never stops for it.
 */
export async function serveLocal(
  path: string,
  port: ControlPort,
  info: () => HostInfo,
): Promise<{ close(): Promise<void> }> {
  const clients = new Set<Socket>()
  const server: Server = createServer((socket) => {
    if (clients.size >= MOST_CLIENTS) {
      socket.destroy()
      return
    }
    clients.add(socket)
    socket.on('close', () => clients.delete(socket))
    socket.on('error', () => socket.destroy())
    talk(socket, port, info)
  })
  if (process.platform !== 'win32') rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  return {
    async close() {
      for (const client of clients) client.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/**
 * Answers line by line. A client that does not take its answers is not asked for more requests until it does, so that what
 * waits for it never grows beyond one answer.
 */
function talk(socket: Socket, port: ControlPort, info: () => HostInfo): void {
  const lines = new Lines(LONGEST_REQUEST)
  const answerAll = (): void => {
    try {
      for (let line = lines.next(); line !== undefined; line = lines.next()) {
        if (socket.write(`${answerTo(line, port, info)}\n`)) continue
        socket.pause()
        return
      }
    } catch {
      // Only a line without end comes here, and where the next one would begin is not known.
      socket.destroy()
    }
  }
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    lines.add(text)
    answerAll()
  })
  socket.on('drain', () => {
    socket.resume()
    answerAll()
  })
}

/** The answer as JSON. A fault of the program is told to the client too: it would wait for ever otherwise. */
function answerTo(line: string, port: ControlPort, info: () => HostInfo): string {
  const request = parse(line)
  if (typeof request === 'string') return JSON.stringify({ id: 0, refused: request } satisfies Response)
  try {
    return JSON.stringify(respond(request, port, info))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const refused = `the host could not answer: ${reason}`
    return JSON.stringify({ id: request.id, refused } satisfies Response)
  }
}

function respond(request: Request, port: ControlPort, info: () => HostInfo): Response {
  const { id } = request
  if (request.op === 'info') return { id, info: info() }
  if (request.op === 'set') {
    const result = port.set(request.address, request.value, 'command line')
    return isRefusal(result) ? { id, refused: result.refused } : { id, readings: [result] }
  }
  return read(id, request.address, port)
}

/** One address, or everything below it. */
function read(id: number, address: string, port: ControlPort): Response {
  const one = port.get(address)
  if (!isRefusal(one)) return { id, readings: [one] }
  const readings: Reading[] = []
  for (const entry of port.list(address).slice(0, MOST_READINGS)) {
    const reading = port.get(entry.address)
    if (!isRefusal(reading)) readings.push(reading)
  }
  return readings.length > 0 ? { id, readings } : { id, refused: one.refused }
}

function parse(line: string): Request | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'a line must be one JSON object'
  }
  if (typeof value !== 'object' || value === null) return 'a line must be one JSON object'
  const { id, op, address, value: wanted } = value as { [key: string]: unknown }
  if (typeof id !== 'number') return '"id" must be a number'
  if (op === 'info') return { id, op }
  if (typeof address !== 'string') return '"address" must be a text'
  if (op === 'get') return { id, op, address }
  if (op === 'set' && isPlain(wanted)) return { id, op, address, value: wanted }
  return '"op" must be info, get, or set with a "value"'
}

const isPlain = (value: unknown): value is PlainValue =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
