import type { Parameter } from '../../../host/index.ts'
import type { ChannelKind } from './desk-map.ts'
import type { GraphPicture } from './graph/picture.ts'

/** What the views draw: plain values read from the desk for one frame. */

/** The two lines at the top. */
export interface HeaderPicture {
  readonly title: string
  /** Driver, device, rate, frames: the host's own words. */
  readonly driver: string
  readonly playing: boolean
  readonly seconds: number
  /** Share of the time there is that the engine uses. */
  readonly load: number
  readonly lateBlocks: number
  /** What is wrong now, worst first. */
  readonly alarms: readonly string[]
  readonly master: Levels
}

/** Levels after the fader, dB. */
export interface Levels {
  readonly left: number
  readonly right: number
  /** Highest level of the last moments. */
  readonly peakLeft: number
  readonly peakRight: number
  /** Samples went beyond full scale since the marks were cleared. */
  readonly over: boolean
}

/** One strip, bus or the master as a column. */
export interface ChannelPicture {
  readonly id: string
  readonly kind: ChannelKind
  readonly label: string
  readonly color: string
  /** dB, minus infinity is off. */
  readonly faderDb: number
  /** Position 0..1. */
  readonly faderNorm: number
  /** -100 to 100; undefined where there is none. */
  readonly pan: number | undefined
  readonly mute: boolean | undefined
  readonly solo: boolean | undefined
  readonly levels: Levels
}

export interface SectionPicture {
  readonly name: string
  readonly bypassed: boolean
  /** Gain reduction in dB, 0 or below; undefined where the insert has no such meter. */
  readonly reductionDb: number | undefined
}

export interface LinePicture {
  readonly label: string
  readonly text: string
  readonly norm: number
  readonly parameter: Parameter
  /** How many lines it keeps folded away while it is off. */
  readonly folded: number
}

/** A strip with its inserts and the parameters of one of them. */
export interface DetailPicture {
  readonly channel: ChannelPicture
  readonly sections: readonly SectionPicture[]
  readonly section: number
  /** What is open, and what its meters read. */
  readonly title: string
  readonly lines: readonly LinePicture[]
  readonly line: number
  /** What the insert does to the sound; undefined where there is no room or no curve. */
  readonly graph: GraphPicture | undefined
}
