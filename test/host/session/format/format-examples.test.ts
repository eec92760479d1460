import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demoSessionYaml } from '../../../../src/host/demo/index.ts'
import type { SessionDocument } from '../../../../src/host/session/document.ts'
import { readSession } from '../../../../src/host/session/format/read-session.ts'
import { writeSession } from '../../../../src/host/session/format/write-session.ts'
import { BUILT_IN } from '../../../../src/plugins/index.ts'

const example = (name: string): string =>
  readFileSync(new URL(`../../../../examples/${name}/session.yaml`, import.meta.url), 'utf8')

/** The document, which must come without a warning and be writable in place. */
function checked(text: string): SessionDocument {
  const { document, source, warnings } = readSession(text, 'session.yaml', BUILT_IN)
  expect(warnings).toEqual([])
  expect(writeSession(source, document, document).text).toBe(text)
  const louder = { ...document, tempo: 100, scenes: [...document.scenes, { name: 'New', values: {} }] }
  const { text: changed } = writeSession(source, document, louder)
  expect(changed.match(/#.*/g)).toEqual(text.match(/#.*/g))
  return document
}

describe('the examples', () => {
  it('live-band: every input once, pre-fader monitors on their own outputs, scenes that lead somewhere', () => {
    const { strips, buses, master, monitor, scenes } = checked(example('live-band'))
    const inputs = strips.flatMap(({ input }) => (input.kind === 'device' ? input.channels : []))
    expect(inputs).toEqual(Array.from({ length: 18 }, (_, i) => i + 1))
    const monitors = buses.filter(({ to }) => to === null)
    expect(monitors.map(({ outputs }) => outputs)).toEqual([[3], [4], [5], [6]])
    const patched = [...master.outputs, ...monitors.flatMap(({ outputs }) => outputs), ...monitor.outputs]
    expect(patched).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const names = monitors.map(({ name }) => name)
    const taps = strips.flatMap(({ sends }) =>
      sends.filter(({ to }) => names.includes(to)).map(({ tap }) => tap),
    )
    expect(new Set(taps)).toEqual(new Set(['pre', 'eq']))
    expect(scenes.map(({ name }) => name)).toEqual(['Talk', 'Ballad', 'Rock'])
  })

  it('song: the stems of the demo, each on its strip', () => {
    const { strips, buses } = checked(example('song'))
    const demo = readSession(demoSessionYaml(), 'session.yaml', BUILT_IN).document
    expect(strips.map(({ name, input }) => [name, input])).toEqual(
      demo.strips.map(({ name, input }) => [name, input]),
    )
    expect(buses.map(({ name }) => name)).toEqual(demo.buses.map(({ name }) => name))
  })

  it('the session of the demo', () => {
    checked(demoSessionYaml())
    expect(checked(demoSessionYaml({ loop: true })).strips[0]?.input).toMatchObject({ loop: true })
  })
})
