import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Command, Option } from 'commander'
import { BUILT_IN, openSession, validatedBeforeUse, writeDemo } from '../../../host/index.ts'
import { blockFrames, positive, sampleRate } from '../options.ts'
import { note, progress } from '../print.ts'
import { runSession } from '../run-session.ts'
import type { StartOptions } from '../start-options.ts'
import { UserError } from '../user-error.ts'

/** Where the demo is written when no session is named. */
const DEMO = 'demo'

/** [control] `gainstage start [SESSION]` */
export function add(program: Command): void {
  program
    .command('start')
    .argument('[session]', 'session file (YAML); without one, the demo song')
    .addOption(
      new Option('--driver <driver>', 'auto takes the first that opens, and says which')
        .choices(['auto', 'web-audio', 'rtaudio', 'null'])
        .default('auto'),
    )
    .option('--device <name>', 'name of a device, or its beginning (see gainstage devices)')
    .option('--rate <n>', 'sample rate of the whole session instead of its own', sampleRate)
    .option('--frames <n>', 'frames per block', blockFrames, 256)
    .option('--no-tui', 'status lines instead of the dashboard')
    .option('--seconds <n>', 'end after this time', positive)
    .option('--osc <host:port>', 'listen for OSC over UDP, for example 127.0.0.1:9000')
    .option('--midi <map>', 'a map file (YAML) that ties MIDI controls to addresses')
    .option('--loop', 'play the song over and over')
    .option('--stopped', 'do not start playing')
    .option('--fresh', 'begin with what the file says, not with the mix of the last run')
    .option('--allow-outside', 'audio files and plugins outside of the session folder are allowed')
    .option('--trust-plugins', 'plugins of the session play without being checked before their first use')
    .description('Plays a session on a sound device, with the dashboard when the output is a terminal.')
    .addHelpText(
      'after',
      '\nExamples:\n  gainstage start\n  gainstage start show.yaml --driver web-audio --device "Scarlett"\n' +
        '  gainstage start song/session.yaml --no-tui --seconds 10 --osc 127.0.0.1:9000',
    )
    .action(start)
}

async function start(path: string | undefined, options: StartOptions): Promise<void> {
  const session = path ?? (await demo())
  if (!existsSync(session))
    throw new UserError(`${session} does not exist; "gainstage demo DIR" writes a session to begin with`)
  let bar = progress('reading')
  let doing = ''
  // One line for each thing that takes long.
  const show = (what: string, done: number): void => {
    if (what !== doing) {
      bar.end()
      bar = progress(what)
      doing = what
    }
    bar.update(done)
  }
  const open = await openSession(session, {
    plugins: BUILT_IN,
    allowOutside: options.allowOutside ?? false,
    ...(options.trustPlugins === true
      ? {}
      : { validate: validatedBeforeUse((path, done) => show(`checking ${basename(path)}`, done)) }),
    ...(options.rate === undefined ? {} : { rate: options.rate }),
    onProgress: (file, done) => show(`reading ${file}`, done),
  })
  bar.end()
  for (const warning of open.warnings) note(`note: ${warning}`)
  await runSession(open, path === undefined ? { ...options, loop: true } : options)
}

/** The demo song in the current folder, written when it is not there yet. */
async function demo(): Promise<string> {
  const session = join(DEMO, 'session.yaml')
  if (existsSync(session)) return session
  note(`writing the demo song to ${DEMO}/`)
  const bar = progress('playing the stems')
  await writeDemo(DEMO, { onProgress: bar.update })
  bar.end()
  return session
}
