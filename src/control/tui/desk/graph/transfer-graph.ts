import { DrawnCurve } from './drawn-curve.ts'
import { LivePeak } from './live-peak.ts'
import { Peephole } from './peephole.ts'
import type { TransferPicture } from './picture.ts'
import { levelAt, type PlotSize, transferColumns } from './scale.ts'
import type { Curve, Insert, Scopes, Values } from './sources.ts'

/** Output over input level, and the peaks before and after an insert. [control] */
export class TransferGraph {
  readonly #curve: DrawnCurve
  readonly #peak: LivePeak
  readonly #input: Peephole | undefined
  readonly #output: Peephole | undefined

  constructor(insert: Insert, curve: Curve, sampleRate: number, scopes: Scopes | undefined) {
    this.#curve = new DrawnCurve((values, place) => curve.transferDb?.(values, levelAt(place)) ?? Number.NaN)
    this.#peak = new LivePeak(sampleRate)
    this.#input = scopes && new Peephole(scopes, { ...insert, side: 'in' })
    this.#output = scopes && new Peephole(scopes, { ...insert, side: 'out' })
  }

  /** [control] */
  read(values: Values, bypassed: boolean, plot: PlotSize): TransferPicture {
    const curveDb = this.#curve.look(values, 2 * transferColumns(plot))
    const inputDb = this.#input && this.#peak.look(this.#input)
    const outputDb = this.#output && this.#peak.look(this.#output)
    const levels = inputDb === undefined || outputDb === undefined ? undefined : { inputDb, outputDb }
    const note = this.#input?.refused || (this.#output?.refused ?? '')
    return { kind: 'transfer', curveDb, levels, bypassed, note }
  }

  /** [control] */
  close(): void {
    this.#input?.close()
    this.#output?.close()
  }
}
