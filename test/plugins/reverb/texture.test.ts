import { describe, expect, it } from 'vitest'
import { longestRinging, worstTexture } from './measures.ts'
import { portrait } from './portrait.ts'
import { flat } from './responses.ts'

const DECAY = 2

/** Goals for the echo density, ms to 0.9 and to 1.0. A room keeps its single reflections longer. */
const GOALS = {
  hall: [30, 80],
  plate: [10, 30],
  room: [40, 150],
  chamber: [30, 80],
} as const

const spaces = (Object.keys(GOALS) as (keyof typeof GOALS)[]).flatMap((character) =>
  (['16', '32'] as const).map((quality) => ({ character, quality })),
)

describe.each(spaces)('the tail of a $character with $quality lines', ({ character, quality }) => {
  const texture = worstTexture({ ...flat, character, quality, modulation: 50 }, DECAY)

  it('becomes dense in time', () => {
    const [dense, full] = GOALS[character]
    expect(texture.denseMs).toBeLessThanOrEqual(dense)
    expect(texture.fullMs).toBeLessThanOrEqual(full)
  })

  it('sounds like noise, without ringing tones', () => {
    expect(texture.spread).toBeLessThan(6.5)
    expect(texture.excess).toBeLessThan(12)
    expect(texture.kurtosis[0]).toBeGreaterThan(2.9)
    expect(texture.kurtosis[1]).toBeLessThan(3.3)
  })

  it('differs between the ears and folds to mono at -3 dB', () => {
    expect(texture.correlation).toBeLessThan(0.05)
    expect(texture.iacc).toBeLessThan(0.15)
    for (const db of texture.monoDb) expect(Math.abs(db + 3)).toBeLessThan(0.3)
  })
})

describe('the late tail', () => {
  it.each([
    { character: 'hall', quality: '16', decay: 1.5 },
    { character: 'room', quality: '32', decay: 0.5 },
    { character: 'plate', quality: '16', decay: 1, size: 0 },
  ])('has no resonance that rings on: %o', (values) => {
    expect(longestRinging({ ...flat, ...values })).toBeLessThan(1.2)
  })

  it('hardly colours at the smallest size either', () => {
    for (const quality of ['16', '32'] as const) {
      const { spread, correlation } = worstTexture({ ...flat, character: 'room', quality, size: 0 }, DECAY)
      expect(spread).toBeLessThan(quality === '16' ? 6.7 : 6.5)
      expect(correlation).toBeLessThan(0.05)
    }
  })
})

describe('the four spaces at the same decay', () => {
  const [hall, plate, room, chamber] = ['hall', 'plate', 'room', 'chamber'].map((character) =>
    portrait({ character, decay: 1.5 }),
  )

  it('differ in how much comes early', () => {
    expect(room!.c80 - chamber!.c80).toBeGreaterThan(1.5)
    expect(chamber!.c80 - hall!.c80).toBeGreaterThan(4)
    expect(plate!.c80 - hall!.c80).toBeGreaterThan(3)
    expect(hall!.centreMs / room!.centreMs).toBeGreaterThan(2)
  })

  it('differ in how they set in: the plate at once and dense, the hall late, the room with single reflections', () => {
    const first = (p: typeof hall) => p!.build.findIndex((db) => db > 0)
    expect(first(plate)).toBeLessThanOrEqual(1)
    expect(first(room)).toBe(0)
    expect(first(hall)).toBe(2)
    expect(plate!.density10).toBeGreaterThan(0.9)
    expect(room!.density10).toBeLessThan(0.6)
    expect(hall!.density10).toBeLessThan(0.7)
    expect(hall!.build.indexOf(Math.max(...hall!.build))).toBeGreaterThan(14)
    expect(room!.build.indexOf(Math.max(...room!.build))).toBeLessThan(4)
  })

  it('differ in colour: the hall warm, the plate bright and thin, the chamber dark', () => {
    expect(hall!.bassDb - plate!.bassDb).toBeGreaterThan(3)
    expect(plate!.trebleDb - hall!.trebleDb).toBeGreaterThan(3)
    expect(plate!.trebleDb - chamber!.trebleDb).toBeGreaterThan(4)
    expect(room!.trebleDb - chamber!.trebleDb).toBeGreaterThan(2)
  })
})
