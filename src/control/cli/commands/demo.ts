import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { writeDemo } from '../../../host/index.ts'
import { note, print, progress } from '../print.ts'
import { UserError } from '../user-error.ts'

/** [control] `gainstage demo DIR` */
export function add(program: Command): void {
  program
    .command('demo')
    .argument('<dir>', 'folder for the session and its stems; made when it is not there')
    .description('Writes the demo song: twelve stems that need mixing and a session that plays them.')
    .option('--force', 'write over a session that is there')
    .addHelpText('after', '\nExample:\n  gainstage demo my-song && gainstage start my-song/session.yaml')
    .action(async (dir: string, { force }: { force?: boolean }) => {
      const session = join(dir, 'session.yaml')
      if (existsSync(session) && !force) {
        throw new UserError(`${session} is there already; --force writes over it`)
      }
      const bar = progress('playing the stems')
      await writeDemo(dir, { onProgress: bar.update })
      bar.end()
      print(session)
      note(`play it with: gainstage start ${session}`)
    })
}
