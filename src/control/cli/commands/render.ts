import { extname } from 'node:path'
import { type Command, Option } from 'commander'
import { BUILT_IN, openSession, type RenderReport, render } from '../../../host/index.ts'
import { positive, sampleRate } from '../options.ts'
import { note, print, printJson, progress } from '../print.ts'
import { UserError } from '../user-error.ts'

interface Options {
  readonly output: string
  readonly bits: '16' | '24' | '32f'
  readonly stems?: string
  readonly seconds?: number
  readonly tail: number
  readonly rate?: number
  readonly allowOutside?: boolean
  readonly json?: boolean
}

const ENCODING = { '16': 'int16', '24': 'int24', '32f': 'float32' } as const

/** [control] `gainstage render SESSION -o OUT.wav` */
export function add(program: Command): void {
  program
    .command('render')
    .argument('<session>', 'session file (YAML)')
    .requiredOption('-o, --output <file>', 'the mix, a WAV file')
    .addOption(
      new Option('--bits <bits>', '16 with TPDF dither, 24, or 32f')
        .choices(['16', '24', '32f'])
        .default('24'),
    )
    .option('--stems <dir>', 'also one file per strip and bus, after its fader')
    .option('--seconds <n>', 'length; without it, to the end of the longest file', positive)
    .option('--tail <n>', 'longest tail after the end, seconds', positive, 30)
    .option('--rate <n>', 'sample rate of the whole session instead of its own', sampleRate)
    .option('--allow-outside', 'audio files and plugins outside of the session folder are allowed')
    .option('--json', 'one JSON document')
    .description('Renders a session to a file: the same samples as live, faster.')
    .addHelpText(
      'after',
      '\nExample:\n  gainstage render demo/session.yaml -o mix.wav --bits 24 --stems stems-out',
    )
    .action(run)
}

async function run(path: string, options: Options): Promise<void> {
  if (extname(options.output).toLowerCase() !== '.wav') {
    throw new UserError(`${options.output}: a render is a WAV file, so its name must end in .wav`)
  }
  const reading = progress('reading')
  const session = await openSession(path, {
    plugins: BUILT_IN,
    allowOutside: options.allowOutside ?? false,
    ...(options.rate === undefined ? {} : { rate: options.rate }),
    onProgress: (_file, done) => reading.update(done),
  })
  reading.end()
  for (const warning of session.warnings) note(`note: ${warning}`)
  const bar = progress('rendering')
  const stop = new AbortController()
  // Ctrl-C may come twice, from the terminal and from the launcher; the second must not cut the first's tidying off.
  process.on('SIGINT', () => stop.abort(new UserError('interrupted; nothing was written')))
  const started = performance.now()
  const report = await render(session.document, session.plugins, session.tracks, {
    shelf: session.shelf,
    out: options.output,
    encoding: ENCODING[options.bits],
    stems: options.stems,
    seconds: options.seconds,
    protect: [session.path, ...session.media],
    tailSeconds: options.tail,
    onProgress: bar.update,
    signal: stop.signal,
  })
  bar.end()
  if (options.json) printJson(report)
  else show(report, (performance.now() - started) / 1000)
}

function show(report: RenderReport, took: number): void {
  for (const warning of report.warnings) note(`note: ${warning}`)
  const peak = Number.isFinite(report.samplePeakDbfs) ? `${report.samplePeakDbfs.toFixed(1)} dBFS` : 'silence'
  print(
    `${report.file}: ${report.seconds.toFixed(2)} s at ${report.sampleRate} Hz, peak ${peak}, ` +
      `${(report.seconds / took).toFixed(0)}x real time`,
  )
  for (const stem of report.stems) print(stem)
}
