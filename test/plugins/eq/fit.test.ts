import { describe, expect, it } from 'vitest'
import { BELL, SHELF } from '../../../src/plugins/eq/closed-form.ts'
import { decode, encode, RESOLUTION } from '../../../src/plugins/eq/encoding.ts'
import { bandCorrection, cutCorrections } from '../../../src/plugins/eq/fit/corrections.ts'
import { bandData, cutData } from '../../../src/plugins/eq/fit-data.ts'
import { BOOST_NODES, nodeQ, nodeW, Q_NODES, SHELF_Q_NODES } from '../../../src/plugins/eq/lattice.ts'

describe('the table of fits', () => {
  it('is what fit/generate.ts makes', () => {
    for (const [family, qs, unknowns] of [
      [BELL, Q_NODES, 5],
      [SHELF, SHELF_Q_NODES, 4],
    ] as const) {
      const stored = decode(bandData[family]!)
      for (const [f, b, q] of [
        [0, 1, 3],
        [19, 0, 5],
        [30, 2, 6],
        [37, 3, 7],
      ] as const) {
        const fresh = bandCorrection(family, nodeW(f), BOOST_NODES[b]!, nodeQ(q))
        const at = ((f * BOOST_NODES.length + b) * qs + q) * unknowns
        for (let k = 0; k < unknowns; k++) expect(stored[at + k]).toBeCloseTo(fresh[k]!, 4)
      }
    }
    const cut = cutCorrections('high', 1)
    decode(cutData.high[1]!).forEach((x, k) => {
      expect(x).toBeCloseTo(cut[k]!, 4)
    })
  })

  it('keeps numbers to half a step', () => {
    const x = Float64Array.from([0, -2, 1.99, 0.123456789, -1e-6])
    decode([encode(x)]).forEach((v, i) => {
      expect(Math.abs(v - x[i]!)).toBeLessThanOrEqual(RESOLUTION / 2)
    })
    expect(() => encode(Float64Array.of(2.5))).toThrow('does not fit')
  })
})
