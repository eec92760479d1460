import { describe, expect, it } from 'vitest'
import { STATUS } from '../../../src/host/engine/plan.ts'
import { db, definePlugin, type ProcessIo, type Processor } from '../../../src/host/sdk/index.ts'
import { gain } from '../../../src/plugins/gain/index.ts'
import { difference } from '../../support/measure.ts'
import { noise } from '../../support/signals.ts'
import { SmallDesk } from '../../support/small-desk.ts'

const make = (prepare: (meters: () => Float64Array) => Processor) => {
  let desk: SmallDesk | undefined
  const plugin = definePlugin({
    id: 'odd',
    name: 'Odd',
    about: 'Does what the test wants.',
    version: 1,
    params: { unused: db({ label: 'Unused', min: 0, max: 1, default: 0, help: 'Nothing.' }) },
    meters: {},
    prepare: () => prepare(() => desk!.meters),
  })
  desk = new SmallDesk([plugin, gain])
  return { plugin, desk }
}

const strip = { id: '/strip/a', source: { kind: 'device', channels: [0, 1] } } as const
const master = { id: '/master' } as const
const input = [noise(2560, 1, 1), noise(2560, 1, 2)]
const pass = (io: ProcessIo): void => {
  for (let c = 0; c < io.input.length; c++) io.output[c]!.set(io.input[c]!.subarray(0, io.frames))
}

describe('the guard around a plugin', () => {
  it.each([
    [
      'throws',
      (): Processor => {
        throw new Error('no luck\nsecond line')
      },
      'no luck',
    ],
    [
      'throws something unreadable',
      (): Processor => {
        throw {
          toString: () => {
            throw 1
          },
        }
      },
      'cannot be read',
    ],
    ['gives nothing', () => undefined as unknown as Processor, 'no processor'],
  ])('passes the sound on when prepare %s, and names the insert', (_what, prepare, sentence) => {
    const { desk, plugin } = make(prepare)
    desk.apply([
      {
        ...strip,
        inserts: [
          { slot: 'odd', plugin },
          { slot: 'gain', plugin: gain, values: { level: -6 } },
        ],
      },
      master,
    ])
    const output = desk.run(input, 2, 2560)
    const expected = input[0]!.map((x) => x * 10 ** (-6 / 20))
    expect(difference(output[0]!, expected)).toBeLessThan(1e-12)
    const [event] = desk.engine.events()
    expect(event?.sentence).toContain('/strip/a/odd (Odd) was bypassed: ')
    expect(event?.sentence).toContain(sentence)
    // There is nothing to try again.
    desk.bank.write(desk.blocks.get('/strip/a/odd')!, 0, 1)
    desk.run(input, 2, 256)
    desk.bank.write(desk.blocks.get('/strip/a/odd')!, 0, 0)
    desk.run(input, 2, 256)
    expect(desk.engine.events()).toEqual([])
    expect(desk.meters[STATUS.faults]).toBe(1)
  })

  it('never calls the code of an insert that is barred', () => {
    const { desk, plugin } = make(() => {
      throw new Error('it was called')
    })
    desk.bar('/strip/a/odd', 'it did not come back')
    desk.apply([{ ...strip, inserts: [{ slot: 'odd', plugin }] }, master])
    expect(difference(desk.run(input, 2, 2560)[0]!, input[0]!)).toBe(0)
    expect(desk.engine.events()[0]?.sentence).toContain('was bypassed: it did not come back')
  })

  it('says whose code runs', () => {
    const seen: number[] = []
    const { desk, plugin } = make((meters) => {
      seen.push(meters()[STATUS.running]!)
      return {
        process(io) {
          seen.push(meters()[STATUS.running]!)
          pass(io)
        },
        reset() {},
      }
    })
    desk.apply([
      {
        ...strip,
        inserts: [
          { slot: 'gain', plugin: gain },
          { slot: 'odd', plugin },
        ],
      },
      master,
    ])
    expect(desk.meters[STATUS.running]).toBe(0)
    desk.run(input, 2, 128)
    const block = desk.blocks.get('/strip/a/odd')!
    expect(seen).toEqual([-block, block])
    expect(desk.meters[STATUS.running]).toBe(0)
  })

  it('keeps what a broken plugin wrote into its input out of the mix', () => {
    const { desk, plugin } = make(() => ({
      process({ input: x, output }) {
        x[0]![0] = Number.NaN
        output[0]![0] = Number.NaN
      },
      reset() {},
    }))
    desk.apply([{ ...strip, inserts: [{ slot: 'odd', plugin }] }, master])
    const output = desk.run(input, 2, 2560)
    expect(output[0]![0]).toBe(0)
    expect(difference(output[0]!.subarray(1), input[0]!.subarray(1))).toBe(0)
  })
})
