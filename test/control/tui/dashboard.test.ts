import { afterEach, describe, expect, it, vi } from 'vitest'
import { type RunningDashboard, runDashboard } from '../../../src/control/tui/index.ts'
import type { ControlPort } from '../../../src/host/index.ts'
import { FakeTerminal } from '../../support/fake-terminal.ts'
import { portWith } from '../../support/port-with.ts'
import { PeepShow } from './graph/peep-show.ts'
import { stageDesk } from './stage-desk.ts'

const open: RunningDashboard[] = []

afterEach(() => {
  for (const dashboard of open.splice(0)) dashboard.close()
})

function run(port?: ControlPort, terminal = new FakeTerminal()) {
  const stage = stageDesk()
  const scopes = new PeepShow()
  const { streams } = terminal
  const dashboard = runDashboard({
    port: port ?? stage.port,
    curves: stage.curves,
    scopes,
    host: () => 'no device',
    title: 'Demo',
    streams,
  })
  open.push(dashboard)
  return { ...stage, terminal, dashboard, scopes }
}

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

describe('a dashboard', () => {
  it('takes the alternate screen without cursor and gives it back', async () => {
    const { terminal, dashboard } = run()
    await terminal.until((text) => text.includes('Kick'))
    expect(terminal.raw).toBe(true)
    expect(terminal.paper.modes).toContain('1049')
    expect(terminal.paper.modes).not.toContain('25')
    dashboard.close()
    dashboard.close()
    await dashboard.closed
    expect(terminal.raw).toBe(false)
    expect(terminal.paper.modes).not.toContain('1049')
    expect([...terminal.paper.modes]).toEqual(expect.arrayContaining(['25', '7']))
    expect(terminal.sent.trimEnd().endsWith('\x1b[?1049l')).toBe(true)
  })

  it('hears keys, moves the desk and shows it', async () => {
    const { terminal, desk } = run()
    await terminal.until((text) => text.includes('Kick'))
    terminal.press('\x1b[C')
    terminal.press('-7.5\r')
    await terminal.until((text) => text.includes('Snare fader: -7.5 dB'))
    expect(desk.get('/strip/snare/fader')).toMatchObject({ plain: -7.5 })
  })

  it('shows what the host says and what others move', async () => {
    const { terminal, dashboard, desk } = run()
    dashboard.say('the device is lost')
    await terminal.until((text) => text.includes('the device is lost'))
    desk.set('/strip/kick/fader', -44.4, 'osc')
    await terminal.until((text) => text.includes('-44.4'))
  })

  it('opens the help over the mixer, and quits with q', async () => {
    const { terminal, dashboard } = run()
    terminal.press('?')
    // The help and the mixer behind it come from two painters, in either order.
    await terminal.until((shown) =>
      ['Any key closes this.', 'Demo', '╭──'].every((part) => shown.includes(part)),
    )
    terminal.press('x')
    await terminal.until((shown) => !shown.includes('Any key') && shown.includes('Overhe'))
    terminal.press('q')
    await dashboard.closed
  })

  it('quits with ctrl-C', async () => {
    const { terminal, dashboard } = run()
    terminal.press('\x03')
    await dashboard.closed
    expect(terminal.raw).toBe(false)
  })

  it('ends on the signals that end a process, and listens no longer', async () => {
    for (const signal of SIGNALS) {
      const before = process.listenerCount(signal)
      const { terminal, dashboard } = run()
      process.emit(signal, signal)
      await dashboard.closed
      expect(terminal.paper.modes).not.toContain('1049')
      // Until the signal is over somebody must listen: see watchEndings.
      expect(process.listenerCount(signal)).toBeGreaterThan(before)
      await vi.waitFor(() => expect(process.listeners(signal).length).toBeLessThanOrEqual(before + 1))
    }
  })

  it('leaves frames out while the terminal takes nothing', async () => {
    const { terminal, desk } = run()
    await terminal.until((text) => text.includes('Kick'))
    terminal.hang()
    desk.set('/strip/kick/mute', true, 'a')
    await terminal.until((text) => text.includes('M  · │'))
    const { length } = terminal.sent
    for (let db = 0; db > -40; db -= 4) {
      desk.set('/strip/kick/fader', db, 'a')
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
    expect(terminal.sent.length).toBe(length)
  })

  it('survives a terminal that dies', async () => {
    const { terminal, dashboard } = run()
    await terminal.until((text) => text.includes('Kick'))
    terminal.die()
    const { length } = terminal.sent
    dashboard.say('is anybody there?')
    dashboard.close()
    await dashboard.closed
    expect(terminal.sent.length).toBe(length)
  })

  it('ends without ending the session when it has a fault itself', async () => {
    const { port } = stageDesk()
    let broken = false
    const get: ControlPort['get'] = (address) => {
      if (broken) throw new Error('out of luck')
      return port.get(address)
    }
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { terminal, dashboard } = run(portWith(port, { get }))
    await terminal.until((text) => text.includes('Kick'))
    broken = true
    await vi.waitFor(() => expect(terminal.paper.modes).not.toContain('1049'))
    expect(written.mock.calls.join()).toContain('the session goes on (ctrl-C ends it): Error: out of luck')
    written.mockRestore()
    const closed = await Promise.race([dashboard.closed.then(() => 'closed'), Promise.resolve('open')])
    expect(closed).toBe('open')
  })

  it('looks into the signal while a graph is shown, and no longer than it lives', async () => {
    const { terminal, dashboard, scopes } = run(undefined, new FakeTerminal(40, 120))
    await terminal.until((text) => text.includes('Kick'))
    expect(scopes.seen).toEqual([])
    terminal.press('\t\x1b[6~')
    await terminal.until((text) => / 50 +100 +200/.test(text))
    expect(scopes.seen).toEqual(['/strip/kick/eq out'])
    terminal.press('\t')
    await terminal.until((text) => text.includes('Snare'))
    expect(scopes.seen).toEqual([])
    terminal.press('\t')
    await terminal.until((text) => / 50 +100 +200/.test(text))
    dashboard.close()
    expect(scopes.seen).toEqual([])
  })

  it('shows stray output as a message instead of letting it tear the picture, and again at the end', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { terminal, dashboard } = run()
    console.log('a library %s', 'talks')
    await terminal.until((text) => text.includes('a library talks'))
    expect(written).not.toHaveBeenCalled()
    dashboard.close()
    expect(written).toHaveBeenCalledWith('a library talks\n')
    written.mockRestore()
  })
})
