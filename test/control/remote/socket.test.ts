import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LocalClient } from '../../../src/control/remote/client.ts'
import { LONGEST_ANSWER, LONGEST_REQUEST } from '../../../src/control/remote/protocol.ts'
import { runningHosts } from '../../../src/control/remote/running-hosts.ts'
import { serveLocal } from '../../../src/control/remote/server.ts'
import { socketPath } from '../../../src/control/remote/sockets.ts'
import type { ControlPort, Reading } from '../../../src/host/index.ts'

let folder: string
let closing: (() => unknown)[] = []
const { XDG_RUNTIME_DIR: before } = process.env

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
  process.env['XDG_RUNTIME_DIR'] = folder
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  closing = []
  if (before === undefined) delete process.env['XDG_RUNTIME_DIR']
  else process.env['XDG_RUNTIME_DIR'] = before
  rmSync(folder, { recursive: true })
})

/** A port that knows one address, `/big`, whose text is long; asking for `/broken` is a fault. */
function portOf(text: string, asked: () => void = () => {}): ControlPort {
  const get = (address: string): Reading | { refused: string } => {
    asked()
    if (address === '/broken') throw new Error('a wheel came off')
    return address === '/big' ? ({ address, text } as Reading) : { refused: `there is no ${address}` }
  }
  return { get, list: () => [], set: (address: string) => get(address) } as unknown as ControlPort
}

async function serve(pid: number, port: ControlPort): Promise<string> {
  const path = socketPath(pid)
  const info = () => ({ pid, session: `${pid}.yaml`, driver: 'none' })
  const server = await serveLocal(path, port, info)
  closing.push(() => server.close())
  return path
}

/** A server that answers nothing, or only with `words`. */
async function pretend(pid: number, words?: string): Promise<string> {
  const path = socketPath(pid)
  const clients: Socket[] = []
  const server = createServer((socket) => {
    clients.push(socket)
    socket.on('error', () => {})
    if (words !== undefined) socket.write(words)
  })
  server.listen(path)
  await once(server, 'listening')
  closing.push(() => {
    for (const client of clients) client.destroy()
    server.close()
  })
  return path
}

async function clientOf(path: string, patienceMs?: number): Promise<LocalClient> {
  const client = await LocalClient.connect(path, patienceMs)
  closing.push(() => client.close())
  return client
}

describe('looking for hosts', () => {
  it('finds those that answer and leaves the sockets of those that do not', async () => {
    await serve(101, portOf('x'))
    const silent = await pretend(102)
    const { answering, silent: pids } = await runningHosts(50)
    for (const { client } of answering) client.close()
    expect(answering.map(({ info }) => info.session)).toEqual(['101.yaml'])
    expect(pids).toEqual([102])
    expect(existsSync(silent)).toBe(true)
  })

  it('removes the sockets of hosts that are gone', async () => {
    const path = socketPath(103)
    writeFileSync(path, '')
    expect(await runningHosts(50)).toEqual({ answering: [], silent: [] })
    expect(existsSync(path)).toBe(false)
  })
})

describe('a client', () => {
  it('says that a host does not answer', async () => {
    const client = await clientOf(await pretend(104), 50)
    await expect(client.get('/big')).rejects.toThrow('the host does not answer within 0.05 s')
  })

  it('hears at once when the host ends', async () => {
    const server = createServer((socket) => socket.destroy())
    server.listen(socketPath(105))
    await once(server, 'listening')
    closing.push(() => server.close())
    const client = await clientOf(socketPath(105))
    await expect(client.info()).rejects.toThrow(/the host closed the connection/)
  })

  it.each([
    ['that is no JSON', 'hello\n'],
    ['that has no end', 'x'.repeat(LONGEST_ANSWER + 1)],
  ])('gives up on an answer %s', async (_what, words) => {
    const client = await clientOf(await pretend(106, words))
    await expect(client.info()).rejects.toThrow(/the host/)
  })
})

describe('the socket of a host', () => {
  it('answers, refuses, and tells a fault of the program', async () => {
    const client = await clientOf(await serve(107, portOf('loud')))
    expect((await client.get('/big'))[0]?.text).toBe('loud')
    await expect(client.get('/small')).rejects.toThrow('there is no /small')
    await expect(client.get('/broken')).rejects.toThrow('the host could not answer: a wheel came off')
    expect((await client.get('/big'))[0]?.text).toBe('loud')
  })

  it('works no further ahead than a client reads, and answers everything in the end', async () => {
    let asked = 0
    const path = await serve(
      108,
      portOf('x'.repeat(200_000), () => asked++),
    )
    const socket = connect(path)
    closing.push(() => socket.destroy())
    const requests = 300
    for (let id = 1; id <= requests; id++)
      socket.write(`${JSON.stringify({ id, op: 'get', address: '/big' })}\n`)
    // Another client's answer shows that the host has been at work since.
    const other = await clientOf(path)
    for (let i = 0; i < 20; i++) await other.info()
    expect(asked).toBeLessThan(20)
    let answers = 0
    for await (const chunk of socket) {
      answers += (chunk as Buffer).filter((byte) => byte === 10).length
      if (answers === requests) break
    }
    expect(asked).toBe(requests)
  })

  it('cuts off a request without end', async () => {
    const socket = connect(await serve(109, portOf('x')))
    socket.on('error', () => {})
    socket.write('x'.repeat(LONGEST_REQUEST + 1))
    await once(socket.resume(), 'close')
  })
})
