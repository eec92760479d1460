import { describe, expect, it, vi } from 'vitest'
import { OfflineDesk } from '../../../src/host/offline/offline-desk.ts'
import { TimeLimit, within } from '../../../src/host/offline/time-limit.ts'
import { PluginFault } from '../../../src/host/plugins/plugin-error.ts'
import { readSession } from '../../../src/host/session/format/read-session.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'
import breaks from '../../support/broken-plugins/breaks.ts'

const forEver = (): never => {
  for (;;) if (Date.now() < 0) throw new Error('before 1970')
}

describe('a time limit', () => {
  it('gives back what came in time, value or error', () => {
    expect(within(10_000, () => 7)).toBe(7)
    expect(() =>
      within(10_000, () => {
        throw new RangeError('mine')
      }),
    ).toThrow(RangeError)
  })

  it('ends what never comes back, whatever it catches', () => {
    const stubborn = (): void => {
      for (;;) {
        try {
          forEver()
        } catch {}
      }
    }
    expect(() => within(50, stubborn)).toThrow(TimeLimit)
    expect(within(10_000, () => 7)).toBe(7)
  })
})

describe('a render with a plugin that does not come back', () => {
  const plugins = new Map([...BUILT_IN, [breaks.id, breaks]]) as typeof BUILT_IN
  const open = (values: string, limitMs: number) => {
    const yaml = `gainstage: 1\nplugins: { breaks: ./x.ts }\nstrips: { a: { inserts: [ { breaks: ${values} } ] } }\n`
    return new OfflineDesk(
      readSession(yaml, 'x', plugins).document,
      plugins,
      [],
      ['/master'],
      undefined,
      limitMs,
    )
  }

  it('ends with the sentence that names it', () => {
    const desk = open('{ how: hangs }', 200)
    const fault = new PluginFault('/strip/a/breaks (breaks) did not return within 0.2 s')
    expect(() => desk.next(4096)).toThrow(fault)
    desk.close()
    expect(() => open('{ prepare: hangs, sure: true }', 200)).toThrow(fault)
  })

  it('blames nobody who comes with the desk', () => {
    const yaml = 'gainstage: 1\nplugins: { breaks: ./x.ts }\nstrips: { a: { inserts: [ { comp: {} } ] } }\n'
    const { document } = readSession(yaml, 'x', plugins)
    const desk = new OfflineDesk(document, plugins, [], ['/master'], undefined, 200)
    vi.spyOn(desk.engine, 'process').mockImplementation(forEver)
    expect(() => desk.next(4096)).toThrow('the machine is too busy: one block took longer than 0.2 s')
    desk.close()
  })

  it('leaves no listener behind when the session cannot run', () => {
    const before = process.listenerCount('exit')
    const { document } = readSession(
      'gainstage: 1\nstrips: { a: { inserts: [ { comp: {} } ] } }\n',
      'x',
      BUILT_IN,
    )
    const without = new Map([[breaks.id, breaks]]) as typeof BUILT_IN
    expect(() => new OfflineDesk(document, without, [], ['/master'])).toThrow()
    expect(process.listenerCount('exit')).toBe(before)
  })

  it('goes on where it only breaks', () => {
    const desk = open('{ how: throws }', 60_000)
    desk.next(4096)
    expect(desk.engine.events()[0]?.sentence).toContain('was bypassed: enough')
    desk.close()
  })
})
