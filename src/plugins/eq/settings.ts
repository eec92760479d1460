import type { ParameterViews, PlainValues } from '../../host/sdk/index.ts'
import { CHANNELS } from './channels.ts'
import { BANDS, type EqParameters } from './parameters.ts'
import { BAND_TYPES, CUT_ORDERS, CUT_SHAPES, type CutShape, cutVariant } from './prototype.ts'

/**
 * What the kernel and the curve work on: eight units of five doubles and the trim.
 *
 *     low cut: kind hz - - channels    six bands: kind hz gainDb q channels    high cut: like low cut    trimDb    autoGain    dynamics
 *
 * A kind is 0 when the unit is off, else 1 + its variant (cuts: CUT_VARIANTS) or 1 + its type (bands);
 * channels are an index in CHANNELS.
 */
export const UNITS = BANDS.length + 2
export const UNIT_DOUBLES = 5
/** Where in a unit its channels stand. */
export const CHANNELS_OF = 4
export const LOW_CUT = 0
export const HIGH_CUT = UNITS - 1
export const TRIM = UNITS * UNIT_DOUBLES

/** 1 when the loudness that the bands add is taken back. */
export const AUTO_GAIN = TRIM + 1

/** After that, for each band: dynamic (0 or 1), threshold and range in dB, ratio, attack and release in ms. */
const DYNAMICS = AUTO_GAIN + 1
const DYNAMIC_DOUBLES = 6
export const THRESHOLD_OF = 1
export const RATIO_OF = 2
export const RANGE_OF = 3
export const ATTACK_OF = 4
export const RELEASE_OF = 5
export const SETTINGS_DOUBLES = DYNAMICS + BANDS.length * DYNAMIC_DOUBLES

/** [audio] Where the dynamics of a band (from 0) begin. */
export const dynamicsAt = (band: number): number => DYNAMICS + band * DYNAMIC_DOUBLES

function write(
  out: Float64Array,
  unit: number,
  kind: number,
  hz: number,
  gainDb: number,
  q: number,
  channels: number,
): void {
  const at = unit * UNIT_DOUBLES
  out[at] = kind
  out[at + 1] = hz
  out[at + 2] = gainDb
  out[at + 3] = q
  out[at + CHANNELS_OF] = channels
}

/** The views of one band, gathered once so that [audio] code indexes an array instead of building names. */
interface BandViews {
  readonly on: { readonly on: boolean }
  readonly type: { readonly index: number }
  readonly hz: { readonly to: number }
  readonly gainDb: { readonly to: number }
  readonly q: { readonly to: number }
  readonly channels: { readonly index: number }
  readonly dynamic: { readonly on: boolean }
  readonly thresholdDb: { readonly to: number }
  readonly ratio: { readonly to: number }
  readonly rangeDb: { readonly to: number }
  readonly attackMs: { readonly to: number }
  readonly releaseMs: { readonly to: number }
}

/** [idle] The views of the bands in order. */
export const bandViews = (views: ParameterViews<EqParameters>): readonly BandViews[] =>
  BANDS.map((n) => ({
    on: views[`band${n}On`],
    type: views[`band${n}Type`],
    hz: views[`band${n}Freq`],
    gainDb: views[`band${n}Gain`],
    q: views[`band${n}Q`],
    channels: views[`band${n}Channels`],
    dynamic: views[`band${n}Dynamic`],
    thresholdDb: views[`band${n}Threshold`],
    ratio: views[`band${n}Ratio`],
    rangeDb: views[`band${n}Range`],
    attackMs: views[`band${n}Attack`],
    releaseMs: views[`band${n}Release`],
  }))

const cutKind = (slope: number, shape: number): number => 1 + cutVariant(slope, shape)

/** [audio] The settings at the next grid line. */
export function readViews(
  views: ParameterViews<EqParameters>,
  bands: readonly BandViews[],
  out: Float64Array,
): void {
  const low = views.lowCutOn.on ? cutKind(views.lowCutSlope.index, views.lowCutShape.index) : 0
  write(out, LOW_CUT, low, views.lowCut.to, 0, 0, views.lowCutChannels.index)
  for (let i = 0; i < bands.length; i++) {
    const band = bands[i]!
    const kind = band.on.on ? 1 + band.type.index : 0
    write(out, 1 + i, kind, band.hz.to, band.gainDb.to, band.q.to, band.channels.index)
    const at = dynamicsAt(i)
    out[at] = band.dynamic.on ? 1 : 0
    out[at + THRESHOLD_OF] = band.thresholdDb.to
    out[at + RATIO_OF] = band.ratio.to
    out[at + RANGE_OF] = band.rangeDb.to
    out[at + ATTACK_OF] = band.attackMs.to
    out[at + RELEASE_OF] = band.releaseMs.to
  }
  const high = views.highCutOn.on ? cutKind(views.highCutSlope.index, views.highCutShape.index) : 0
  write(out, HIGH_CUT, high, views.highCut.to, 0, 0, views.highCutChannels.index)
  out[TRIM] = views.trim.to
  out[AUTO_GAIN] = views.autoGain.on ? 1 : 0
}

function namedCutKind(slope: string, shape: CutShape): number {
  const index = CUT_ORDERS.findIndex((order) => 6 * order === Number(slope))
  return cutKind(index, CUT_SHAPES.indexOf(shape))
}

/** [control] The settings of plain values. */
export function settingsOf(values: PlainValues<EqParameters>): Float64Array {
  const out = new Float64Array(SETTINGS_DOUBLES)
  const low = values.lowCutOn ? namedCutKind(values.lowCutSlope, values.lowCutShape) : 0
  write(out, LOW_CUT, low, values.lowCut, 0, 0, CHANNELS.indexOf(values.lowCutChannels))
  for (const n of BANDS) {
    const kind = values[`band${n}On`] ? 1 + BAND_TYPES.indexOf(values[`band${n}Type`]) : 0
    const channels = CHANNELS.indexOf(values[`band${n}Channels`])
    write(out, n, kind, values[`band${n}Freq`], values[`band${n}Gain`], values[`band${n}Q`], channels)
    const at = dynamicsAt(n - 1)
    out[at] = values[`band${n}Dynamic`] ? 1 : 0
    out[at + THRESHOLD_OF] = values[`band${n}Threshold`]
    out[at + RATIO_OF] = values[`band${n}Ratio`]
    out[at + RANGE_OF] = values[`band${n}Range`]
    out[at + ATTACK_OF] = values[`band${n}Attack`]
    out[at + RELEASE_OF] = values[`band${n}Release`]
  }
  const high = values.highCutOn ? namedCutKind(values.highCutSlope, values.highCutShape) : 0
  write(out, HIGH_CUT, high, values.highCut, 0, 0, CHANNELS.indexOf(values.highCutChannels))
  out[TRIM] = values.trim
  out[AUTO_GAIN] = values.autoGain ? 1 : 0
  return out
}
