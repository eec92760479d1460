import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ITEMS } from '../../../src/host/validation/items/index.ts'
import { runItem } from '../../../src/host/validation/run-item.ts'
import { BREAKS, GOOD } from './broken-items.ts'

/** Items are run here without the process around them: what hangs or ends the process is for validate.test.ts. */

const item = (id: string) => ITEMS.find((one) => one.id === id)!

describe('an item of the validation', () => {
  const { gc } = globalThis
  beforeAll(() => {
    setFlagsFromString('--expose-gc')
    globalThis.gc = runInNewContext('gc') as NonNullable<typeof gc>
  })
  afterAll(() => {
    globalThis.gc = gc
  })

  it('has an example that it must notice, whichever it is', () => {
    expect(Object.keys(BREAKS)).toEqual(expect.arrayContaining(ITEMS.map(({ id }) => id)))
    expect(Object.keys(BREAKS)).toHaveLength(ITEMS.length)
  })

  it.each(ITEMS.map(({ id, title }) => [id, title]))('%s: finds that a good plugin %s', async (id) => {
    expect(await runItem(item(id), GOOD, 1)).toMatchObject({ verdict: 'pass' })
  })

  it.each(Object.entries(BREAKS).flatMap(([id, breaks]) => breaks.map((one) => [id, ...one] as const)))(
    '%s: notices %s',
    async (id, _what, plugin, verdict, sentence) => {
      expect(await runItem(item(id), plugin, 1)).toMatchObject({
        verdict,
        sentence: expect.stringMatching(sentence),
      })
    },
  )

  it('says so when it cannot measure memory', async () => {
    const collect = globalThis.gc
    globalThis.gc = undefined
    try {
      expect(await runItem(item('lifecycle'), GOOD, 1)).toMatchObject({ verdict: 'warn' })
    } finally {
      globalThis.gc = collect
    }
  })
})
