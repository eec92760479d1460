import type { Command } from 'commander'
import { type ReportItem, type ValidationReport, validate } from '../../../host/index.ts'
import { wholeNumber } from '../options.ts'
import { print, printJson, progress, table } from '../print.ts'

const WORDS = { pass: 'pass', warn: 'WARN', fail: 'FAIL' } as const
/** Seeds are small enough to be read out. */
const SEEDS = 1_000_000

/** [control] `gainstage validate` */
export function add(program: Command): void {
  program
    .command('validate')
    .argument('<plugin>', 'a path, a package, or the id of a built-in plugin')
    .description('Checks a plugin: that it is safe to play, and that what it says of itself is true.')
    .option('--seed <number>', 'repeats a run: settings are drawn from it', wholeNumber(1, SEEDS))
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  gainstage validate examples/plugins/tremolo.ts\n  gainstage validate comp --json',
    )
    .action(async (plugin: string, { seed, json }: { seed?: number; json?: boolean }) => {
      const bar = progress(`checking ${plugin}`)
      const report = await validate(plugin, process.cwd(), {
        seed: seed ?? 1 + Math.floor(Math.random() * SEEDS),
        onItem: (_item, done) => bar.update(done),
      })
      bar.end()
      if (json) printJson(report)
      else show(report)
      if (report.verdict === 'fail') process.exitCode = 1
    })
}

function show({ plugin, verdict, seed, seconds, items }: ValidationReport): void {
  print(...table(items.map((item) => [`  ${WORDS[item.verdict]}`, item.id, saying(item)])))
  const count = (wanted: ReportItem['verdict']): number =>
    items.filter((item) => item.verdict === wanted).length
  const parts = [`${count('pass')} passed`, `${count('warn')} warnings`, `${count('fail')} failed`]
  print(
    '',
    `${plugin}: ${verdict === 'fail' ? 'not fit to play' : verdict === 'warn' ? 'fit to play, with warnings' : 'fit to play'} (${parts.join(', ')}; ${seconds.toFixed(1)} s, --seed ${seed} repeats it)`,
  )
}

function saying({ sentence, measured, limit }: ReportItem): string {
  if (measured === undefined) return sentence
  return `${sentence}: ${measured}${limit === undefined ? '' : ` (limit: ${limit})`}`
}
