import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PluginMap } from '../../../src/host/engine/graph.ts'
import { STATUS } from '../../../src/host/engine/plan.ts'
import { WavWriter } from '../../../src/host/files/index.ts'
import { LiveHost } from '../../../src/host/live/live-host.ts'
import { nullDriver } from '../../../src/host/live/null-driver.ts'
import { openSession } from '../../../src/host/media/open-session.ts'
import { isRefusal } from '../../../src/host/sdk/index.ts'
import { gain } from '../../../src/plugins/gain/index.ts'
import { sine } from '../../support/signals.ts'

export const RATE = 48000

const YAML = `gainstage: 1
plugins: { breaks: ./breaks.ts }
strips:
  bad: { input: { file: tone.wav, loop: true }, inserts: [ { breaks: BREAKS } ] }
  good: { input: { file: tone.wav, loop: true }, inserts: [ { gain: { level: -6 } } ], fader: -3 }
`
const BREAKS = join(import.meta.dirname, '../../support/broken-plugins/breaks.ts')

/** Polls until `condition` holds; the test's own time-out is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** A session that plays on the null driver, with a plugin that breaks in one strip and a sound one in the other. */
export class BrokenShow {
  readonly notes: string[] = []
  #host: LiveHost | undefined

  /** Plays from a new folder `folder`; `breaks`: what the plugin is set to, as YAML. */
  static async play(folder: string, breaks = '{}'): Promise<BrokenShow> {
    mkdirSync(folder)
    copyFileSync(BREAKS, join(folder, 'breaks.ts'))
    const wav = new WavWriter(join(folder, 'tone.wav'), { channels: 1, sampleRate: RATE, encoding: 'int24' })
    wav.write([sine(440, RATE, RATE, 0.5)])
    wav.close()
    const path = join(folder, 'session.yaml')
    writeFileSync(path, YAML.replace('BREAKS', breaks))
    // Few plugins, little to warm up.
    const session = await openSession(path, { plugins: new Map([[gain.id, gain]]) as PluginMap })
    const show = new BrokenShow()
    show.#host = await LiveHost.open(session, {
      driver: nullDriver,
      device: undefined,
      frames: 256,
      loopSong: false,
      fresh: true,
      onNote: (sentence) => show.notes.push(sentence),
    })
    show.set('/transport/playing', true)
    return show
  }

  get host(): LiveHost {
    return this.#host!
  }

  /** Frames the song has played. */
  get position(): number {
    return this.host.meters[STATUS.position]!
  }

  /** The sentence that says that the plugin is out. */
  get named(): string | undefined {
    return this.notes.find((note) => note.includes('/strip/bad/breaks (Breaks) was bypassed'))
  }

  set(address: string, value: string | number | boolean): void {
    this.host.desk.set(address, value, 'test')
  }

  value(address: string): unknown {
    const reading = this.host.desk.get(address)
    return isRefusal(reading) ? reading.refused : reading.plain
  }

  /** Makes the plugin break in that way. */
  break(parameter: string, way: string): void {
    this.host.desk.group('break', 'test', () => {
      this.set('/strip/bad/breaks/sure', true)
      this.set(`/strip/bad/breaks/${parameter}`, way)
    })
  }

  /** Waits until the strip beside it is heard, and the song goes on. */
  async playsOn(): Promise<void> {
    const at = this.position
    this.host.meters[STATUS.frames] = 0
    await until(() => this.host.meters[STATUS.frames]! > 4800 && this.position > at)
    await until(() => Number(this.value('/meter/strip/good/post/left')) > -30)
    await until(() => Number(this.value('/meter/strip/bad/post/left')) > -30)
  }
}
