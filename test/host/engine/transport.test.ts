import { describe, expect, it } from 'vitest'
import { Transport } from '../../../src/host/engine/transport.ts'

/** Plays `lines` grid lines. */
function roll(transport: Transport, lines: number): void {
  for (let line = 0; line < lines; line++) {
    transport.advance(true)
    for (let left = transport.playing ? 128 : 0; left > 0; ) {
      const n = transport.span(left)
      transport.moved(n)
      left -= n
    }
  }
}

function playing(): Transport {
  const transport = new Transport(48000)
  transport.play()
  roll(transport, 10)
  return transport
}

describe('transport', () => {
  it('starts at the top of the song at full level', () => {
    const transport = playing()
    expect(transport.position).toBe(1280)
    expect([transport.level.still, transport.level.c0]).toEqual([true, 1])
  })

  it('comes back to full level when a stop is taken back within its fade', () => {
    const transport = playing()
    transport.stop()
    roll(transport, 2)
    transport.play()
    roll(transport, 20)
    expect(transport.playing).toBe(true)
    expect(transport.level.c0).toBe(1)
  })

  it('fades out, jumps and fades in when it is located while it plays', () => {
    const transport = playing()
    transport.locate(48000)
    roll(transport, 40)
    expect(transport.playing).toBe(true)
    expect(transport.position).toBeGreaterThan(48000)
    expect(transport.level.c0).toBe(1)
  })

  it('turns round at the end of a loop to the frame, and plays on from behind one', () => {
    const transport = playing()
    transport.loop(100, 1700)
    roll(transport, 10)
    expect(transport.position).toBe(100 + ((2560 - 100) % 1600))
    transport.loop(0, 50)
    roll(transport, 10)
    expect(transport.position).toBe(100 + ((2560 - 100) % 1600) + 1280)
  })

  it('waits for files that are not there yet, but not for ever', () => {
    const transport = new Transport(48000)
    transport.play()
    for (let line = 0; line < 500; line++) transport.advance(false)
    expect(transport.playing).toBe(false)
    for (let line = 0; line < 600; line++) transport.advance(false)
    expect(transport.playing).toBe(true)
  })
})
