import { DrawnCurve } from './drawn-curve.ts'
import { gainRangeDb } from './gain-range.ts'
import { LiveSpectrum } from './live-spectrum.ts'
import { Peephole } from './peephole.ts'
import type { ResponsePicture } from './picture.ts'
import { hzAt, type PlotSize } from './scale.ts'
import type { Curve, Insert, Scopes, Values } from './sources.ts'

/** Gain over frequency over the spectrum of what leaves an insert. [control] */
export class ResponseGraph {
  readonly #curve: DrawnCurve
  readonly #spectrum: LiveSpectrum
  readonly #hole: Peephole | undefined

  constructor(insert: Insert, curve: Curve, sampleRate: number, scopes: Scopes | undefined) {
    this.#curve = new DrawnCurve(
      (values, place) => curve.magnitudeDb?.(values, hzAt(place), sampleRate) ?? Number.NaN,
    )
    this.#spectrum = new LiveSpectrum(sampleRate)
    this.#hole = scopes && new Peephole(scopes, { ...insert, side: 'out' })
  }

  /** [control] `now` in ms. */
  read(values: Values, bypassed: boolean, { columns }: PlotSize, now: number): ResponsePicture {
    const curveDb = this.#curve.look(values, 2 * columns)
    const spectrumDb = this.#hole && this.#spectrum.look(this.#hole, columns, now)
    const note = this.#hole?.refused ?? ''
    return { kind: 'response', curveDb, rangeDb: gainRangeDb(curveDb), spectrumDb, bypassed, note }
  }

  /** [control] */
  close(): void {
    this.#hole?.close()
  }
}
