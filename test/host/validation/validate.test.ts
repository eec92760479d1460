import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ITEMS } from '../../../src/host/validation/items/index.ts'
import type { ValidationReport } from '../../../src/host/validation/report.ts'
import { validate } from '../../../src/host/validation/validate.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'
import { gainstage } from '../../support/command-line.ts'

const BROKEN = join(import.meta.dirname, 'broken')
/** A check takes seconds, and the machine may be busy. */
const PATIENCE = 120_000

const failed = ({ items }: ValidationReport): Record<string, string> =>
  Object.fromEntries(
    items.filter(({ verdict }) => verdict === 'fail').map(({ id, sentence }) => [id, sentence]),
  )

describe('validate', () => {
  // Two at a time: each is a process.
  describe('of what comes with the desk', () => {
    for (const id of BUILT_IN.keys())
      it.concurrent(`finds nothing wrong with ${id}`, { timeout: PATIENCE }, async ({ expect: see }) => {
        const report = await validate(id, BROKEN, { seed: 1 })
        // Whole sentences, so that a warning can be read here.
        see(report.items.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
        see(report.items.map((item) => item.id)).toEqual(ITEMS.map((item) => item.id))
        see(report.plugin).toBe(id)
      })
  })

  it.each([
    ['hangs', 1500, 'it did not come back within 1.5 s'],
    ['exits', 20_000, 'it ended the process with exit code 7'],
    ['hoards', 20_000, 'it used more than 2048 MB'],
  ])(
    'outlives a plugin that %s, and goes on with the rest',
    { timeout: PATIENCE },
    async (name, itemMs, sentence) => {
      const report = await validate(`${name}.ts`, BROKEN, { seed: 1, itemMs })
      expect(failed(report)).toEqual({ rates: sentence })
      expect(report.items.map(({ id }) => id)).toEqual(ITEMS.map(({ id }) => id))
    },
  )

  it('says what cannot be loaded', { timeout: PATIENCE }, async () => {
    const report = await validate('nothing.ts', BROKEN, { seed: 1 })
    expect(report.items).toMatchObject([{ id: 'load', verdict: 'fail' }])
  })

  it('answers the command line with a report and an exit code', { timeout: PATIENCE }, async () => {
    const good = await gainstage(BROKEN, 'validate', 'gain', '--seed', '5', '--json')
    expect(good.code).toBe(0)
    expect(JSON.parse(good.stdout)).toMatchObject({ plugin: 'gain', verdict: 'pass', seed: 5 })
    const bad = await gainstage(BROKEN, 'validate', './wrong-latency.ts', '--seed', '5')
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('FAIL  latency')
    expect(bad.stdout).toContain('not fit to play')
  })
})
