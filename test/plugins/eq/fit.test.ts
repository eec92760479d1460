import { describe, expect, it } from 'vitest'
import { BELL, SHELF } from '../../../src/plugins/eq/closed-form.ts'
import { decode, encode, RESOLUTION } from '../../../src/plugins/eq/encoding.ts'
import { bandCorrection, cutCorrections } from '../../../src/plugins/eq/fit/corrections.ts'
import { fitData } from '../../../src/plugins/eq/fit-data.ts'
import {
  BOOST_NODES,
  FREQUENCY_AXES,
  nodeQ,
  nodeW,
  Q_NODES,
  SHELF_Q_NODES,
} from '../../../src/plugins/eq/lattice.ts'

describe('the table of fits', () => {
  it.each([0, 1, 2])('is what fit/generate.ts makes, part %i', (table) => {
    const axis = FREQUENCY_AXES[table]!
    for (const [family, qs, unknowns] of [
      [BELL, Q_NODES, 5],
      [SHELF, SHELF_Q_NODES, 4],
    ] as const) {
      const stored = decode(fitData[table]!.bands[family]!)
      expect(stored.length).toBe(axis.nodes * BOOST_NODES.length * qs * unknowns)
      for (const [f, b, q] of [
        [0, 1, 3],
        [19, 0, 5],
        [axis.nodes - 1, 3, 7],
      ] as const) {
        const fresh = bandCorrection(family, axis.ceiling, nodeW(axis, f), BOOST_NODES[b]!, nodeQ(q))
        const at = ((f * BOOST_NODES.length + b) * qs + q) * unknowns
        for (let k = 0; k < unknowns; k++) expect(stored[at + k]).toBeCloseTo(fresh[k]!, 4)
      }
    }
    const cut = cutCorrections('high', 1, axis)
    decode(fitData[table]!.high[1]!).forEach((x, k) => {
      expect(x).toBeCloseTo(cut[k]!, 4)
    })
  })

  it('keeps numbers to half a step', () => {
    const x = Float64Array.from([0, -2, 17.99, 0.123456789, -1e-6, 0, 0, 1e-3, 0])
    decode([encode(x)]).forEach((v, i) => {
      expect(Math.abs(v - x[i]!)).toBeLessThanOrEqual(RESOLUTION / 2)
    })
    expect(() => encode(Float64Array.of(40))).toThrow('does not fit')
  })
})
