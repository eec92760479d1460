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
  it.each([...BUILT_IN.keys()])('finds nothing wrong with %s', { timeout: PATIENCE }, async (id) => {
    const report = await validate(id, BROKEN, { seed: 1 })
    expect(failed(report)).toEqual({})
    expect(report.items.map((item) => item.id)).toEqual(ITEMS.map((item) => item.id))
    expect(report.plugin).toBe(id)
  })

  it('catches a latency that is not true', { timeout: PATIENCE }, async () => {
    const report = await validate('wrong-latency.ts', BROKEN, { seed: 1 })
    expect(report.verdict).toBe('fail')
    expect(report.items.find(({ id }) => id === 'latency')).toMatchObject({
      measured: '64 frames',
      limit: '48 frames',
    })
  })

  it('catches garbage, an end that never comes and a reset that forgets', { timeout: PATIENCE }, async () => {
    const report = await validate('wasteful.ts', BROKEN, { seed: 1 })
    expect(Object.keys(failed(report))).toEqual(
      expect.arrayContaining(['signals', 'allocation', 'silence', 'determinism']),
    )
  })

  it('outlives a plugin that hangs or ends its process', { timeout: PATIENCE }, async () => {
    const report = await validate('hangs.ts', BROKEN, { seed: 3, itemMs: 4000 })
    const sentences = Object.values(failed(report)).join('\n')
    expect(report.verdict).toBe('fail')
    expect(sentences).toMatch(/did not return within 4 s|ended the process with exit code 7/)
  })

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
