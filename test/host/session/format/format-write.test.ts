import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionDocument, StripDocument } from '../../../../src/host/session/document.ts'
import { readSession } from '../../../../src/host/session/format/read-session.ts'
import { newSession, writeSession } from '../../../../src/host/session/format/write-session.ts'
import { session } from './format-arbitrary.ts'
import { FAKE_PLUGINS } from './format-plugins.ts'

const read = (text: string) => readSession(text, 'song.yaml', FAKE_PLUGINS)

/** The text after `change` was made to what `text` says. */
function edited(text: string, change: (document: SessionDocument) => SessionDocument): string {
  const { document, source } = read(text)
  const after = change(document)
  const written = writeSession(source, document, after)
  expect(read(written.text).document).toEqual(after)
  return written.text
}

/** Lines that are only in `before` (-) and only in `after` (+). */
function difference(before: string, after: string): string[] {
  const old = before.split('\n')
  const now = after.split('\n')
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ]
}

const strip =
  (name: string, change: (strip: StripDocument) => Partial<StripDocument>) =>
  (document: SessionDocument): SessionDocument => ({
    ...document,
    strips: document.strips.map((one) => (one.name === name ? { ...one, ...change(one) } : one)),
  })
const setValue = (name: string, id: string, value: number | string | boolean) =>
  strip(name, ({ values }) => ({ values: { ...values, [id]: value } }))

const SONG = `# The song, mixed for headphones.
gainstage: 1

strips:
  # The heartbeat.
  kick:
    input:  { file: kick.wav }   # close
    fader:  -4 dB                # just under the bass
    inserts:
      - gate: { threshold: -45 } # open for the soft notes too
      - eq: {
          lowCutOn: true, # rumble
          lowCut: 35,
        }
    sends: { hall: -12, plate: { level: -9 dB } }

  # The voice.
  vox:    # Anna
    pan: 0


buses:
  hall:
  plate: {}
scenes:
  Chorus:
    /strip/vox/fader: -2 # louder
`

describe('writing a session', () => {
  it('changes no character when nothing changed', () => {
    expect(edited(SONG, (document) => document)).toBe(SONG)
  })

  it('changes the characters of one value only', () => {
    expect(difference(SONG, edited(SONG, setValue('kick', 'fader', -6.5)))).toEqual([
      '-    fader:  -4 dB                # just under the bass',
      '+    fader:  -6.5                 # just under the bass',
    ])
    expect(difference(SONG, edited(SONG, setValue('vox', 'pan', 30)))).toEqual([
      '-    pan: 0',
      '+    pan: 30',
    ])
  })

  it('writes off for minus infinity, and a value back at its default where it stood', () => {
    const off = edited(SONG, setValue('kick', 'fader', Number.NEGATIVE_INFINITY))
    expect(off).toContain('    fader:  off                  # just under the bass')
    expect(edited(SONG, setValue('kick', 'fader', 0))).toContain('    fader:  0                    #')
  })

  it('adds what was left out in its place, and leaves out what is default', () => {
    const change = (document: SessionDocument) =>
      setValue('vox', 'mute', true)(setValue('vox', 'trim', 3)(document))
    expect(difference(SONG, edited(SONG, change))).toEqual(['+    trim: 3', '+    mute: true'])
    const text = edited(SONG, change)
    expect(text).toContain('  vox:    # Anna\n    trim: 3\n    pan: 0\n    mute: true\n')
    expect(text).not.toContain('width')
  })

  it('changes values inside of inserts and sends, however they are laid out', () => {
    const text = edited(
      SONG,
      strip('kick', ({ inserts, sends }) => ({
        inserts: inserts.map((insert) =>
          insert.slot === 'eq'
            ? { ...insert, bypass: true, values: { ...insert.values, lowCut: 40 } }
            : { ...insert, values: { threshold: -50 } },
        ),
        sends: sends.map((send) => (send.to === 'hall' ? { ...send, tap: 'pre' } : { ...send, level: -3 })),
      })),
    )
    expect(difference(SONG, text)).toEqual([
      '-      - gate: { threshold: -45 } # open for the soft notes too',
      '-          lowCut: 35,',
      '-    sends: { hall: -12, plate: { level: -9 dB } }',
      '+      - gate: { threshold: -50 } # open for the soft notes too',
      '+          lowCut: 40, bypass: true,',
      '+    sends: { hall: { level: -12, tap: pre }, plate: { level: -3 } }',
    ])
  })

  it('adds, removes and moves inserts, sends and scenes', () => {
    const comp = {
      slot: 'comp',
      plugin: 'comp',
      bypass: false,
      key: null,
      values: { threshold: -18, ratio: 4, attack: 10 },
    }
    const added = edited(
      SONG,
      strip('kick', ({ inserts, sends }) => ({ inserts: [...inserts, comp], sends: sends.slice(1) })),
    )
    expect(difference(SONG, added)).toEqual([
      '-    sends: { hall: -12, plate: { level: -9 dB } }',
      '+      - comp: {}',
      '+    sends: { plate: { level: -9 dB } }',
    ])
    const swapped = edited(
      SONG,
      strip('kick', ({ inserts }) => ({ inserts: inserts.toReversed() })),
    )
    expect(difference(SONG, swapped)).toEqual([])
    expect(swapped.indexOf('- eq:')).toBeLessThan(swapped.indexOf('- gate:'))
    const stored = edited(SONG, (document) => ({
      ...document,
      scenes: [
        ...document.scenes,
        { name: 'Verse 2', values: { '/master/fader': Number.NEGATIVE_INFINITY } },
      ],
    }))
    expect(difference(SONG, stored)).toEqual(['+  Verse 2:', '+    /master/fader: off'])
  })

  it('removes a strip with the comment right above it, and moves one with its comments', () => {
    const gone = edited(SONG, (document) => ({ ...document, strips: document.strips.slice(0, 1) }))
    expect(difference(SONG, gone)).toEqual(['-  # The voice.', '-  vox:    # Anna', '-    pan: 0'])
    const moved = edited(SONG, (document) => ({ ...document, strips: document.strips.toReversed() }))
    expect(difference(SONG, moved)).toEqual([])
    expect(moved).toMatch(/strips:\s+# The voice\.\n {2}vox:[\s\S]*# The heartbeat\.\n {2}kick:/)
  })

  it('builds up a session from its first line', () => {
    const { document } = read(SONG)
    expect(edited('gainstage: 1 # first\n', () => document)).toContain('gainstage: 1 # first\n')
    const empty = read('gainstage: 1').document
    expect(edited(SONG, () => empty)).toContain('# The song, mixed for headphones.\ngainstage: 1\n')
    expect(edited('{"gainstage": 1, "strips": {"vox": {"fader": -3}}}', setValue('vox', 'fader', 2))).toBe(
      '{"gainstage": 1, "strips": {"vox": {"fader": 2}}}',
    )
  })

  it('keeps Windows line ends', () => {
    const text = edited(SONG.replaceAll('\n', '\r\n'), setValue('vox', 'mute', true))
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text).toContain('    pan: 0\r\n    mute: true\r\n')
  })

  it('gives up an alias only where its places come to differ', () => {
    const text = `gainstage: 1
strips:
  a: &voice { fader: &level -6 } # lead
  b: { fader: *level }
  c: { <<: *voice, pan: 5 }
`
    expect(edited(text, setValue('b', 'fader', -7))).toBe(text.replace('*level', '-7'))
    expect(edited(text, setValue('c', 'fader', -7))).toBe(text.replace('<<', 'fader: -7, <<'))
    const flat = edited(text, setValue('a', 'fader', -7))
    expect(flat).toContain('a: { fader: -7 } # lead')
    expect(flat).toContain('b: { fader: -6 }')
    expect(flat).toContain('c: { pan: 5, fader: -6 }')
  })

  it('writes the values of an older plugin in its present meaning, with the version', () => {
    const text = 'gainstage: 1\nmaster: { inserts: [tube: { amount: 5 }, eq: {}] } # warm\n'
    expect(edited(text, (document) => document)).toBe(
      'gainstage: 1\nmaster: { inserts: [tube: { version: 2, drive: 12 }, eq: {}] } # warm\n',
    )
  })

  it('says the width of a strip once its input would say another', () => {
    const text = 'gainstage: 1\nstrips: { a: { input: { device: 1 } } }\n'
    const change = strip('a', () => ({ input: { kind: 'device', channels: [1, 2] } }))
    expect(edited(text, change)).toContain('{ input: { device: [ 1, 2 ] }, channels: 1 }')
  })

  it('refuses to write what could not be read back', () => {
    const { document, source } = read(SONG)
    const wired = (to: string, from: string) => ({ ...document.buses[from === 'hall' ? 0 : 1]!, to })
    const loop = { ...document, buses: [wired('plate', 'hall'), wired('hall', 'plate')] }
    expect(() => writeSession(source, document, loop)).toThrow('/bus/hall -> /bus/plate -> /bus/hall')
  })
})

describe('round trips', () => {
  it('give every session back as it was', () => {
    fc.assert(
      fc.property(session, (document) => {
        const { text } = newSession(document, 'any.yaml', FAKE_PLUGINS)
        expect(read(text).document).toEqual(document)
      }),
      { seed: 3, numRuns: 60 },
    )
  })

  it('turn any session into any other without losing the comments of the file', () => {
    fc.assert(
      fc.property(session, session, (before, after) => {
        const { text } = newSession(before, 'any.yaml', FAKE_PLUGINS)
        const { source } = read(`# kept\n${text}`)
        const written = writeSession(source, before, after)
        expect(read(written.text).document).toEqual(after)
        expect(written.text).toMatch(/^# kept\n/)
      }),
      { seed: 4, numRuns: 60 },
    )
  })
})
