import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseMidiMap, startMidi } from '../../../src/control/midi/index.ts'
import { testDesk } from '../../host/session/desk/desk-fixture.ts'
import { MidiRack } from '../../support/midi-rack.ts'

describe('docs/midi.md', () => {
  const text = readFileSync(new URL('../../../docs/midi.md', import.meta.url), 'utf8')

  it('shows a map that works, with every field there is', async () => {
    const map = parseMidiMap(/```yaml\n(.*?)```/s.exec(text)![1]!, 'docs/midi.md')
    const { desk } = testDesk()
    desk.set('/scene/store', 'Verse', 'test')
    const rack = new MidiRack()
    rack.plug('nanoKONTROL2:CTRL 20:0')
    const notices: string[] = []
    const midi = await startMidi({
      map,
      control: desk,
      transport: rack,
      onNotice: (one) => notices.push(one),
    })
    midi.close()
    expect(notices).toEqual(['MIDI port nanoKONTROL2:CTRL 20:0 is connected'])
    const fields = map.controls.flatMap((control) => Object.keys(control))
    for (const [, field] of text.matchAll(/^\| `(\w+)/gm)) expect(fields).toContain(field)
  })

  it('shows the sentence that a mistake gets', () => {
    const wrong = 'gainstageMap: 1\nport: a\ncontrols:\n  - { cc: 0, adress:  /a, address: /b }\n'
    const sentence = /```text\n(.*?)\n```/s.exec(text)![1]!
    expect(() => parseMidiMap(wrong, 'map.yaml')).toThrow(sentence)
  })
})
