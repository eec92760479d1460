import type { DriverChoice } from '../../host/index.ts'

/** Options of `gainstage start` as commander gives them. */
export interface StartOptions {
  readonly driver: DriverChoice
  readonly device?: string
  /** Hz, for the whole session instead of its own. */
  readonly rate?: number
  /** Wanted frames per block. */
  readonly frames: number
  readonly tui: boolean
  readonly seconds?: number
  readonly osc?: string
  readonly midi?: string
  readonly loop?: boolean
  readonly stopped?: boolean
  readonly fresh?: boolean
  readonly trustPlugins?: boolean
  readonly allowOutside?: boolean
}
