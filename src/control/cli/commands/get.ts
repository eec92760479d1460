import type { Command } from 'commander'
import type { Reading } from '../../../host/index.ts'
import { print, printJson, table } from '../print.ts'
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
      show(await withHost(options.host, (client) => client.get(address)), options.json)
    })
}

/** [control] Readings as a table or as JSON. */
export function show(readings: readonly Reading[], json: boolean | undefined): void {
  if (json) printJson(readings)
  else if (readings.length === 1) print(readings[0]!.text)
  else print(...table(readings.map(({ address, text }) => [address, text])))
}
