import type { GraphPicture } from './picture.ts'
import { ResponseGraph } from './response-graph.ts'
import type { PlotSize } from './scale.ts'
import type { Curve, GraphSources, Insert, Values } from './sources.ts'
import { TransferGraph } from './transfer-graph.ts'

/** What a frame wants to see. */
export interface Wanted {
  readonly insert: Insert
  /** All its values as they stand. */
  readonly values: Values
  readonly bypassed: boolean
  readonly plot: PlotSize
}

/** The graph of the insert that is in sight; windows into the signal are open for that one only. [control] */
export class GraphReader {
  readonly #sources: GraphSources
  #insert: Insert | undefined
  #curve: Curve | undefined
  #graph: ResponseGraph | TransferGraph | undefined

  constructor(sources: GraphSources) {
    this.#sources = sources
  }

  /** [control] Undefined for an insert that has no curve. `now` in ms. */
  read({ insert, values, bypassed, plot }: Wanted, now: number): GraphPicture | undefined {
    this.#turnTo(insert)
    return this.#graph?.read(values, bypassed, plot, now)
  }

  /** [control] Nobody looks any more, for now or for good. */
  close(): void {
    this.#graph?.close()
    this.#graph = undefined
    this.#curve = undefined
    this.#insert = undefined
  }

  #turnTo(insert: Insert): void {
    const { curves, scopes } = this.#sources
    const curve = curves?.of(insert.channel, insert.slot)
    const { channel, slot } = this.#insert ?? {}
    if (insert.channel === channel && insert.slot === slot && curve === this.#curve) return
    this.close()
    this.#insert = insert
    this.#curve = curve
    if (curves === undefined || curve === undefined) return
    if (curve.magnitudeDb !== undefined)
      this.#graph = new ResponseGraph(insert, curve, curves.sampleRate, scopes)
    else if (curve.transferDb !== undefined)
      this.#graph = new TransferGraph(insert, curve, curves.sampleRate, scopes)
  }
}
