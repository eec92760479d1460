import { escaped, picture } from '../pictures/svg.ts'

/** Points of one line; NaN and infinite values leave a gap. */
export interface Series {
  /** Stands beside the chart in the line's colour. */
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
  /** A thin dashed line: the analogue curve, what was asked, the dial. */
  readonly dashed?: boolean
  /** Which of the six colours; default: its place in the list. */
  readonly colour?: number
}

export interface Axis {
  readonly label: string
  readonly from: number
  readonly to: number
  /** Logarithmic, base 10: frequencies and times. */
  readonly log?: boolean
  /** Where lines stand; default: chosen to suit. */
  readonly ticks?: readonly number[]
}

export interface Chart {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
  /** Limits drawn as dashed lines across, with a word. */
  readonly bounds?: readonly { readonly y: number; readonly name: string }[]
}

const WIDTH = 720
const HEIGHT = 360
const LEFT = 64
const TOP = 40
const RIGHT = 176
const BOTTOM = 48
/** The colours that pictures/svg.ts has. */
const COLOURS = 6

/** A line chart as an SVG. What lies outside the axes is cut off. */
export function chart({ title, x, y, series, bounds = [] }: Chart): string {
  const w = WIDTH - LEFT - RIGHT
  const h = HEIGHT - TOP - BOTTOM
  const px = (value: number): number => LEFT + w * share(x, value)
  const py = (value: number): number => TOP + h * (1 - share(y, value))
  const shapes: string[] = [
    `<clipPath id="inside"><rect x="${LEFT}" y="${TOP}" width="${w}" height="${h}"/></clipPath>`,
    `<text class="title" x="${LEFT}" y="24">${escaped(title)}</text>`,
  ]
  for (const tick of ticksOf(x)) {
    const at = px(tick).toFixed(1)
    shapes.push(`<line class="grid" x1="${at}" y1="${TOP}" x2="${at}" y2="${TOP + h}"/>`)
    shapes.push(`<text class="pale" x="${at}" y="${TOP + h + 16}" text-anchor="middle">${short(tick)}</text>`)
  }
  for (const tick of ticksOf(y)) {
    const at = py(tick).toFixed(1)
    shapes.push(`<line class="grid" x1="${LEFT}" y1="${at}" x2="${LEFT + w}" y2="${at}"/>`)
    shapes.push(
      `<text class="pale" x="${LEFT - 8}" y="${py(tick) + 4}" text-anchor="end">${short(tick)}</text>`,
    )
  }
  shapes.push(
    `<text class="pale" x="${LEFT + w / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escaped(x.label)}</text>`,
    `<text class="pale" transform="translate(16 ${TOP + h / 2}) rotate(-90)" text-anchor="middle">${escaped(y.label)}</text>`,
  )
  for (const { y: value, name } of bounds) {
    const at = py(value).toFixed(1)
    shapes.push(
      `<line class="bound" stroke-dasharray="6 4" x1="${LEFT}" y1="${at}" x2="${LEFT + w}" y2="${at}"/>`,
      `<text class="pale" x="${LEFT + 6}" y="${py(value) - 5}">${escaped(name)}</text>`,
    )
  }
  series.forEach(({ name, points, dashed, colour }, i) => {
    const tone = (colour ?? i) % COLOURS
    const dash = dashed === true ? ' stroke-dasharray="5 4"' : ''
    shapes.push(
      `<path class="line series${tone}" clip-path="url(#inside)"${dash} d="${pathOf(points, px, py)}"/>`,
      `<line class="line series${tone}"${dash} x1="${LEFT + w + 10}" y1="${TOP + 8 + 20 * i}" x2="${LEFT + w + 30}" y2="${TOP + 8 + 20 * i}"/>`,
      `<text class="pale" x="${LEFT + w + 36}" y="${TOP + 12 + 20 * i}">${escaped(name)}</text>`,
    )
  })
  return picture(WIDTH, HEIGHT, title, shapes)
}

/** Where a value lies on its axis, 0..1 between its ends. */
function share({ from, to, log }: Axis, value: number): number {
  if (log !== true) return (value - from) / (to - from)
  return Math.log(value / from) / Math.log(to / from)
}

/** One letter per run of finite points, a tenth of a pixel fine; points that move by less are left out. */
function pathOf(points: Series['points'], px: (x: number) => number, py: (y: number) => number): string {
  let path = ''
  let pen = 'M'
  let last = ''
  for (const [vx, vy] of points) {
    const x = px(vx)
    const y = py(vy)
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = 'M'
      continue
    }
    const at = `${x.toFixed(1)} ${Math.min(9999, Math.max(-9999, y)).toFixed(1)}`
    if (at !== last) path += pen + at
    pen = 'L'
    last = at
  }
  return path
}

function ticksOf(axis: Axis): readonly number[] {
  if (axis.ticks !== undefined) return axis.ticks
  const { from, to, log } = axis
  if (log === true) {
    const steps = to / from > 200 ? [1, 2, 5] : [1, 2, 3, 5, 7]
    const ticks: number[] = []
    for (let decade = Math.floor(Math.log10(from)); decade <= Math.log10(to); decade++)
      for (const step of steps) ticks.push(Number((step * 10 ** decade).toPrecision(3)))
    return ticks.filter((tick) => tick >= from * 0.999 && tick <= to * 1.001)
  }
  const rough = Math.abs(to - from) / 6
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = size * ([1, 2, 5, 10].find((s) => s * size >= rough) ?? 10)
  const first = Math.ceil(Math.min(from, to) / step)
  const last = Math.floor(Math.max(from, to) / step)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** `20k` for 20000, `0.5`, `-18`. */
function short(value: number): string {
  if (Math.abs(value) >= 1000 && value % 100 === 0) return `${value / 1000}k`
  return String(value)
}
