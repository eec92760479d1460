import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSession } from '../../../../src/host/session/format/read-session.ts'
import { SessionError } from '../../../../src/host/session/format/report.ts'
import type { FormatHistory } from '../../../../src/host/session/format/upgrade.ts'
import { FAKE_PLUGINS } from './format-plugins.ts'

const read = (text: string, history?: FormatHistory) => readSession(text, 'song.yaml', FAKE_PLUGINS, history)
const FIRST = 'gainstage: 1\n'

/** The sentences about `text`, each without the file name. */
function problems(text: string, history?: FormatHistory): string[] {
  try {
    read(text, history)
  } catch (error) {
    if (error instanceof SessionError)
      return error.problems.map(({ sentence }) => sentence.replace('song.yaml:', ''))
    throw error
  }
  return []
}

describe('a session file', () => {
  const v1 = readFileSync(new URL('./fixtures/session-v1.yaml', import.meta.url), 'utf8')

  it('of version 1 reads with every field', () => {
    const { document, warnings } = read(v1)
    const [kick, snare, room, digits] = document.strips
    expect(warnings).toEqual([])
    expect(document).toMatchObject({ name: 'Demo song', rate: 44100, tempo: 92, panLaw: -4.5 })
    expect(kick).toMatchObject({
      label: 'Kick',
      color: 'red',
      input: { kind: 'file', file: 'stems/kick.wav', loop: true },
      channels: 1,
      channelsAuto: false,
      values: {
        trim: 3,
        polarity: 'inverted',
        inputDelay: 1.5,
        fader: -4,
        pan: -20,
        mute: false,
        solo: false,
      },
      sends: [
        { to: 'plate', tap: 'post', level: -12, pan: 0, mute: false },
        { to: 'mon', tap: 'gate', level: 0, pan: 10, mute: true },
      ],
      to: 'drums',
      outputs: [3, 4],
      dcas: ['rhythm'],
      muteGroups: ['band'],
      soloSafe: true,
    })
    expect(kick?.inserts).toEqual([
      { slot: 'gate', plugin: 'gate', bypass: false, key: null, values: { threshold: -45 } },
      {
        slot: 'eq',
        plugin: 'eq',
        bypass: false,
        key: null,
        values: { lowCutOn: true, lowCut: 35, lowCutSlope: '24' },
      },
      {
        slot: 'comp',
        plugin: 'comp',
        bypass: true,
        key: '/strip/snare',
        values: { threshold: -18, ratio: 4, attack: 10 },
      },
      {
        slot: 'eq2',
        plugin: 'eq',
        bypass: false,
        key: null,
        values: { lowCutOn: false, lowCut: 80, lowCutSlope: '12' },
      },
    ])
    expect(snare).toMatchObject({ label: 'snare', input: { kind: 'device', channels: [2] }, channels: 1 })
    expect(room).toMatchObject({ input: { channels: [7, 8] }, channels: 2, to: null })
    expect(digits).toMatchObject({ name: '01', label: '01', input: { kind: 'none' }, to: 'master' })
    expect(document.buses.map(({ name, outputs, to }) => ({ name, outputs, to }))).toEqual([
      { name: 'drums', outputs: [], to: 'master' },
      { name: 'plate', outputs: [], to: 'master' },
      { name: 'mon', outputs: [5], to: null },
    ])
    expect(document.buses[0]?.inserts[0]?.plugin).toBe('comp')
    expect(document.master).toMatchObject({ values: { fader: -1 }, outputs: [1, 2], to: null })
    expect(document.monitor).toEqual({ solo: 'pfl', outputs: [7, 8], level: -6 })
    expect(document.dcas).toEqual([{ name: 'rhythm', fader: Number.NEGATIVE_INFINITY, mute: true }])
    expect(document.muteGroups).toEqual([{ name: 'band', muted: true }])
    expect(document.scenes).toEqual([
      {
        name: 'Chorus',
        values: {
          '/strip/kick/fader': -2,
          '/strip/kick/send/plate/level': Number.NEGATIVE_INFINITY,
          '/mutegroup/band': false,
        },
      },
    ])
  })

  it('needs one line only', () => {
    const { document } = read('gainstage: 1')
    expect(document).toMatchObject({
      name: 'Untitled',
      rate: 48000,
      tempo: 120,
      panLaw: -3,
      strips: [],
      buses: [],
      master: { outputs: [1, 2] },
      monitor: { solo: 'sip', outputs: [], level: 0 },
    })
  })

  it('leaves the width of a file strip open until the file is known', () => {
    const { strips } = read(
      `${FIRST}strips: { a: { input: { file: a.wav } }, b: { input: { file: b.wav }, channels: auto }, c: { input: { file: c.wav }, channels: 2 } }`,
    ).document
    expect(strips.map(({ channels, channelsAuto }) => [channels, channelsAuto])).toEqual([
      [2, true],
      [2, true],
      [2, false],
    ])
  })

  it('takes merge keys and aliases, and what a map says itself wins', () => {
    const { strips } = read(`${FIRST}
strips:
  a: &voice { color: cyan, fader: &level -6 }
  b: &low { <<: *voice, fader: -9 }
  c: { <<: [{ pan: 5 }, *low], mute: on }
  d: { fader: *level }
`).document
    expect(
      strips.map(({ color, values }) => [color, values['fader'], values['pan'], values['mute']]),
    ).toEqual([
      ['cyan', -6, 0, false],
      ['cyan', -9, 0, false],
      ['cyan', -9, 5, true],
      ['off', -6, 0, false],
    ])
  })

  it('reads with Windows line ends and a byte order mark', () => {
    const { document } = read(`\uFEFF${v1.replaceAll('\n', '\r\n')}`)
    expect(document).toEqual(read(v1).document)
    expect(problems('\uFEFFgainstage: 1\r\nrate: 1\r\n')).toEqual([
      '2:7: rate is 1, but 8000 to 192000 Hz is expected.',
    ])
  })

  it('may call a strip like a bus, and like things that every JavaScript object has', () => {
    const { document } = read(
      `${FIRST}strips: { constructor: {}, hall: {}, tostring: {} }\nbuses: { hall: {}, constructor: {} }`,
    )
    expect(document.strips.map(({ name }) => name)).toEqual(['constructor', 'hall', 'tostring'])
    expect(({} as Record<string, unknown>)['fader']).toBeUndefined()
  })

  it('keeps scene values that lead nowhere and says so, with the nearest address', () => {
    const { document, warnings } = read(
      `${FIRST}strips: { vox: {} }\nscenes: { A: { /strip/vix/fader: -3, /bus/gone/mute: true } }`,
    )
    expect(document.scenes[0]?.values).toEqual({ '/strip/vix/fader': -3, '/bus/gone/mute': true })
    expect(warnings.map(({ sentence }) => sentence)).toEqual([
      'song.yaml:3:16: scenes.A./strip/vix/fader leads nowhere in this session and is kept as it stands; the nearest is /strip/vox/fader.',
      'song.yaml:3:38: scenes.A./bus/gone/mute leads nowhere in this session and is kept as it stands.',
    ])
  })
})

describe('versions', () => {
  it('that are newer are refused, with the one this program reads', () => {
    expect(problems('gainstage: 7')).toEqual([
      '1:12: gainstage is 7, but this program reads version 1; a newer Gainstage wrote this file.',
    ])
    expect(problems('gainstage: one')).toEqual([
      '1:12: gainstage is "one", but this program reads version 1.',
    ])
    expect(problems('name: x')).toEqual([
      '1:1: gainstage is missing, but a session begins with "gainstage: 1".',
    ])
  })

  it('that are older run through every upgrade in turn, and keep their comments', () => {
    // In version 1 of this invented history the tempo was called speed, in version 2 bpm.
    const history: FormatHistory = {
      version: 3,
      upgrades: [
        { from: 1, apply: (yaml) => rename(yaml, 'speed', 'bpm') },
        { from: 2, apply: (yaml) => rename(yaml, 'bpm', 'tempo') },
      ],
    }
    const old = 'gainstage: 1\n# slow\nspeed: 60\n'
    const { document, source } = read(old, history)
    expect(document.tempo).toBe(60)
    expect(source.text).toBe('gainstage: 3\n# slow\ntempo: 60\n')
    expect(read('gainstage: 2\nbpm: 70\n', history).document.tempo).toBe(70)
    expect(read('gainstage: 3\ntempo: 80\n', history).source.text).toBe('gainstage: 3\ntempo: 80\n')
    expect(problems('gainstage: 0', history)).toEqual([
      '1:12: gainstage is 0, but this program reads versions 1 to 3.',
    ])
    expect(problems('gainstage: 1\nname: a\nspeed: 9', history)).toEqual([
      '3:8: tempo is 9, but 20 to 400 bpm is expected.',
    ])
  })

  it('of a plugin are taken over by the plugin itself, and newer ones refused', () => {
    const drive = (values: string) => {
      const { document, warnings } = read(`${FIRST}strips: { a: { inserts: [{ tube: ${values} }] } }`)
      return [document.strips[0]?.inserts[0]?.values['drive'], warnings.length]
    }
    expect(drive('{ version: 2, drive: 12 }')).toEqual([12, 0])
    expect(drive('{ version: 1, amount: 5 }')).toEqual([12, 0])
    expect(drive('{ amount: 5 }')).toEqual([12, 1])
    expect(drive('{}')).toEqual([0, 0])
    expect(problems(`${FIRST}master: { inserts: [{ tube: { version: 3 } }] }`)).toEqual([
      '2:40: master.inserts.tube.version is 3, but the installed tube has version 2 and reads whole numbers from 1 to 2.',
    ])
  })
})

function rename(
  yaml: Parameters<FormatHistory['upgrades'][number]['apply']>[0],
  from: string,
  to: string,
): void {
  const pair = yaml.contents
  if (pair !== null && 'items' in pair)
    for (const item of pair.items)
      if ('key' in item && 'value' in item.key && item.key.value === from) item.key.value = to
}
