import { describe, expect, it } from 'vitest'
import type { GraphPicture } from '../../../../src/control/tui/desk/graph/picture.ts'
import { placeOf } from '../../../../src/control/tui/desk/graph/scale.ts'
import { Watcher } from '../../../../src/control/tui/desk/watcher.ts'
import { startModel } from '../../../../src/control/tui/state/model.ts'
import { readScreen } from '../../../../src/control/tui/view/read-screen.ts'
import { createBanks } from '../../../../src/host/engine/bank.ts'
import { Engine } from '../../../../src/host/engine/engine.ts'
import { BUILT_IN } from '../../../../src/host/index.ts'
import { Desk } from '../../../../src/host/session/desk/desk.ts'
import { readSession } from '../../../../src/host/session/format/read-session.ts'
import { sine } from '../../../support/signals.ts'

const YAML = `gainstage: 1
name: graphs
rate: 48000
strips:
  tone:
    input: { device: 1 }
    inserts: [ { eq: { band3Freq: 1000, band3Gain: -12 } }, { limiter: { gain: 10, ceiling: -6 } } ]
`
const BLOCK = 480
const FRAMES = 24000

/** A tone of 1 kHz at -10 dB in a whole engine, and what a dashboard of 120 x 40 sees of an insert of its strip. */
function playing() {
  const banks = createBanks()
  const desk = new Desk(readSession(YAML, 'graphs', BUILT_IN).document, BUILT_IN, banks)
  const engine = new Engine({ sampleRate: 48000, plugins: BUILT_IN, banks })
  engine.apply(desk.plan)
  const tone = sine(1000, 2 * FRAMES, 48000, 10 ** (-10 / 20))
  const output = [new Float64Array(BLOCK), new Float64Array(BLOCK)]
  let at = 0
  const play = (): void => {
    for (const end = at + FRAMES; at < end; at += BLOCK)
      engine.process([tone.subarray(at, at + BLOCK)], output, BLOCK)
  }
  const watcher = new Watcher(desk, {
    curves: { sampleRate: 48000, of: (channel, slot) => desk.pluginAt(channel, slot)?.response },
    scopes: { open: (point) => desk.openScope(point) },
  })
  const look = (section: string, now: number): GraphPicture | undefined => {
    const model = { ...startModel(), view: 'channel', section } as const
    const { body } = readScreen(watcher, model, { title: '', driver: '' }, { rows: 40, columns: 120 }, now)
    return body.view === 'channel' ? body.detail.graph : undefined
  }
  return { play, look }
}

describe('graphs of a playing engine', () => {
  it('show a tone where the curve of the equaliser has put it', () => {
    const { play, look } = playing()
    look('eq', 0)
    play()
    const picture = look('eq', 50)
    if (picture?.kind !== 'response') throw new Error('no curve')
    const levels = picture.spectrumDb!
    const column = Math.floor(placeOf(1000) * levels.length)
    expect(levels[column]).toBeCloseTo(-22, 0)
    expect(levels[column]! + 10).toBeCloseTo(picture.curveDb[2 * column]!, 0)
  })

  it('show the levels before and after a limiter on its curve', () => {
    const { play, look } = playing()
    look('limiter', 0)
    play()
    const picture = look('limiter', 50)
    if (picture?.kind !== 'transfer') throw new Error('no curve')
    expect(picture.levels!.inputDb).toBeCloseTo(-22, 0)
    expect(picture.levels!.outputDb).toBeCloseTo(-12, 0)
  })
})
