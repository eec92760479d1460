import type { Command } from 'commander'
import type { Reading } from '../../../host/index.ts'
import type { LocalClient } from '../../remote/client.ts'
import { printReadings } from '../readings.ts'
import { withHost } from '../running-host.ts'

/** [control] `gainstage set ADDRESS VALUE` */
export function add(program: Command): void {
  program
    .command('set')
    .argument('<address>', 'what to set')
    .argument('[value]', 'number with or without unit, word, on or off; actions such as /undo need none')
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
    .action(
      async (address: string, value: string | undefined, options: { host?: string; json?: boolean }) => {
        const set = (client: LocalClient) =>
          value === undefined ? press(client, address) : client.set(address, value)
        printReadings(await withHost(options.host, set), options.json)
      },
    )
}

/** Without a value only what can be switched on is meant: a button or a toggle. */
async function press(client: LocalClient, address: string): Promise<readonly Reading[]> {
  const [reading] = await client.get(address)
  if (reading?.address === address && typeof reading.plain === 'boolean') return client.set(address, true)
  throw new Error(`${address} needs a value: gainstage set ${address} VALUE`)
}
