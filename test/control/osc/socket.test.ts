import { execFile, execFileSync, spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { encodeMessage } from '../../../src/control/osc/codec.ts'
import { OscError, type OscServer, startOsc } from '../../../src/control/osc/index.ts'
import { float, int, text } from '../../../src/control/osc/message.ts'
import { testDesk } from '../../host/session/desk/desk-fixture.ts'
import { oscMessage, readOsc } from '../../support/osc-bytes.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function started(host = '127.0.0.1') {
  const { desk } = testDesk()
  const server: OscServer = await startOsc({ host, port: 0, control: desk })
  open.push(server)
  return { desk, server }
}

async function client(): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  open.push(socket)
  return socket
}

const hasLiblo = ((): boolean => {
  try {
    execFileSync('oscsend', { stdio: 'ignore' })
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
})()

describe('the OSC socket', () => {
  it('listens on this machine only, and answers the sender', async () => {
    const { server } = await started()
    expect(server.address).toBe(`127.0.0.1:${server.port}`)
    const socket = await client()
    socket.send(oscMessage('/strip/vox/fader', 'f', -6), server.port, '127.0.0.1')
    socket.send(oscMessage('/strip/vox/fader'), server.port, '127.0.0.1')
    const [answer] = await once(socket, 'message')
    expect(readOsc(answer)).toEqual(['/strip/vox/fader', 'f', -6])
  })

  it('says in one sentence why it cannot be opened', async () => {
    const { server, desk } = await started()
    const busy = startOsc({ host: '127.0.0.1', port: server.port, control: desk })
    await expect(busy).rejects.toThrow(OscError)
    await expect(busy).rejects.toThrow(
      `OSC cannot listen on 127.0.0.1:${server.port}: another program uses this port; choose another one`,
    )
    await expect(startOsc({ host: '127.0.0.1', port: 70_000, control: desk })).rejects.toThrow('0 to 65535')
    await expect(startOsc({ host: '203.0.113.7', port: 0, control: desk })).rejects.toThrow(
      'does not have that address',
    )
  })

  it('is gone after close, which may be asked for twice', async () => {
    const { server, desk } = await started()
    await Promise.all([server.close(), server.close()])
    const again = await startOsc({ host: '127.0.0.1', port: server.port, control: desk })
    await again.close()
  })
})

// liblo-tools: the reference implementation in C, when it is installed (apt install liblo-tools).
describe.skipIf(!hasLiblo)('liblo as a peer', () => {
  it('oscsend sets floats, texts and switches', async () => {
    const { server, desk } = await started()
    const oscsend = (...words: readonly string[]) =>
      promisify(execFile)('oscsend', ['127.0.0.1', String(server.port), ...words])
    await oscsend('/strip/vox/fader', 'f', '-6.1')
    await oscsend('/strip/vox/comp/knee', 's', 'hard')
    await oscsend('/strip/vox/mute', 'T')
    await expect.poll(() => desk.get('/strip/vox/mute')).toMatchObject({ plain: true })
    expect(desk.get('/strip/vox/fader')).toMatchObject({ plain: -6.1 })
    expect(desk.get('/strip/vox/comp/knee')).toMatchObject({ plain: 'hard' })
  })

  it('oscdump reads what we answer', async () => {
    const probe = await client()
    const { port } = probe.address()
    probe.close()
    open.splice(open.indexOf(probe), 1)
    const dump = spawn('stdbuf', ['-oL', 'oscdump', '-L', String(port)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    open.push({ close: () => dump.kill() })
    let seen = ''
    dump.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
    })
    const socket = await client()
    const bytes = encodeMessage({
      address: '/strip/vox/fader',
      args: [float(-6), int(1), text('Grüße'), float(3)],
    })
    const expected = '/strip/vox/fader fisf -6.000000 1 "Grüße" 3.000000'
    // It listens when it is ready, so it is told until it hears.
    const tell = (): string => {
      socket.send(bytes, port, '127.0.0.1')
      return seen
    }
    await expect.poll(tell, { timeout: 4000 }).toContain(expected)
  })
})
