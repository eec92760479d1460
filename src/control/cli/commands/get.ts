import type { Command } from 'commander'
import { printReadings } from '../readings.ts'
import { withHost } from '../running-host.ts'

/** [control] `gainstage get ADDRESS` */
export function add(program: Command): void {
  program
    .command('get')
    .argument('<address>', 'an address, or the beginning of several')
    .option('--host <pid>', 'process id of the host, when several run')
    .option('--json', 'one JSON document')
    .description('Reads values of a running host.')
    .addHelpText('after', '\nExamples:\n  gainstage get /strip/voice/fader\n  gainstage get /strip/voice')
    .action(async (address: string, options: { host?: string; json?: boolean }) => {
      printReadings(await withHost(options.host, (client) => client.get(address)), options.json)
    })
}
