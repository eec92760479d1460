import { arrow, box, group, picture, type Scheme, text } from './svg.ts'

/** What every strip, bus and the master are inside. */
export const channel = (scheme?: Scheme): string =>
  picture(
    980,
    300,
    'Inside a channel: source, trim and polarity, delay, inserts, fader and mute, pan and width; sends are taken from four kinds of taps.',
    [
      box('edge', [20, 110], [100, 60], 'source', 'file, device,', 'sum of a bus'),
      box('part', [148, 110], [92, 60], 'trim', 'polarity'),
      box('part', [268, 110], [78, 60], 'delay', '0..500 ms'),
      group([372, 78], [226, 108], 'inserts, each with bypass'),
      box('channel', [388, 110], [88, 60], 'gate'),
      box('channel', [494, 110], [88, 60], 'comp'),
      box('part', [626, 110], [84, 60], 'fader', 'mute'),
      box('part', [738, 110], [84, 60], 'pan', 'width'),
      box('edge', [860, 110], [100, 60], 'to', 'bus, master,', 'outputs'),
      ...[
        [120, 148],
        [240, 268],
        [346, 388],
        [476, 494],
        [582, 626],
        [710, 738],
        [822, 860],
      ].map(([from, to]) => arrow('signal', [from!, 140], [to!, 140])),
      text('pale', [254, 98], 'meter'),
      text('pale', [841, 98], 'meter'),
      // Taps.
      ...(
        [
          [359, 'input'],
          [485, 'gate'],
          [606, 'pre'],
          [841, 'post'],
        ] as const
      ).flatMap(([x, name]) => [arrow('send', [x, 140], [x, 232]), text('send', [x, 249], name)]),
      text('send', [20, 249], 'taps: where a send may begin', 'start'),
      text(
        'pale',
        [20, 278],
        'A muted channel is silent at every tap. PFL listens at pre even then, AFL at post.',
        'start',
      ),
      // What comes from outside.
      box('part', [626, 20], [196, 34], 'DCAs, mute groups, solo'),
      arrow('control', [668, 54], [668, 110]),
      box('edge', [388, 20], [194, 34], 'key: another channel'),
      arrow('send', [538, 54], [538, 110]),
    ],
    scheme,
  )
