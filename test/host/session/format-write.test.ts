import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSession } from '../../../src/host/session/format.ts'
import { newSession, writeSession } from '../../../src/host/session/format-write.ts'
import { session } from './format-arbitrary.ts'
import { FAKE_PLUGINS } from './format-plugins.ts'

describe('round trips', () => {
  it('gives every session back as it was', () => {
    fc.assert(
      fc.property(session, (document) => {
        const { text } = newSession(document, 'any.yaml', FAKE_PLUGINS)
        expect(readSession(text, 'any.yaml', FAKE_PLUGINS).document).toEqual(document)
      }),
      { seed: 3, numRuns: 100 },
    )
  })

  it('turns any session into any other', () => {
    fc.assert(
      fc.property(session, session, (before, after) => {
        const source = newSession(before, 'any.yaml', FAKE_PLUGINS)
        const { text } = writeSession(source, before, after)
        expect(readSession(text, 'any.yaml', FAKE_PLUGINS).document).toEqual(after)
      }),
      { seed: 4, numRuns: 100 },
    )
  })
})
