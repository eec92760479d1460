import { Command, CommanderError } from 'commander'
import { endWithLauncher } from './endings.ts'
import { exitCodeOf, sentenceOf } from './failure.ts'
import { flushOutput, watchOutput } from './output.ts'

/**
 * The command line. Each command lives in its own file and is loaded only when it is called, so that `--help` is quick.
 * Exit codes: 0 done, 1 a check failed, 2 the user's mistake, 3 a fault of the program.
 */

const program = new Command('gainstage')
  .description('A headless mixing console: plays, mixes and renders sessions.')
  .version('0.1.0')
  .exitOverride()
  .showHelpAfterError('(--help shows what is possible)')
  .configureHelp({ sortSubcommands: false })

const COMMANDS = ['start', 'render', 'demo', 'get', 'set', 'devices', 'plugins', 'validate', 'bench'] as const

/** A command's file exports `add`, which puts it into the program. */
interface CommandModule {
  add(program: Command): void
}

async function main(): Promise<void> {
  const asked = process.argv[2]
  // One command's file is enough when it is named; help and mistakes need all of them.
  const wanted = COMMANDS.filter((name) => name === asked)
  for (const name of wanted.length > 0 ? wanted : COMMANDS) {
    const module = (await import(`./commands/${name}.ts`)) as CommandModule
    module.add(program)
  }
  await program.parseAsync()
}

watchOutput()
endWithLauncher()
try {
  await main()
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`gainstage: ${sentenceOf(error)}\n`)
  process.exitCode = exitCodeOf(error)
}
// Everything is closed; what an audio library never lets go of must not keep the process.
await flushOutput()
process.exit()
