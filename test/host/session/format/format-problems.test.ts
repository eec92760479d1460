import { describe, expect, it } from 'vitest'
import { readSession } from '../../../../src/host/session/format/read-session.ts'
import { SessionError } from '../../../../src/host/session/format/report.ts'
import { FAKE_PLUGINS } from './format-plugins.ts'

const FIRST = 'gainstage: 1\n'

/** The sentences about `text`, each without the file name. */
function problems(text: string): string[] {
  try {
    readSession(text, 'song.yaml', FAKE_PLUGINS)
  } catch (error) {
    if (error instanceof SessionError)
      return error.problems.map(({ sentence }) => sentence.replace('song.yaml:', ''))
    throw error
  }
  return []
}

/** Sentences about the fields of one strip. */
const inStrip = (fields: string) =>
  problems(`${FIRST}buses: { hall: {}, plate: {} }\ndcas: { rhythm: {} }\nstrips:\n  kick: { ${fields} }\n`)

describe('a problem in a session file', () => {
  it('says where, what was found and what is allowed', () => {
    try {
      readSession(`${FIRST}strips:\n  kick:\n    fader: lood\n`, 'song.yaml', FAKE_PLUGINS)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(SessionError)
      expect((error as SessionError).problems).toEqual([
        {
          file: 'song.yaml',
          line: 4,
          column: 12,
          path: 'strips.kick.fader',
          sentence: 'song.yaml:4:12: strips.kick.fader is "lood", but off or -90 to 10 dB is expected.',
        },
      ])
    }
  })

  it.each([
    ['', 'this file is empty, but a session begins with "gainstage: 1"'],
    ['# a comment only\n', 'this file is empty'],
    ['- gainstage: 1', 'this file is a list, but a session begins with "gainstage: 1"'],
    ['hello', 'this file is "hello", but a session begins with'],
    ['a: b: c', 'not valid YAML: a second ":" stands in one line, or the line is indented too far'],
    ['a:\n\tb: 1', '2:1: this is not valid YAML: a tab stands at the start of a line'],
    ['a: [1, 2\nb: 1', 'brackets must be closed'],
    ['a: {b: 1', 'this is not valid YAML'],
    [
      'a:\n   b: 1\n  c: 1',
      '3:1: this is not valid YAML: the fields of one map must begin in the same column',
    ],
    ['a: "b', 'a closing quote, bracket, comma or ":" is missing'],
    ['a: @b', 'text that begins with a special character needs quotes'],
    ['a: 1\nb\nc: 1', '2:1: this is not valid YAML: a closing quote, bracket, comma or ":" is missing'],
    ['a: 1\n---\nb: 1', '2:1: this is not valid YAML: a session is one document; remove the second "---"'],
    ['a: !!js/function x', 'the YAML tag "!!js/function" is not used in sessions; remove it'],
    ['a: *b', '1:4: *b stands for &b, which is not written above it'],
    ['%YAML 1.1\n---\ngainstage: 1', 'this file asks for YAML 1.1, but sessions are YAML 1.2'],
  ])('as YAML, for %j, is one sentence', (text, sentence) => {
    const [first, ...others] = problems(text)
    expect(first).toContain(sentence)
    expect(first).toMatch(/^\d+:\d+: [^\n]*[^.]\.$/)
    expect(others).toEqual([])
  })

  it('of the whole session', () => {
    expect(
      problems(
        `${FIRST}nam: x\nrate: 44100.5\ntempo: 401\npanLaw: -2\nname: ''\nplugins: { Tube: ./tube.ts, a: , b: [1] }\n`,
      ),
    ).toEqual([
      '2:1: nam is not a field of a session; the nearest is name, known are gainstage, name, rate, tempo, panLaw, plugins, strips, buses, master, monitor, dcas, muteGroups, scenes.',
      '3:7: rate is 44100.5, but a whole number of Hz is expected.',
      '4:8: tempo is 401, but 20 to 400 bpm is expected.',
      '5:9: panLaw is -2, but one of 0, -3, -4.5, -6 dB is expected.',
      '6:7: name is "", but a name of 1 to 80 characters in one line is expected.',
      '7:12: plugins.Tube cannot be the name of a plugin, because names are 1 to 40 lower case letters, digits and "-".',
      '7:29: plugins.a says nothing, but a path such as "./plugins/a.ts" or a package is expected.',
      '7:37: plugins.b is a list, but the path of a module or the name of a package of 1 to 1024 characters in one line is expected.',
    ])
  })

  it('of names', () => {
    expect(
      problems(`${FIRST}strips: { Kick Drum: {}, kick: {}, kick: {} }\nbuses: { master: {}, none: {} }\n`),
    ).toEqual([
      '2:11: strips."Kick Drum" cannot be the name of a strip, because names are 1 to 40 lower case letters, digits and "-"; "kick-drum" would do.',
      '2:36: strips.kick stands twice in the same map, but every name may stand once.',
      '3:10: buses.master has a reserved name, because "to: master" means something else; call it master-bus, for example.',
      '3:22: buses.none has a reserved name, because "to: none" means something else; call it none-bus, for example.',
    ])
    expect(problems(`${FIRST}strips: { __proto__: {}, kick: { __proto__: 1, constructor: 2 } }`)).toEqual([
      '2:11: strips.__proto__ cannot be the name of a strip, because names are 1 to 40 lower case letters, digits and "-"; "proto" would do.',
      expect.stringMatching(/^2:34: strips\.kick\.__proto__ is not a field of a strip; known are input/),
      expect.stringMatching(/^2:48: strips\.kick\.constructor is not a field of a strip; known are input/),
    ])
  })

  it.each([
    ['fadder: 1', 'strips.kick.fadder is not a field of a strip; the nearest is fader, known are'],
    ['fader: 11', 'strips.kick.fader is 11, but off or -90 to 10 dB is expected'],
    ['fader: .nan', 'strips.kick.fader is .nan, but off'],
    ['fader: .inf', 'strips.kick.fader is .inf, but off'],
    ['fader: [1]', 'strips.kick.fader is a list, but off'],
    ['fader: null', 'strips.kick.fader is null, but off'],
    ['fader: 3 kHz', 'strips.kick.fader is "3 kHz", but off or -90 to 10 dB is expected'],
    ['pan: 101', 'strips.kick.pan is 101, but -100 to 100 is expected'],
    ['mute: maybe', 'strips.kick.mute is "maybe", but on or off is expected'],
    ['polarity: flipped', 'strips.kick.polarity is "flipped", but one of normal, inverted is expected'],
    ['color: pink', 'is "pink", but one of off, red, green, yellow, blue, magenta, cyan, white is expected'],
    ['label: "a\\u001b[31mb"', 'strips.kick.label is "a\\u001b[31mb", but a label of 1 to 40 characters'],
    ['label: { a: 1 }', 'strips.kick.label is a map, but a label'],
    ['channels: 3', 'strips.kick.channels is 3, but 1 or 2 is expected'],
    [
      'channels: auto',
      'strips.kick.channels is "auto", but 1 or 2 is expected (auto is for inputs from a file)',
    ],
    ['input: 3', 'strips.kick.input is 3, but { file: <path> }, { device: <number> } or none is expected'],
    ['input: {}', 'strips.kick.input names neither a file nor a device'],
    [
      'input: { files: a.wav }',
      'strips.kick.input.files is not a field of an input from a file; the nearest is file',
    ],
    ['input: { device: 1, loop: on }', 'strips.kick.input.loop is not a field of an input from the device'],
    [
      'input: { device: 0 }',
      'strips.kick.input.device is 0, but inputs of the device are a whole number from 1 to 256',
    ],
    ['input: { device: [1, 257] }', 'strips.kick.input.device[2] is 257, but inputs'],
    ['input: { device: [1, 2, 3] }', 'strips.kick.input.device names 3 inputs, but one or two'],
    ['outputs: [1.5]', 'strips.kick.outputs[1] is 1.5, but outputs of the device'],
    [
      'to: hal',
      'strips.kick.to is "hal", but a bus, master or none is expected; the nearest is hall, known are master, hall, plate',
    ],
    ['to: null', 'strips.kick.to is null, but a bus, master or none'],
    [
      'sends: { plat: 0 }',
      'strips.kick.sends.plat sends to a bus that does not exist; the nearest is plate, known are hall, plate',
    ],
    ['sends: { master: 0 }', 'strips.kick.sends.master sends to a bus that does not exist'],
    ['sends: { hall: lood }', 'strips.kick.sends.hall is "lood", but off or -90 to 10 dB is expected'],
    [
      'sends: { hall: { levl: 0 } }',
      'strips.kick.sends.hall.levl is not a field of a send; the nearest is level',
    ],
    [
      'sends: { hall: { tap: pos } }',
      'strips.kick.sends.hall.tap is "pos", but a point of the channel is expected; the nearest is post, known are input, pre, post',
    ],
    [
      'sends: [hall]',
      'strips.kick.sends is a list, but a map from buses to levels, such as { hall: -12 }, is expected',
    ],
    [
      'dcas: [rythm]',
      'strips.kick.dcas[1] is "rythm", but the name of a DCA is expected; the nearest is rhythm, known is rhythm',
    ],
    ['dcas: [rhythm, rhythm]', 'strips.kick.dcas[2] is "rhythm" for the second time'],
    [
      'muteGroups: band',
      'strips.kick.muteGroups is "band", but the name of a mute group is expected; there is none in this session',
    ],
    [
      'inserts: [gaet: {}]',
      'strips.kick.inserts.gaet has the name of no installed plugin and does not say "plugin: ..."; the nearest is gate, known are eq, comp, gate, tube, delay',
    ],
    [
      'inserts: [g: { plugin: gaet }]',
      'strips.kick.inserts.g.plugin is "gaet", but no plugin of that name is installed; the nearest is gate',
    ],
    [
      'inserts: [comp: { treshold: 1 }]',
      'strips.kick.inserts.comp.treshold is not a field of the plugin comp; the nearest is threshold, known are threshold, ratio, attack, plugin',
    ],
    ['inserts: [comp: { ratio: 40 }]', 'strips.kick.inserts.comp.ratio is 40, but 1:1 to 20:1 is expected'],
    [
      'inserts: [comp: 3]',
      'strips.kick.inserts.comp is 3, but a map of values, such as { bypass: true }, is expected',
    ],
    [
      'inserts: [comp: {}, comp: {}]',
      'strips.kick.inserts.comp stands twice in this channel, but every slot has its own name; write "comp2: { plugin: comp }"',
    ],
    [
      'inserts: [{ comp: {}, gate: {} }]',
      'names 2 slots at once (comp, gate), but every entry of the list is one insert',
    ],
    [
      'inserts: [[comp]]',
      'strips.kick.inserts[1] is a list, but an insert such as "- gate: { threshold: -40 }" is expected',
    ],
    [
      'inserts: [fader: { plugin: eq }]',
      'strips.kick.inserts.fader has a reserved name, because /fader already means something else in a channel; give the slot another name, such as "my-fader: { plugin: ... }"',
    ],
    ['inserts: [Comp: {}]', 'strips.kick.inserts.Comp cannot be the name of a slot'],
    [
      'inserts: [comp: { key: /strip/kik }]',
      'strips.kick.inserts.comp.key is "/strip/kik", but the address of a channel or none is expected; the nearest is /strip/kick',
    ],
    [
      'inserts: [eq: { key: /strip/kick }]',
      'strips.kick.inserts.eq.key is "/strip/kick", but eq cannot be keyed from another channel',
    ],
    ['? [a, b] : 1', 'strips.kick has a name that is not a text'],
    ['<<: 3', 'strips.kick is 3, but "<<" takes a map or a list of maps'],
  ])('of a strip, for { %s }', (fields, sentence) => {
    const found = inStrip(fields)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(sentence)
    expect(found[0]).toMatch(/^5:\d+: [^\n]*[^.]\.$/)
  })

  it('of the master, the monitor, DCAs, mute groups and scenes', () => {
    expect(
      problems(`${FIRST}master: { to: none, sends: {}, mute: 2 }
monitor: { solo: pfll, outputs: [0] }
dcas: { a: { mute: 3 }, B: {} }
muteGroups: { m: loud }
scenes: { A: { /master/fader: 20, fader: 3, /gone: [1], /a b: 1 }, B: [] }
`),
    ).toEqual([
      expect.stringMatching(/^2:11: master\.to is not a field of the master; known are label, color/),
      expect.stringMatching(/^2:21: master\.sends is not a field of the master/),
      '2:38: master.mute is 2, but on or off is expected.',
      '3:18: monitor.solo is "pfll", but one of sip, pfl, afl is expected.',
      '3:34: monitor.outputs[1] is 0, but outputs of the device are a whole number from 1 to 256, as printed on the box.',
      '4:20: dcas.a.mute is 3, but on or off is expected.',
      expect.stringContaining('4:25: dcas.B cannot be the name of a DCA'),
      '5:18: muteGroups.m is "loud", but on or off is expected.',
      '6:31: scenes.A./master/fader is 20, but off or -90 to 10 dB is expected.',
      '6:35: scenes.A.fader is not an address; addresses look like /strip/vox/fader.',
      '6:52: scenes.A./gone is a list, but a number, a word or a switch is expected.',
      '6:57: scenes.A."/a b" is not an address; addresses look like /strip/vox/fader.',
      '6:71: scenes.B is a list, but a map from addresses to values, such as { /strip/vox/fader: -2 }, is expected.',
    ])
  })

  it('of the wiring names the whole loop', () => {
    const [sentence] = problems(`${FIRST}buses:\n  a: { to: b }\n  b:\n    sends: { a: -6 }\n`)
    expect(sentence).toBe(
      '5:17: buses.b.sends.a closes a loop, in which no channel could be processed first: /bus/a -> /bus/b -> /bus/a.',
    )
    expect(
      problems(
        `${FIRST}buses:\n  a:\n    inserts:\n      - comp: { key: /bus/b }\n  b: { sends: { a: { tap: pre } }, to: none }\n  c: { inserts: [gate: { key: /master }] }\n`,
      ),
    ).toEqual([
      expect.stringMatching(/\/master -> \/bus\/c -> \/master\.$|\/bus\/c -> \/master -> \/bus\/c\.$/),
    ])
  })

  it('does not hide the others: twenty are told, the rest is counted', () => {
    const text = `${FIRST}strips:\n${Array.from({ length: 30 }, (_, i) => `  s${i}: { fader: x }\n`).join('')}`
    const found = problems(text)
    expect(found).toHaveLength(20)
    expect(found[0]).toMatch(/^3:/)
    expect(found[19]).toMatch(/^22:/)
    expect(() => readSession(text, 'song.yaml', FAKE_PLUGINS)).toThrow('... and 10 more.')
  })
})
