import type { Command } from 'commander'
import { BUILT_IN, bench } from '../../../host/index.ts'
import { print, printJson, progress, table } from '../print.ts'

/** [control] `gainstage bench` */
export function add(program: Command): void {
  program
    .command('bench')
    .description(
      'Measures what strips and plugins cost in CPU time, and how many times real time a console runs.',
    )
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  gainstage bench --json > bench.json')
    .action(async ({ json }: { json?: boolean }) => {
      const bar = progress('measuring')
      const report = await bench(BUILT_IN, bar.update)
      bar.end()
      if (json) {
        printJson(report)
        return
      }
      const rows = report.strips.map((row) => [
        String(row.count),
        row.usPerStripBlock.toFixed(2),
        row.usPerBlock.toFixed(0),
        `${row.realtime.toFixed(1)}x`,
      ])
      print(`per block of ${report.frames} frames at ${report.sampleRate} Hz, CPU time, one core:`, '')
      print(...table([['strips', 'us/strip', 'us in all', 'real time'], ...rows]), '')
      print(
        ...table([['plugin (stereo)', 'us'], ...report.plugins.map((p) => [p.id, p.usPerBlock.toFixed(2)])]),
      )
    })
}
