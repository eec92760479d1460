import { box, group, line, picture, type Scheme, text } from './svg.ts'

/** Pixels of a quantum, and where the first one begins. */
const QUANTUM = 220
const LEFT = 60

/** Where frame `n` stands. */
const at = (n: number): number => LEFT + (n / 128) * QUANTUM

const block = (from: number, to: number, y: number, words: string): string =>
  box('part', [at(from) + 1, y], [at(to) - at(from) - 2, 30], words)

/** How a parameter glides from line to line, whatever the driver asks for. */
export const grid = (scheme?: Scheme): string => {
  const ys = [196, 196, 150, 92, 72]
  const curve = ys.map((y, i) => [at(128 * i), y] as const)
  return picture(
    1000,
    392,
    'The grid: parameters have values at lines 128 frames apart and glide in between; calls to a plugin end at lines; drivers ask for any number of frames.',
    [
      ...[0, 1, 2, 3, 4].flatMap((i) => [
        line('control', [at(128 * i), 44], [at(128 * i), 340]),
        text('control', [at(128 * i), 34], `frame ${128 * i}`),
      ]),
      group([20, 52], [960, 168], ''),
      text('title', [LEFT + 10, 84], 'a parameter', 'start'),
      line('signal', ...curve),
      ...curve.map(([x, y]) => `<circle class="channel" cx="${x}" cy="${y}" r="5"/>`),
      text('pale', [at(128) + 8, 212], 'from', 'start'),
      text('pale', [at(256) - 8, 142], 'to', 'end'),
      text('pale', [at(256) + 8, 168], 'from', 'start'),
      text('pale', [at(384) - 8, 84], 'to', 'end'),
      text('pale', [LEFT + 8, 246], 'a driver asks for 200 at a time', 'start'),
      block(0, 200, 254, '200'),
      block(200, 400, 254, '200'),
      block(400, 512, 254, '...'),
      text('pale', [LEFT + 8, 306], 'calls of process: frames, offset', 'start'),
      block(0, 128, 314, '128, 0'),
      block(128, 200, 314, '72, 0'),
      block(200, 256, 314, '56, 72'),
      block(256, 384, 314, '128, 0'),
      block(384, 400, 314, ''),
      block(400, 512, 314, '112, 16'),
      text('pale', [at(392), 362], '16, 0'),
    ],
    scheme,
  )
}
