import { describe, expect, it } from 'vitest'
import { createBanks, ParameterBank } from '../../../src/host/engine/bank.ts'
import { warmUp } from '../../../src/host/engine/warm-up.ts'
import { warmWishes } from '../../../src/host/engine/warm-wishes.ts'
import type { PluginDefinition } from '../../../src/host/sdk/index.ts'
import { Desk } from '../../../src/host/session/desk/desk.ts'
import { readSession } from '../../../src/host/session/format/read-session.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'
import breaks from '../../support/broken-plugins/breaks.ts'

const plugins = new Map([...BUILT_IN, [breaks.id, breaks]]) as typeof BUILT_IN
const FOREIGN = new Set(['breaks'])

/** What a session with these inserts in a mono strip wants. */
function wishesFor(inserts: string, barred: ReadonlyMap<string, string> = new Map()) {
  const yaml = `gainstage: 1\nplugins: { breaks: ./x.ts }\nstrips: { a: { channels: 1, input: { device: 1 }, inserts: [ ${inserts} ] } }\n`
  const banks = createBanks()
  const desk = new Desk(readSession(yaml, 'x', plugins).document, plugins, banks)
  return warmWishes(desk.plan, new ParameterBank(banks.parameters).values, plugins, FOREIGN, barred)
}

/** The words of `breaks` that processors were made with. */
function madeBy(wishes: ReturnType<typeof wishesFor>): string[] {
  const made: string[] = []
  const plugin: PluginDefinition = breaks as never
  const spied: PluginDefinition = {
    ...plugin,
    prepare: (env, views, meters) => {
      const { prepare, sure } = views as never as {
        prepare: { choices: string[]; index: number }
        sure: { on: boolean }
      }
      made.push(`${env.channels} ${prepare.choices[prepare.index]} ${sure.on}`)
      return plugin.prepare(env, views, meters)
    },
  }
  warmUp(new Map([[spied.id, spied]]), wishes, 48000)
  return made
}

describe('what is warmed up', () => {
  it('is thoroughly what the session uses, and a little of what else comes with the desk', () => {
    const wishes = wishesFor('{ eq: {} }')
    expect(wishes.map(({ plugin }) => plugin)).toEqual([...BUILT_IN.keys()])
    expect(wishes.filter(({ play }) => play === 'thorough')).toEqual([{ plugin: 'eq', play: 'thorough' }])
    expect(wishes.filter(({ play }) => play === 'light')).toHaveLength(BUILT_IN.size - 1)
  })

  it('is of plugins from elsewhere only what the session has them play', () => {
    expect(madeBy(wishesFor('{ eq: {} }'))).toEqual([])
    expect(madeBy(wishesFor('{ breaks: {} }, { more: { plugin: breaks } }'))).toEqual(['1 well false'])
    const both = wishesFor('{ breaks: {} }, { more: { plugin: breaks, sure: true } }')
    expect(madeBy(both)).toEqual(['1 well false', '1 well true'])
  })

  it('is nothing of what must not run', () => {
    expect(madeBy(wishesFor('{ breaks: {} }', new Map([['/strip/a/breaks', 'slow']])))).toEqual([])
  })
})
