import { spawnSync } from 'node:child_process'
import {
  closeSync,
  constants,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { listMidiPorts, parseMidiMap, startMidi } from '../src/control/midi/index.ts'
import { testDesk } from '../test/host/session/desk/desk-fixture.ts'

/**
 * Proves the MIDI surface on real ALSA sequencer ports: controls in, feedback out, unplugged and plugged in again.
 * It needs root and the module snd-virmidi, whose raw device is the other end of the cable.
 *
 *     node scripts/rig-midi.ts                 on a machine that has them
 *     node scripts/rig-midi.ts RUNNER          in one that RUNNER starts: it is called as RUNNER FOLDER 'COMMAND'
 */

const FADER = '/strip/vox/fader'
const DRIVER = '/sys/bus/platform/drivers/snd_virmidi'

/** The device's end of the cable, as bytes. */
class RawDevice {
  readonly #file: number

  constructor(path: string) {
    this.#file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  }

  write(...bytes: readonly number[]): void {
    writeSync(this.#file, Uint8Array.from(bytes))
  }

  /** What came since the last time. */
  read(): number[] {
    const bytes = Buffer.alloc(4096)
    try {
      return [...bytes.subarray(0, readSync(this.#file, bytes))]
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return []
      throw error
    }
  }

  close(): void {
    closeSync(this.#file)
  }
}

async function prove(): Promise<void> {
  const raw = readdirSync('/dev/snd').find((name) => /^midiC\d+D0$/.test(name))
  if (raw === undefined) throw new Error('there is no raw MIDI device: modprobe snd-virmidi')
  const card = /\d+/.exec(raw)![0]
  const before = clients()
  const { desk } = testDesk()
  const notices: string[] = []
  const map = parseMidiMap(
    `gainstageMap: 1\nport: Virtual Raw MIDI ${card}-0\ncontrols: [{ cc: 0, address: ${FADER} }]`,
    'map',
  )
  console.log('ports:', await listMidiPorts())
  const midi = await startMidi({
    map,
    control: desk,
    onNotice: (sentence) => {
      notices.push(sentence)
      console.log('notice:', sentence)
    },
  })
  const db = (): unknown => (desk.get(FADER) as { plain?: unknown }).plain
  const moves = async (what: string): Promise<void> => {
    const device = new RawDevice(`/dev/snd/${raw}`)
    desk.set(FADER, 0, 'script')
    await wait(400)
    device.read()
    device.write(0xb0, 0, 95, 0xb0, 0, 80, 0xb0, 0, 64)
    await until(`${what}: a fader of the device moves the desk`, () => db() === (64 / 127) * 40 - 30)
    await wait(400)
    check(`${what}: its own move does not come back`, device.read().length === 0)
    desk.set(FADER, 10, 'script')
    await until(`${what}: what others move comes back`, () => device.read().join() === '176,0,127')
    device.close()
  }
  await moves('plugged in')

  plug('unbind')
  await until('unplugged: told', () => notices.at(-1)?.includes('is gone') === true)
  desk.set(FADER, -10, 'script')
  plug('bind')
  const device = new RawDevice(`/dev/snd/${raw}`)
  await until('plugged in again: connected and shown what changed', () => device.read().join() === '176,0,64')
  device.close()
  await moves('plugged in again')

  plug('unbind')
  plug('bind')
  const known = notices.length
  await until('plugged in within a moment: noticed', () => notices.length >= known + 2)
  await moves('plugged in within a moment')

  midi.close()
  const own = await startMidi({ map: { ...map, port: 'virtual' }, control: desk })
  const { inputs } = await listMidiPorts()
  check(
    'a port of our own is seen by others',
    inputs.some((name) => name.includes('Gainstage')),
  )
  own.close()
  await wait(200)
  check('nothing is left open', clients() === before)
}

function plug(what: 'bind' | 'unbind'): void {
  writeFileSync(`${DRIVER}/${what}`, 'snd_virmidi.0')
}

/** Programs and devices at the sequencer. */
const clients = (): number =>
  (readFileSync('/proc/asound/seq/clients', 'utf8').match(/^Client /gm) ?? []).length

async function until(what: string, holds: () => boolean): Promise<void> {
  const started = performance.now()
  let held = holds()
  for (; !held && performance.now() - started < 8000; held = holds()) await wait(20)
  check(`${what} (${Math.round(performance.now() - started)} ms)`, held)
}

function check(what: string, held: boolean): void {
  console.log(`${held ? 'ok    ' : 'FAILED'} ${what}`)
  if (!held) process.exitCode = 1
}

const runner = process.argv[2]
if (runner === undefined) await prove()
else {
  const folder = new URL('..', import.meta.url).pathname
  const command = `'${process.execPath}' scripts/rig-midi.ts`
  process.exitCode = spawnSync(runner, [folder, command], { stdio: 'inherit' }).status ?? 3
}
