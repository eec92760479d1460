import { arrow, box, group, line, picture, type Scheme, text } from './svg.ts'

/** How sound runs over the desk: from strips through buses to the master. */
export const desk = (scheme?: Scheme): string =>
  picture(
    940,
    392,
    'Signal flow of the desk: strips play files or device inputs, feed groups and the master, and send to effect buses and monitor mixes.',
    [
      group([20, 20], [120, 290], 'sources'),
      group([176, 20], [150, 290], 'strips'),
      group([392, 20], [190, 290], 'buses'),
      box('edge', [34, 56], [92, 44], 'kick.wav'),
      box('edge', [34, 120], [92, 44], 'snare.wav'),
      box('edge', [34, 184], [92, 44], 'keys.flac'),
      box('edge', [34, 248], [92, 44], 'input 3', 'microphone'),
      ...['kick', 'snare', 'keys', 'voice'].map((name, i) =>
        box('channel', [192, 56 + 64 * i], [118, 44], name),
      ),
      ...[78, 142, 206, 270].map((y) => arrow('signal', [126, y], [192, y])),
      box('channel', [408, 56], [158, 44], 'drums', 'group'),
      box('channel', [408, 120], [158, 44], 'wedge', 'monitor mix'),
      box('channel', [408, 248], [158, 44], 'plate', 'effect: reverb'),
      box('channel', [650, 142], [118, 64], 'master', 'EQ, limiter'),
      box('edge', [828, 152], [92, 44], 'outputs', '1 and 2'),
      box('edge', [828, 56], [92, 44], 'output 3'),
      // Into the group, and what goes straight to the master.
      arrow('signal', [310, 72], [408, 72]),
      line('signal', [310, 136], [340, 136], [340, 84]),
      arrow('signal', [340, 84], [408, 84]),
      arrow('signal', [310, 196], [650, 196]),
      line('signal', [310, 262], [324, 262], [324, 218]),
      line('signal', [324, 218], [616, 218], [616, 190]),
      arrow('signal', [616, 190], [650, 190]),
      arrow('signal', [566, 70], [616, 70], [616, 156], [650, 156]),
      // Sends.
      arrow('send', [310, 150], [366, 150], [366, 260], [408, 260]),
      arrow('send', [310, 274], [408, 274]),
      arrow('send', [310, 216], [352, 216], [352, 142], [408, 142]),
      text('send', [359, 294], 'sends'),
      arrow('signal', [566, 270], [632, 270], [632, 202], [650, 202]),
      arrow('signal', [566, 142], [600, 142], [600, 116], [796, 116], [796, 78], [828, 78]),
      arrow('signal', [768, 174], [828, 174]),
      // The monitor.
      box('channel', [650, 256], [118, 44], 'monitor', 'solo'),
      box('edge', [828, 256], [92, 44], 'phones', 'outputs 7, 8'),
      arrow('signal', [709, 206], [709, 256]),
      arrow('signal', [768, 278], [828, 278]),
      arrow('send', [251, 310], [251, 330], [690, 330], [690, 300]),
      text('send', [470, 346], 'PFL, AFL: whatever is soloed'),
      box('part', [176, 344], [150, 34], 'DCAs, mute groups'),
      arrow('control', [224, 344], [224, 310]),
    ],
    scheme,
  )
