import type { Command } from 'commander'
import { DRIVERS } from '../../../host/index.ts'
import { listMidiPorts } from '../../midi/index.ts'
import { print, printJson } from '../print.ts'

/** [control] `gainstage devices` */
export function add(program: Command): void {
  program
    .command('devices')
    .description('Lists audio drivers, their devices and MIDI ports, and says why something is missing.')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  gainstage devices --json')
    .action(async ({ json }: { json?: boolean }) => {
      const drivers = await Promise.all(DRIVERS.map((driver) => driver.report()))
      const midi = await listMidiPorts()
      if (json) printJson({ drivers, midi })
      else {
        for (const driver of drivers) {
          print(`${driver.available ? '+' : '-'} ${driver.id}: ${driver.why}`)
          for (const device of driver.devices) print(`    ${device.direction.padEnd(6)} ${device.name}`)
        }
        print(`${midi.available ? '+' : '-'} midi: ${midi.why}`)
        for (const name of midi.inputs) print(`    input  ${name}`)
        for (const name of midi.outputs) print(`    output ${name}`)
      }
    })
}
