import { describe, expect, it } from 'vitest'
import { MidiMapError, parseMidiMap, readMidiMap } from '../../../src/control/midi/index.ts'

const errorOf = (text: string): string => {
  try {
    parseMidiMap(text, 'nano.yaml')
  } catch (error) {
    expect(error).toBeInstanceOf(MidiMapError)
    return (error as Error).message
  }
  return 'no error'
}

const withControls = (...controls: readonly string[]): string =>
  `gainstageMap: 1\nport: nanoKONTROL2\ncontrols:\n${controls.map((control) => `  - ${control}\n`).join('')}`

describe('a MIDI map', () => {
  it('is read with its defaults', () => {
    expect(parseMidiMap(withControls('{ cc: 7, address: /master/fader }'), 'map')).toEqual({
      gainstageMap: 1,
      port: 'nanoKONTROL2',
      takeover: 'pickup',
      feedback: true,
      controls: [{ cc: 7, channel: 1, address: '/master/fader' }],
    })
  })

  it.each([
    [
      '{ cc: 7, adress: /a }',
      'nano.yaml:4:22: controls[0].adress is not a field; the nearest is address; known are cc,',
    ],
    ['{ cc: 7 }', 'nano.yaml:4:5: controls[0].address is missing: an address is expected.'],
    [
      '{ cc: 128, address: /a }',
      'nano.yaml:4:11: controls[0].cc is 128, but a controller number from 0 to 127 is expected.',
    ],
    ['{ cc: 1.5, address: /a }', 'controls[0].cc is 1.5, but a controller number from 0 to 127'],
    ['{ cc: seven, address: /a }', 'controls[0].cc is "seven", but a controller number'],
    [
      '{ cc14: 32, address: /a }',
      'controls[0].cc14 is 32, but the first controller number of a pair from 0 to 31',
    ],
    ['{ cc: 1, channel: 0, address: /a }', 'controls[0].channel is 0, but a channel from 1 to 16'],
    ['{ cc: 1, address: strip/a }', 'is "strip/a", but an address, which begins with / is expected'],
    [
      '{ cc: 1, address: /a, relative: two }',
      'is "two", but one of twos, offset, sign is expected; the nearest is twos.',
    ],
    ['{ cc: 1, address: /a, button: latch }', 'is "latch", but one of toggle, momentary, press is expected.'],
    ['{ cc: 1, cc14: 1, address: /a }', 'nano.yaml:4:5: controls[0] needs either cc or cc14.'],
    ['{ address: /a }', 'controls[0] needs either cc or cc14.'],
    ['{ cc: 1, address: /a, relative: twos, button: press }', 'controls[0] is either relative or a button.'],
    ['{ cc14: 1, address: /a, button: press }', 'cc14 goes with faders and knobs'],
    ['{ cc: 1, address: /a, value: Verse }', 'value goes with "button: press".'],
    ['{ cc: 1, address: /a, button: toggle, takeover: jump }', 'takeover goes with faders and knobs'],
    ['/a', 'controls[0] is "/a", but a control such as { cc: 0, address: /strip/vox/fader } is expected.'],
    ['{ cc: 1, address: [/a] }', 'controls[0].address is a list, but an address'],
    ['{ cc: 1, address: /a', 'nano.yaml:'],
  ])('with %s says where and what is wrong', (control, sentence) => {
    expect(errorOf(withControls(control))).toContain(sentence)
  })

  it.each([
    ['', 'a MIDI map, which begins with gainstageMap: 1 is expected'],
    ['controls: []', 'gainstageMap is missing: 1, the version of the format is expected'],
    [
      'gainstageMap: 2\nport: a\ncontrols: []',
      'gainstageMap is 2, but 1, the version of the format is expected.',
    ],
    [
      'gainstageMap: 1\nport: 5\ncontrols: []',
      'nano.yaml:2:7: port is 5, but the name of a MIDI port is expected.',
    ],
    ['gainstageMap: 1\nprot: a\ncontrols: []', 'prot is not a field; the nearest is port'],
    ['gainstageMap: 1\nport: a\ncontrols: {}', 'controls is a map, but a list of controls is expected.'],
    [
      'gainstageMap: 1\nport: a\ntakeover: pick-up\ncontrols: []',
      'one of pickup, jump is expected; the nearest is pickup.',
    ],
  ])('of the text %j says what is wrong', (text, sentence) => {
    expect(errorOf(text)).toContain(sentence)
  })

  it('tells two controls on one controller, also when one is the fine half of another', () => {
    const text = withControls(
      '{ cc: 1, address: /a }',
      '{ cc: 1, address: /b }',
      '{ cc: 1, channel: 2, address: /b }',
    )
    expect(errorOf(text)).toBe(
      'nano.yaml:5:5: controls[1] uses controller 1 on channel 1, which controls[0] has.',
    )
    expect(errorOf(withControls('{ cc14: 1, address: /a }', '{ cc: 33, address: /b }'))).toContain(
      'controller 33',
    )
  })

  it('tells everything at once, up to a limit', () => {
    const message = errorOf(withControls(...Array.from({ length: 30 }, () => '{ cc: x, address: y }')))
    expect(message.split('\n')).toHaveLength(21)
    expect(message).toContain('... and 40 more.')
  })

  it('survives files that were made to hurt', () => {
    const laughs = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ]
    expect(errorOf(laughs.join('\n'))).toContain('nano.yaml: ')
    expect(errorOf('x'.repeat(2 << 20))).toContain('longer than 1 MB')
  })

  it('that is not there is named', async () => {
    await expect(readMidiMap('/nowhere/nano.yaml')).rejects.toThrow(
      '/nowhere/nano.yaml: there is no such file.',
    )
  })
})
