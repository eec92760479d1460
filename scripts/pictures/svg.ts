/**
 * The few shapes that the pictures of the documentation are made of. A picture brings its own background and two sets of
 * colours, so that it can be read on a light page and on a dark one.
 */

/** `signal` carries sound, `send` a copy of it, `control` values and messages. */
export type LineKind = 'signal' | 'send' | 'control'

/** `part` stands in the path, `channel` is a whole strip or bus, `edge` is outside of the desk, `quiet` is a frame around others. */
export type BoxKind = 'part' | 'channel' | 'edge' | 'quiet'

type Point = readonly [x: number, y: number]

const COLOURS = {
  light: {
    ground: '#ffffff',
    rim: '#d0d7de',
    ink: '#1f2328',
    pale: '#59636e',
    part: ['#f6f8fa', '#8c959f'],
    channel: ['#ddf4ff', '#0969da'],
    edge: ['#fff8c5', '#9a6700'],
    quiet: ['none', '#afb8c1'],
    signal: '#1f2328',
    send: '#8250df',
    control: '#1a7f37',
    grid: '#e6eaef',
    series: ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#bf3989', '#59636e'],
  },
  dark: {
    ground: '#0d1117',
    rim: '#30363d',
    ink: '#e6edf3',
    pale: '#9da7b3',
    part: ['#21262d', '#7d8590'],
    channel: ['#0c2d6b', '#4493f8'],
    edge: ['#3a2d0c', '#d29922'],
    quiet: ['none', '#484f58'],
    signal: '#e6edf3',
    send: '#bc8cff',
    control: '#56d364',
    grid: '#262c34',
    series: ['#4493f8', '#f0883e', '#56d364', '#bc8cff', '#f778ba', '#9da7b3'],
  },
} as const

/** Which colours a picture is shown in: those of the reader's system, or always the same. */
export type Scheme = 'system' | keyof typeof COLOURS

const rules = (c: (typeof COLOURS)[keyof typeof COLOURS]): string =>
  [
    `.ground{fill:${c.ground};stroke:${c.rim}}`,
    `text{fill:${c.ink}}`,
    `.pale{fill:${c.pale}}`,
    ...(['part', 'channel', 'edge', 'quiet'] as const).map((k) => `.${k}{fill:${c[k][0]};stroke:${c[k][1]}}`),
    ...(['signal', 'send', 'control'] as const).map(
      (k) => `.${k}{stroke:${c[k]}}.${k}-tip,.${k}-word{fill:${c[k]}}`,
    ),
    `.grid{stroke:${c.grid}}.bound{stroke:${c.pale}}`,
    ...c.series.map((colour, i) => `.series${i}{stroke:${colour}}.series${i}-word{fill:${colour}}`),
  ].join('\n')

const SHAPES = `text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}
.title{font-weight:600}
.pale,.word{font-size:11.5px}
.line{fill:none;stroke-width:1.6;stroke-linejoin:round}
.send{stroke-dasharray:6 4}
.control{stroke-dasharray:2 3}
.quiet{stroke-dasharray:4 4}`

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A whole picture of `w` by `h` pixels. `about` is read aloud to those who do not see it. */
export function picture(
  w: number,
  h: number,
  about: string,
  shapes: readonly string[],
  scheme: Scheme = 'system',
): string {
  const colours =
    scheme === 'system'
      ? `${rules(COLOURS.light)}\n@media (prefers-color-scheme:dark){\n${rules(COLOURS.dark)}\n}`
      : rules(COLOURS[scheme])
  const tips = (['signal', 'send', 'control'] as const).map(
    (kind) =>
      `<marker id="${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="${kind}-tip" d="M0 0.5 8 4 0 7.5z"/></marker>`,
  )
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img">`,
    `<title>${escaped(about)}</title>`,
    `<style>\n${SHAPES}\n${colours}\n</style>`,
    `<defs>${tips.join('')}</defs>`,
    `<rect class="ground" x="0.5" y="0.5" width="${w - 1}" height="${h - 1}" rx="8"/>`,
    ...shapes,
    '</svg>',
  ].join('\n')}\n`
}

/** A box with a title in its middle and smaller lines below. */
export function box(
  kind: BoxKind,
  [x, y]: Point,
  [w, h]: Point,
  title: string,
  ...notes: readonly string[]
): string {
  const middle = x + w / 2
  const top = y + h / 2 + 4.5 - notes.length * 7.5
  const lines = notes.map((note, i) => text('pale', [middle, top + 15 * (i + 1)], note))
  return [
    `<rect class="${kind}" x="${x}" y="${y}" width="${w}" height="${h}" rx="6"/>`,
    text('title', [middle, top], title),
    ...lines,
  ].join('')
}

/** A frame around others, its title in its upper left corner. */
export const group = ([x, y]: Point, [w, h]: Point, title: string): string =>
  `<rect class="quiet" x="${x}" y="${y}" width="${w}" height="${h}" rx="8"/>${text('pale', [x + 12, y + 19], title, 'start')}`

/** An arrow through `points`. */
export const arrow = (kind: LineKind, ...points: readonly Point[]): string =>
  `<polyline class="line ${kind}" points="${points.map((p) => p.join(',')).join(' ')}" marker-end="url(#${kind})"/>`

/** A line without a tip. */
export const line = (kind: LineKind, ...points: readonly Point[]): string =>
  `<polyline class="line ${kind}" points="${points.map((p) => p.join(',')).join(' ')}"/>`

/** Words; `pale` for what is less important, a kind of line for what belongs to it. */
export function text(
  look: 'title' | 'pale' | LineKind,
  [x, y]: Point,
  words: string,
  anchor: 'start' | 'middle' | 'end' = 'middle',
): string {
  const style = look === 'title' || look === 'pale' ? look : `word ${look}-word`
  return `<text class="${style}" x="${x}" y="${y}" text-anchor="${anchor}">${escaped(words)}</text>`
}
