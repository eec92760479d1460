import { arrow, box, group, picture, type Scheme, text } from './svg.ts'

/** Who may import whom. */
export const layers = (scheme?: Scheme): string =>
  picture(
    900,
    478,
    'Layers: surfaces know host/index.ts only; live and offline drive engine, session and plugins; all of them stand on the plugin SDK.',
    [
      group(
        [20, 20],
        [860, 84],
        'src/control: surfaces, know addresses and the ControlPort, never the engine',
      ),
      ...['cli', 'tui', 'osc', 'midi', 'remote'].map((name, i) =>
        box('part', [40 + 166 * i, 50], [156, 40], name),
      ),
      box('channel', [300, 138], [300, 40], 'host/index.ts'),
      arrow('signal', [450, 104], [450, 138]),
      group([20, 206], [860, 82], 'the only places with devices, threads and audio files'),
      ...['host/live', 'host/offline', 'host/media', 'host/storage', 'host/files, demo'].map((name, i) =>
        box('part', [40 + 166 * i, 236], [156, 40], name),
      ),
      arrow('signal', [450, 178], [450, 206]),
      box('channel', [40, 322], [396, 52], 'host/session', 'the document, addresses, scenes, undo'),
      box('channel', [40, 408], [396, 52], 'host/engine', 'the whole mixer as one object; no Node, no I/O'),
      box('channel', [484, 322], [376, 52], 'src/plugins', 'gate, eq, comp, delay, reverb, limiter, gain'),
      box(
        'channel',
        [484, 408],
        [376, 52],
        'host/sdk',
        'parameters, tapers, the plugin contract; imports nothing',
      ),
      arrow('signal', [238, 288], [238, 322]),
      arrow('signal', [672, 288], [672, 322]),
      arrow('signal', [238, 374], [238, 408]),
      arrow('signal', [672, 374], [672, 408]),
      arrow('signal', [436, 434], [484, 434]),
      arrow('signal', [436, 360], [460, 360], [460, 422], [484, 422]),
      text('pale', [462, 312], 'arrows: may import'),
    ],
    scheme,
  )
