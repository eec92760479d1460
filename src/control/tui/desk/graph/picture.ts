/** What the view of a graph draws, read from the desk for one frame. */

/** Gain over frequency, and the sound that leaves the insert. */
export interface ResponsePicture {
  readonly kind: 'response'
  /** dB at the middle of each column of dots from LOWEST_HZ to HIGHEST_HZ, two per column of cells; NaN where there is none. */
  readonly curveDb: Float64Array
  /** Gain at the upper end of the scale, dB; at the lower end it is as far below 0. */
  readonly rangeDb: number
  /** Level in each column of cells, dB re full scale; undefined where nothing can be seen. */
  readonly spectrumDb: Float64Array | undefined
  readonly bypassed: boolean
  /** What is missing, in one sentence; mostly empty. */
  readonly note: string
}

/** Output over input level, and where the sound stands on it. */
export interface TransferPicture {
  readonly kind: 'transfer'
  /** Output in dB at the middle of each column of dots from QUIETEST_DB to LOUDEST_DB at the input. */
  readonly curveDb: Float64Array
  /** Peaks of this moment before and after the insert, dB re full scale. */
  readonly levels: { readonly inputDb: number; readonly outputDb: number } | undefined
  readonly bypassed: boolean
  readonly note: string
}

export type GraphPicture = ResponsePicture | TransferPicture
