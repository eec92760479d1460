import { describe, expect, it } from 'vitest'
import { messageProblem } from '../../../src/control/midi/bytes.ts'
import { listMidiPorts, parseMidiMap, startMidi } from '../../../src/control/midi/index.ts'
import { findPort } from '../../../src/control/midi/ports.ts'
import { testDesk } from '../../host/session/desk/desk-fixture.ts'
import { ManualClock } from '../../support/manual-clock.ts'
import { MidiRack } from '../../support/midi-rack.ts'
import { mapPort, PAN } from './bench-of.ts'

const UNIT = 'nanoKONTROL2:nanoKONTROL2 _ CTRL 20:0'

async function started(port = 'nanoKONTROL2', plugged: readonly string[] = [UNIT]) {
  const rack = new MidiRack()
  const clock = new ManualClock()
  const notices: string[] = []
  const control = mapPort()
  rack.plug(...plugged)
  const map = parseMidiMap(`gainstageMap: 1\nport: ${port}\ncontrols: [{ cc: 0, address: ${PAN} }]`, 'map')
  const midi = await startMidi({ map, control, transport: rack, clock, onNotice: (one) => notices.push(one) })
  /** Lets time pass, and what waits for it finish. */
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    for (let i = 0; i < 20; i++) await Promise.resolve()
  }
  return { rack, control, notices, midi, pass }
}

describe('a MIDI device', () => {
  it('is found by the beginning of its name, whatever numbers ALSA gave it', () => {
    const names = ['Midi Through:Midi Through Port-0 14:0', UNIT, 'nanoKONTROL:x 24:0', 'nanoKONTROL 28:0']
    expect(findPort(names, 'nanokontrol2')).toBe(UNIT)
    expect(findPort(names, UNIT)).toBe(UNIT)
    expect(findPort(names, 'nanoKONTROL')).toBe('nanoKONTROL 28:0')
    expect(findPort(names, 'X-Touch')).toBe(undefined)
  })

  it('is shown the desk when it is connected, and moves it', async () => {
    const { rack, control, midi, notices, pass } = await started()
    expect(midi.port).toBe(UNIT)
    expect(notices).toEqual([`MIDI port ${UNIT} is connected`])
    await pass(20)
    expect(rack.sent).toEqual([[0xb0, 0, 64]])
    rack.play(UNIT, 0xb0, 0, 64)
    rack.play(UNIT, 0xb0, 0, 127)
    expect(control.get(PAN)).toMatchObject({ plain: 100 })
  })

  it('that is not there is waited for, and told once with the nearest name', async () => {
    const { rack, midi, notices, pass } = await started('nanoKONTRL2')
    await pass(10_000)
    expect(midi.port).toBe(undefined)
    expect(notices).toEqual([
      `MIDI port nanoKONTRL2 is not there yet; the nearest is nanoKONTROL2; ports are ${UNIT}`,
    ])
    rack.plug('nanoKONTRL2')
    await pass(2000)
    expect(midi.port).toBe('nanoKONTRL2')
  })

  it('that is pulled out and put back is taken back, and shown what changed', async () => {
    const { rack, control, midi, notices, pass } = await started()
    await pass(20)
    rack.unplug(UNIT)
    await pass(2000)
    expect(midi.port).toBe(undefined)
    expect(rack.count.open).toBe(0)
    control.set(PAN, -100, 'osc')
    await pass(2000)
    rack.sent.length = 0
    rack.plug(UNIT)
    await pass(2000)
    await pass(20)
    expect(rack.sent).toEqual([[0xb0, 0, 0]])
    rack.play(UNIT, 0xb0, 0, 1)
    expect(control.get(PAN)).toMatchObject({ plain: (200 * 1) / 127 - 100 })
    expect(notices.map((sentence) => sentence.split(' ').slice(4).join(' '))).toEqual([
      'CTRL 20:0 is connected',
      'gone; it is taken back when it returns',
      'CTRL 20:0 is connected',
    ])
  })

  it('that came back between two looks is opened again, because the old connection is dead', async () => {
    const { rack, control, pass } = await started()
    rack.unplug(UNIT)
    rack.plug(UNIT)
    rack.play(UNIT, 0xb0, 0, 64)
    await pass(2000)
    rack.play(UNIT, 0xb0, 0, 64)
    rack.play(UNIT, 0xb0, 0, 127)
    expect(control.get(PAN)).toMatchObject({ plain: 100 })
    expect(rack.count).toMatchObject({ opened: 4, open: 2 })
  })

  it('is left alone while it stays', async () => {
    const { rack, pass } = await started()
    for (let i = 0; i < 50; i++) await pass(2000)
    expect(rack.count).toMatchObject({ opened: 2, open: 2 })
  })

  it('is safe from a fault behind the desk, which is told', async () => {
    const rack = new MidiRack()
    const clock = new ManualClock()
    const faults: string[] = []
    const control = mapPort()
    rack.plug(UNIT)
    const map = parseMidiMap(`gainstageMap: 1\nport: nano\ncontrols: [{ cc: 0, address: ${PAN} }]`, 'map')
    const midi = await startMidi({ map, control, transport: rack, clock, onFault: (one) => faults.push(one) })
    control.get = () => {
      throw new Error('broken')
    }
    rack.play(UNIT, 0xb0, 0, 64)
    clock.advance(1000)
    expect(faults).toEqual(['MIDI: a control failed: broken', 'MIDI: a control failed: broken'])
    midi.close()
  })

  it('is waited for also where there is no MIDI at all, and the reason is told once', async () => {
    const rack = new MidiRack()
    const clock = new ManualClock()
    const notices: string[] = []
    rack.list = async () => ({ available: false, why: 'there is no sequencer', inputs: [], outputs: [] })
    const map = parseMidiMap('gainstageMap: 1\nport: nano\ncontrols: []', 'map')
    const midi = await startMidi({
      map,
      control: mapPort(),
      transport: rack,
      clock,
      onNotice: (one) => notices.push(one),
    })
    clock.advance(2000)
    for (let i = 0; i < 20; i++) await Promise.resolve()
    expect(notices).toEqual(['MIDI port nano is waited for: there is no sequencer'])
    midi.close()
  })

  it('can be a port of our own', async () => {
    const { midi, notices } = await started('virtual', [])
    expect(midi.port).toBe('Gainstage')
    expect(notices).toEqual(['MIDI port Gainstage is connected'])
  })

  it('is let go at the end, also when it was just being looked for', async () => {
    const { rack, midi, pass, control } = await started()
    midi.close()
    await pass(5000)
    expect(rack.count).toMatchObject({ open: 0 })
    control.set(PAN, 5, 'osc')
    await pass(100)
    expect(rack.sent).toEqual([])
    const second = await started('nanoKONTROL2', [])
    second.rack.plug(UNIT)
    const looking = second.pass(2000)
    second.midi.close()
    await looking
    expect(second.rack.count).toMatchObject({ open: 0 })
  })

  it('of a map with addresses that the desk does not have is told, with the nearest', async () => {
    const notices: string[] = []
    const map = parseMidiMap(
      'gainstageMap: 1\nport: x\ncontrols: [{ cc: 0, address: /strip/vox/fadr }]',
      'map',
    )
    const { desk } = testDesk()
    const midi = await startMidi({
      map,
      control: desk,
      transport: new MidiRack(),
      onNotice: (one) => notices.push(one),
    })
    midi.close()
    expect(notices[0]).toBe('MIDI map: there is no /strip/vox/fadr; did you mean /strip/vox/fader?')
  })

  it('moves a real desk, where undo takes a whole ride back and brings the fader there', async () => {
    const { desk, clock: deskClock } = testDesk()
    const rack = new MidiRack()
    const clock = new ManualClock()
    rack.plug(UNIT)
    const map = parseMidiMap(
      'gainstageMap: 1\nport: nano\ncontrols: [{ cc: 0, address: /strip/vox/fader }, { cc: 41, address: /undo, button: press }]',
      'map',
    )
    const midi = await startMidi({ map, control: desk, transport: rack, clock })
    for (const value of [95, 90, 80, 64]) {
      deskClock.ms += 50
      rack.play(UNIT, 0xb0, 0, value)
    }
    expect(desk.get('/strip/vox/fader')).toMatchObject({ plain: (64 / 127) * 40 - 30 })
    clock.advance(500)
    rack.sent.length = 0
    rack.play(UNIT, 0xb0, 41, 127)
    expect(desk.get('/strip/vox/fader')).toMatchObject({ plain: 0 })
    clock.advance(500)
    expect(rack.sent).toContainEqual([0xb0, 0, 95])
    midi.close()
  })
})

describe('a MIDI message', () => {
  it.each([
    [[], 'empty'],
    [[0xb0, 1], '3 bytes'],
    [[0xb0, 1, 128], 'from 0 to 127'],
    [[1, 2, 3], 'status byte'],
    [[0xf4], 'status byte'],
    [[0xf0, 1, 2], 'ends with F7'],
    [[0xf0, ...Array.from({ length: 4096 }, () => 1), 0xf7], 'at most 4096 bytes'],
  ])('that is none is not sent', (bytes, sentence) => {
    expect(messageProblem(bytes)).toContain(sentence)
  })

  it('of every kind is sent', () => {
    for (const bytes of [
      [0xb0, 7, 100],
      [0xc0, 3],
      [0xd0, 0x7f],
      [0xe1, 0, 64],
      [0xf0, 0x7e, 0xf7],
      [0xf8],
      [0xf2, 1, 2],
    ])
      expect(messageProblem(bytes)).toBe(undefined)
  })
})

describe('this machine', () => {
  it('says what MIDI ports it has or why there are none', async () => {
    const { available, why, inputs } = await listMidiPorts()
    expect(why).toMatch(available ? /input|plugged/ : /ALSA|audio|MIDI/)
    if (!available) expect(inputs).toEqual([])
  })
})
