import type { Command } from 'commander'
import { printReadings } from '../readings.ts'
import { withHost } from '../running-host.ts'

/** [control] `gainstage set ADDRESS VALUE` */
export function add(program: Command): void {
  program
    .command('set')
    .argument('<address>', 'what to set')
    .argument(
      '[value]',
      'number with or without unit, word, on or off; actions such as /undo need none',
      'on',
    )
    .option('--host <pid>', 'process id of the host, when several run')
    .option('--json', 'one JSON document')
    .description('Sets a value of a running host; undo and scenes are set too.')
    .addHelpText(
      'after',
      '\nExamples:\n  gainstage set /strip/voice/fader "-6 dB"\n  gainstage set /strip/bass/mute on\n' +
        '  gainstage set /scene/recall Chorus\n  gainstage set /undo',
    )
    // Values such as -6 are no options.
    .allowUnknownOption()
    .action(async (address: string, value: string, options: { host?: string; json?: boolean }) => {
      printReadings(await withHost(options.host, (client) => client.set(address, value)), options.json)
    })
}
