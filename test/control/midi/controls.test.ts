import { describe, expect, it } from 'vitest'
import { benchOf, FADER, KNEE, MUTE, PAN } from './bench-of.ts'

describe('a fader', () => {
  const bench = () => benchOf(`{ cc: 0, address: ${PAN} }`)

  it('moves nothing before it has met the value', () => {
    const { turn, plain, port } = bench()
    turn(0, 10, 20, 30, 40, 50, 60)
    expect(port.commands).toEqual([])
    turn(0, 62)
    expect(plain(PAN)).toBeCloseTo(-2.36, 2)
    turn(0, 10)
    expect(plain(PAN)).toBeCloseTo(-84.25, 2)
    expect(port.commands.at(-1)?.[2]).toBe('midi unit 1/0')
  })

  it('meets the value also when a fast sweep jumps over it', () => {
    const { turn, plain } = bench()
    turn(0, 10, 120)
    expect(plain(PAN)).toBeCloseTo(88.98, 2)
  })

  it('must meet it again after somebody else moved it', () => {
    const { turn, plain, port } = bench()
    turn(0, 64, 70)
    port.set(PAN, -80, 'osc')
    turn(0, 71, 72)
    expect(plain(PAN)).toBe(-80)
    turn(0, 5)
    expect(plain(PAN)).toBeCloseTo(-92.13, 2)
  })

  it('on the same value as another control must meet it again after that one', () => {
    const { turn, plain } = benchOf(`{ cc: 0, address: ${PAN} }\n{ cc: 1, address: ${PAN} }`)
    turn(0, 64, 100)
    turn(1, 20)
    expect(plain(PAN)).toBeCloseTo(57.48, 2)
    turn(1, 127)
    turn(0, 101)
    expect(plain(PAN)).toBe(100)
  })

  it('jumps at once when it is told to, itself or the whole map', () => {
    for (const { turn, plain } of [
      benchOf(`{ cc: 0, address: ${PAN}, takeover: jump }`),
      benchOf(`{ cc: 0, address: ${PAN} }`, 'takeover: jump'),
    ]) {
      turn(0, 127)
      expect(plain(PAN)).toBe(100)
    }
  })

  it('leaves a value alone that is finer than its steps and stands where it stands', () => {
    const { turn, plain, port } = bench()
    port.set(PAN, 0.4, 'osc')
    turn(0, 64)
    expect(plain(PAN)).toBe(0.4)
  })

  it('on two controllers has 14 bits', () => {
    const { turn, plain } = benchOf(`{ cc14: 1, address: ${FADER}, takeover: jump }`)
    turn(1, 96)
    turn(33, 1)
    expect(plain(FADER)).toBeCloseTo(((96 * 128 + 1) / 16383) * 40 - 30, 9)
  })

  it('on two controllers counts also when it sends the coarse half only', () => {
    const { turn, plain, clock } = benchOf(`{ cc14: 1, address: ${FADER}, takeover: jump }`)
    turn(1, 64)
    expect(plain(FADER)).toBe(0)
    clock.advance(31)
    expect(plain(FADER)).toBeCloseTo(-10, 1)
  })
})

describe('an encoder', () => {
  it.each([
    ['twos', [1, 3, 127, 125], [1, 4, 3, 0]],
    ['offset', [65, 67, 63, 61, 64], [1, 4, 3, 0]],
    ['sign', [1, 3, 65, 67, 64], [1, 4, 3, 0]],
  ] as const)('turns by clicks, told as %s', (relative, sent, stand) => {
    const { turn, port } = benchOf(`{ cc: 16, address: ${PAN}, relative: ${relative} }`)
    turn(16, ...sent)
    expect(port.commands.map(([, value]) => value)).toEqual(stand)
  })
})

describe('a button', () => {
  it('toggles with each press and ignores that it comes up', () => {
    const { turn, port } = benchOf(`{ cc: 32, address: ${MUTE}, button: toggle }`)
    turn(32, 127, 0, 127, 0, 127)
    expect(port.commands.map(([, value]) => value)).toEqual([true, false, true])
  })

  it('is on while it is held', () => {
    const { turn, port } = benchOf(`{ cc: 32, address: ${MUTE}, button: momentary }`)
    turn(32, 127, 0)
    expect(port.commands.map(([, value]) => value)).toEqual([true, false])
  })

  it('presses an action with a value, and tells why it was refused', () => {
    const controls = `{ cc: 41, address: ${KNEE}, button: press, value: soft }\n{ cc: 42, address: /undo, button: press }`
    const { turn, plain, notices } = benchOf(controls)
    turn(41, 127, 0)
    expect(plain(KNEE)).toBe('soft')
    turn(42, 127, 0)
    expect(notices).toEqual(['there is no /undo'])
  })
})

describe('feedback', () => {
  it('shows what others moved, once', () => {
    const { port, feedback } = benchOf(
      `{ cc: 0, address: ${PAN} }\n{ cc: 32, address: ${MUTE}, button: toggle }`,
    )
    port.set(PAN, 100, 'osc')
    port.set(MUTE, true, 'osc')
    expect(feedback()).toEqual([
      [0, 127],
      [32, 127],
    ])
    port.set(PAN, 99.9, 'osc')
    expect(feedback()).toEqual([])
  })

  it('does not come back to the fader that moved, but to another one on the same value', () => {
    const { turn, feedback } = benchOf(`{ cc: 0, address: ${PAN} }\n{ cc: 1, address: ${PAN} }`)
    turn(0, 64, 100)
    expect(feedback()).toEqual([[1, 100]])
  })

  it('brings a fader back to a value that it had sent itself before', () => {
    const { turn, port, feedback } = benchOf(`{ cc: 0, address: ${PAN} }`)
    turn(0, 64, 127)
    port.set(PAN, 0, 'osc')
    expect(feedback()).toEqual([[0, 64]])
    port.set(PAN, 100, 'osc')
    expect(feedback()).toEqual([[0, 127]])
  })

  it('waits until the hand has left the fader, and then is the newest', () => {
    const { turn, port, clock, heard } = benchOf(`{ cc: 0, address: ${PAN}, takeover: jump }`)
    turn(0, 100)
    port.set(PAN, -100, 'osc')
    clock.advance(150)
    turn(0, 101)
    port.set(PAN, 0, 'osc')
    clock.advance(199)
    expect(heard).toEqual([])
    clock.advance(20)
    expect(heard).toEqual([[0, 64]])
  })

  it('of other controls does not wait for that hand', () => {
    const { turn, port, clock, heard } = benchOf(
      `{ cc: 0, address: ${PAN} }\n{ cc: 32, address: ${MUTE}, button: toggle }`,
    )
    turn(0, 30)
    port.set(PAN, 100, 'osc')
    clock.advance(50)
    port.set(MUTE, true, 'osc')
    clock.advance(11)
    expect(heard).toEqual([[32, 127]])
  })

  it('lights the lamp of a button that was pressed, again when it comes up', () => {
    const { turn, feedback } = benchOf(`{ cc: 32, address: ${MUTE}, button: toggle }`)
    turn(32, 127)
    expect(feedback()).toEqual([[32, 127]])
    turn(32, 0)
    expect(feedback()).toEqual([[32, 127]])
  })

  it('lights the button whose value stands', () => {
    const { port, feedback } = benchOf(
      `{ cc: 1, address: ${KNEE}, button: press, value: soft }\n{ cc: 2, address: ${KNEE}, button: press, value: softer }`,
    )
    port.set(KNEE, 'softer', 'osc')
    expect(feedback()).toEqual([
      [1, 0],
      [2, 127],
    ])
  })

  it('shows the ring of an encoder where it turned to', () => {
    const { turn, feedback } = benchOf(`{ cc: 16, address: ${PAN}, relative: twos }`)
    turn(16, 50)
    expect(feedback()).toEqual([[16, 95]])
  })

  it('has both halves of 14 bits, the coarse one first', () => {
    const { port, feedback } = benchOf(`{ cc14: 1, address: ${FADER} }`)
    port.setNorm(FADER, 8193 / 16383, 'osc')
    expect(feedback()).toEqual([
      [1, 64],
      [33, 1],
    ])
  })

  it('can be switched off', () => {
    const { port, surface, feedback } = benchOf(`{ cc: 0, address: ${PAN} }`, 'feedback: false')
    port.set(PAN, 50, 'osc')
    surface.refresh()
    expect(feedback()).toEqual([])
  })

  it('is no faster than a cable, and what changes meanwhile is sent once', () => {
    const controls = Array.from(
      { length: 100 },
      (_, i) => `{ cc: ${i}, address: ${i === 99 ? MUTE : PAN} }`,
    ).join('\n')
    const { port, surface, clock, heard } = benchOf(controls)
    surface.refresh()
    clock.advance(20)
    expect(heard.length).toBeLessThanOrEqual(24)
    port.set(PAN, 100, 'osc')
    clock.advance(1000)
    expect(heard.filter(([cc]) => cc === 98)).toEqual([[98, 127]])
    expect(heard.length).toBeLessThanOrEqual(124)
  })
})

describe('odd bytes from a device', () => {
  it('move nothing', () => {
    const { surface, port } = benchOf(`{ cc: 0, address: ${PAN}, takeover: jump }`)
    const odd = [
      [],
      [0xb0],
      [0xb0, 0],
      [0xb0, 0, 128],
      [0xb0, 128, 3],
      [0xb1, 0, 3],
      [0x90, 0, 3],
      [0xb0, 0, 3, 4],
      [0xf0, 1, 0xf7],
    ]
    for (const bytes of odd) surface.receive(Uint8Array.from(bytes))
    expect(port.commands).toEqual([])
  })

  it('never escape as an error, whatever they are', () => {
    const { surface, clock } = benchOf(
      `{ cc: 0, address: ${PAN} }\n{ cc: 1, address: ${MUTE}, button: toggle }\n{ cc: 2, address: ${KNEE}, relative: sign }\n` +
        `{ cc14: 3, address: ${FADER} }\n{ cc: 4, address: /nowhere }`,
    )
    let state = 7
    const next = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    for (let i = 0; i < 100_000; i++) {
      const bytes = Array.from({ length: next(5) }, () => next(256))
      if (next(2) === 0) bytes.splice(0, 2, 0xb0, next(8))
      surface.receive(Uint8Array.from(bytes))
      if (i % 1000 === 0) clock.advance(next(300))
    }
  })
})
