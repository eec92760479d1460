import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSession } from '../../../../src/host/session/format/read-session.ts'
import { SessionError } from '../../../../src/host/session/format/report.ts'
import { FAKE_PLUGINS } from './format-plugins.ts'

/** The sentences about `text`; anything thrown that is not a SessionError fails the test. */
function problems(text: string): string[] {
  try {
    readSession(text, 'song.yaml', FAKE_PLUGINS)
  } catch (error) {
    if (error instanceof SessionError) return error.problems.map(({ sentence }) => sentence)
    throw error
  }
  return []
}

describe('a hostile session file', () => {
  it.each([
    ['brackets', '['.repeat(20_000)],
    ['closed brackets', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['braces', '{a: '.repeat(20_000)],
    ['dashes', `${'- '.repeat(20_000)}a`],
    ['questions', `${'? '.repeat(20_000)}a`],
    ['lines', Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['21 levels', `gainstage: 1\nscenes: ${'['.repeat(21)}${']'.repeat(21)}`],
  ])('that is nested deeply in %s is refused in one sentence', (_, text) => {
    const found = problems(text)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/nested|not valid YAML/)
    expect(found[0]!.length).toBeLessThan(300)
  })

  it('that multiplies aliases grows nowhere', () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(', ')}]`,
    )
    const found = problems(`gainstage: 1\nl0: &l0 [x]\n${levels.join('\n')}\nstrips: *l9\n`)
    expect(found).toHaveLength(11)
    expect(found[10]).toContain('strips is a list')
    expect(problems(`a: &a 1\nb: [${'*a, '.repeat(300)}]`)).toEqual([
      expect.stringContaining('more than 256 aliases'),
    ])
  })

  it('that merges maps into each other without end is refused', () => {
    const chain = Array.from(
      { length: 9 },
      (_, i) => `  s${i + 1}: &s${i + 1} { <<: [*s${i}, *s${i}, *s${i}] }`,
    )
    const found = problems(`gainstage: 1\nstrips:\n  s0: &s0 {}\n${chain.join('\n')}\n`)
    expect(found[0]).toContain('merges maps that merge others in turn')
    expect(problems('gainstage: 1\nstrips: { a: &a { <<: *a } }')).toEqual([
      expect.stringContaining('merges maps that merge others in turn'),
    ])
    expect(problems('gainstage: 1\nstrips: &s { a: { inserts: [comp: *s] } }')[0]).toContain('song.yaml:2')
  })

  it('with more strips or inserts than any desk is refused', () => {
    const strips = Array.from({ length: 2000 }, (_, i) => `  s${i}:\n`).join('')
    expect(problems(`gainstage: 1\nstrips:\n${strips}`)).toEqual([
      expect.stringContaining('strips has 2000 entries, but at most 1024 are allowed'),
    ])
    const inserts = Array.from({ length: 100 }, (_, i) => `e${i}: { plugin: eq }`).join(', ')
    expect(problems(`gainstage: 1\nmaster: { inserts: [${inserts}] }`)).toEqual([
      expect.stringContaining('master.inserts has 100 inserts, but a channel takes at most 64'),
    ])
  })

  it('with long names and many mistakes is answered shortly', () => {
    const long = 'x'.repeat(1000)
    const text = `gainstage: 1\n${long}: 1\nstrips:\n${Array.from({ length: 5000 }, (_, i) => `  Strip ${i}: { fader: ${'y'.repeat(50)} }\n`).join('')}`
    const found = problems(text)
    expect(found).toHaveLength(20)
    for (const sentence of found) expect(sentence.length).toBeLessThan(1000)
  })

  it('larger than four million characters is refused', () => {
    expect(problems(`gainstage: 1\n#${'x'.repeat(4 * 1024 * 1024)}`)).toEqual([
      'song.yaml:1:1: this file has 4194318 characters, but a session has at most 4194304.',
    ])
  })

  it('cannot send a terminal anything but text', () => {
    const found = problems('gainstage: 1\n"\\e[2J": 1\nname: "\\e]0;x\\a"\nrate: "\\u202e\\u0085"\n')
    expect(found).toHaveLength(3)
    for (const sentence of found) expect(sentence).not.toMatch(/\p{C}/u)
  })

  it('made from a good one by any damage is either read or refused in plain sentences', () => {
    const good = readFileSync(new URL('./fixtures/session-v1.yaml', import.meta.url), 'utf8')
    const bits = [
      ...'[]{}:,&*!|>-?#@`%\'" \n\t',
      '<<: ',
      '&a ',
      '*a',
      'null',
      '-.inf',
      '\0',
      '\u2028',
      '- ',
      '1e999',
    ]
    const damage = fc.tuple(
      fc.nat(good.length),
      fc.nat(12),
      fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 3 })),
    )
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (hits) => {
        let text = good
        for (const [at, cut, put] of hits) text = text.slice(0, at) + put + text.slice(at + cut)
        for (const sentence of problems(text)) {
          expect(sentence).toMatch(/^song\.yaml:\d+:\d+: [^\n]+\.$/)
          expect(sentence).not.toMatch(/undefined|\[object|NaN/)
        }
      }),
      { seed: 21, numRuns: 120 },
    )
  })
})
