import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { demoSessionYaml } from '../../../src/host/demo/index.ts'

interface Channel {
  readonly input?: { readonly file: string; readonly loop?: boolean }
  readonly to?: string
  readonly sends?: { readonly [bus: string]: number }
  readonly inserts?: readonly {
    readonly [slot: string]: { readonly key?: string; readonly plugin?: string }
  }[]
  readonly dcas?: readonly string[]
  readonly muteGroups?: readonly string[]
}
interface Session {
  readonly strips: { readonly [name: string]: Channel }
  readonly buses: { readonly [name: string]: Channel }
  readonly master: Channel
  readonly dcas: object
  readonly muteGroups: object
}

const session: Session = parse(demoSessionYaml())
const channels = [...Object.values(session.strips), ...Object.values(session.buses), session.master]

test('every strip plays the stem of its name', () => {
  for (const [name, { input }] of Object.entries(session.strips))
    expect(input!.file).toBe(`stems/${name}.wav`)
})

test('everything the session names is there', () => {
  for (const { to = 'master', sends = {}, dcas = [], muteGroups = [], inserts = [] } of channels) {
    expect(['master', ...Object.keys(session.buses)]).toContain(to)
    for (const bus of Object.keys(sends)) expect(Object.keys(session.buses)).toContain(bus)
    for (const dca of dcas) expect(Object.keys(session.dcas)).toContain(dca)
    for (const group of muteGroups) expect(Object.keys(session.muteGroups)).toContain(group)
    for (const [slot, values] of inserts.flatMap((insert) => Object.entries(insert))) {
      expect(['eq', 'comp', 'gate', 'reverb', 'delay', 'limiter']).toContain(values.plugin ?? slot)
      if (values.key) expect(Object.keys(session.strips)).toContain(values.key.replace('/strip/', ''))
    }
  }
})

test('the song can start over at its end', () => {
  expect(session.strips['kick']!.input!.loop).toBeUndefined()
  const looped: Session = parse(demoSessionYaml({ loop: true }))
  for (const strip of Object.values(looped.strips)) expect(strip.input!.loop).toBe(true)
})
