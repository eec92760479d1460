import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange } from '../../../../src/host/engine/arrange.ts'
import { CHANNEL } from '../../../../src/host/engine/plan.ts'
import { toNorm } from '../../../../src/host/sdk/index.ts'
import { documentOf } from '../../../../src/host/session/desk/desk.ts'
import { testDesk } from './desk-fixture.ts'

const { desk: sample } = testDesk()
const addresses = sample
  .list('/')
  .filter(({ address, writable }) => writable && !/^\/(undo|redo|scene)/.test(address))

const anyAddress = fc.constantFrom(...addresses.map(({ address }) => address))
const anySource = fc.constantFrom('midi', 'osc', 'tui')
const slot = fc.constantFrom('eq', 'comp', 'one', 'two')
const channelId = fc.constantFrom('/strip/kick', '/strip/vox', '/bus/hall', '/master')
const bus = fc.constantFrom('drums', 'hall')

/** Anything a person can do, as a function of the desk. */
type Deed = (made: ReturnType<typeof testDesk>) => unknown

/** Moves that get in each other's way: one insert that comes and goes, and its values. */
const edit: fc.Arbitrary<Deed> = fc.oneof(
  fc.integer({ min: -15, max: 15 }).map(
    (db): Deed =>
      ({ desk }) =>
        desk.set('/strip/vox/eq/gain', db, 'script'),
  ),
  fc.constant<Deed>(({ desk }) => desk.insertPlugin('/strip/vox', 0, 'eq', 'eq')),
  fc.constant<Deed>(({ desk }) => desk.removeInsert('/strip/vox', 'eq')),
)
const single: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: edit },
  {
    weight: 6,
    arbitrary: fc.tuple(anyAddress, fc.double({ min: 0, max: 1, noNaN: true }), anySource).map(
      ([a, n, s]): Deed =>
        ({ desk }) =>
          desk.setNorm(a, n, s),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyAddress, fc.integer({ min: -20, max: 20 }), anySource).map(
      ([a, n, s]): Deed =>
        ({ desk }) =>
          desk.nudge(a, n, s),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        anyAddress,
        fc.constantFrom<string | number | boolean>('off', -6, true, '1k', 'soft', 1e9),
        anySource,
      )
      .map(
        ([a, v, s]): Deed =>
          ({ desk }) =>
            desk.set(a, v, s),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 800 }).map(
      (ms): Deed =>
        ({ clock }) =>
          (clock.ms += ms),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a', 'b').map(
      (name): Deed =>
        ({ desk }) =>
          desk.set('/scene/store', name, 'tui'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a', 'b').map(
      (name): Deed =>
        ({ desk }) =>
          desk.set('/scene/recall', name, 'tui'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a', 'b').map(
      (name): Deed =>
        ({ desk }) =>
          desk.set('/scene/delete', name, 'tui'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(channelId, fc.integer({ min: 0, max: 3 }), slot, fc.constantFrom('eq', 'comp')).map(
      ([c, i, s, p]): Deed =>
        ({ desk }) =>
          desk.insertPlugin(c, i, s, p),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(channelId, slot).map(
      ([c, s]): Deed =>
        ({ desk }) =>
          desk.removeInsert(c, s),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(channelId, slot, fc.integer({ min: 0, max: 3 })).map(
      ([c, s, i]): Deed =>
        ({ desk }) =>
          desk.moveInsert(c, s, i),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(channelId, bus).map(
      ([c, b]): Deed =>
        ({ desk }) =>
          desk.addSend(c, b),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(channelId, bus).map(
      ([c, b]): Deed =>
        ({ desk }) =>
          desk.removeSend(c, b),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(channelId, fc.option(bus)).map(
      ([c, b]): Deed =>
        ({ desk }) =>
          desk.setOutput(c, b),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/undo', '/redo').map(
      (a): Deed =>
        ({ desk }) =>
          desk.set(a, true, 'tui'),
    ),
  },
)

/** Several deeds as one step; undo and redo do not belong into one. */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: single },
  {
    weight: 1,
    arbitrary: fc.array(edit, { minLength: 2, maxLength: 6 }).map(
      (deeds): Deed =>
        (made) =>
          made.desk.group('group', 'script', () => {
            for (const run of deeds) run(made)
          }),
    ),
  },
)

/** Everything that decides about the sound: the document, and what the engine reads. Blocks may differ. */
function soundOf({ desk, values }: ReturnType<typeof testDesk>) {
  return {
    document: documentOf(desk),
    engine: desk.plan.channels.map(({ id, block, inserts, sends, output }) => ({
      id,
      output,
      own: [...values.subarray(block, block + CHANNEL.doubles)],
      inserts: inserts.map(({ slot, plugin, build, latencyFrames, block }) => ({
        slot,
        plugin,
        build,
        latencyFrames,
        values: [...values.subarray(block, block + (plugin === 'eq' ? 3 : 7))],
      })),
      sends: sends.map(({ to, tap, block }) => ({ to, tap, values: [...values.subarray(block, block + 3)] })),
    })),
  }
}

describe('whatever is done to a desk', () => {
  it('can be undone to the first state and redone to the last', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 40 }), (deeds) => {
        const made = testDesk()
        const first = soundOf(made)
        for (const run of deeds) run(made)
        const last = soundOf(made)
        while ('plain' in made.desk.set('/redo', true, 'test'));
        const newest = soundOf(made)
        while ('plain' in made.desk.set('/undo', true, 'test'));
        expect(soundOf(made)).toEqual(first)
        while ('plain' in made.desk.set('/redo', true, 'test'));
        expect(soundOf(made)).toEqual(newest)
        expect(last.engine.length).toBe(newest.engine.length)
      }),
      { numRuns: 120 },
    )
  })

  it('leaves the engine with a plan that it can arrange, and with the values a fresh desk would give it', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 30 }), (deeds) => {
        const made = testDesk()
        for (const run of deeds) run(made)
        expect(arrange(made.desk.plan)).toHaveLength(made.desk.plan.channels.length)
        expect(soundOf(testDesk(documentOf(made.desk)))).toEqual(soundOf(made))
      }),
      { numRuns: 80 },
    )
  })

  it('is brought back by the recall of a scene stored before', () => {
    const moves = fc.tuple(anyAddress, fc.double({ min: 0, max: 1, noNaN: true }))
    const list = fc.array(moves, { maxLength: 30 })
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { desk } = testDesk()
        for (const [address, norm] of before) desk.setNorm(address, norm, 'test')
        desk.set('/scene/store', 'x', 'test')
        const mix = documentOf(desk).scenes[0]
        for (const [address, norm] of after) desk.setNorm(address, norm, 'test')
        desk.set('/scene/recall', 'x', 'test')
        desk.set('/scene/store', 'y', 'test')
        expect(documentOf(desk).scenes[1]!.values).toEqual(mix!.values)
      }),
      { numRuns: 80 },
    )
  })

  it('reads at the position where it was put', () => {
    fc.assert(
      fc.property(anyAddress, fc.double({ min: 0, max: 1, noNaN: true }), (address, norm) => {
        const { desk } = testDesk()
        const reading = desk.setNorm(address, norm, 'test')
        if (!('plain' in reading) || address === '/solo/clear') return
        const again = desk.setNorm(address, reading.norm, 'test')
        const { parameter } = desk.list(address)[0]!
        const scale = parameter.kind === 'number' ? 1e-9 : 0
        expect(Math.abs(toNorm(parameter, reading.plain) - reading.norm)).toBe(0)
        expect('norm' in again && Math.abs(again.norm - reading.norm)).toBeLessThanOrEqual(scale)
        if (parameter.kind === 'number') expect(Math.abs(reading.norm - norm)).toBeLessThan(1e-9)
      }),
      { numRuns: 300 },
    )
  })
})
