import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Tests keep nothing in the cache of the person who runs them: a folder for this run, for all processes that come from it. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'gainstage-cache-'))
  process.env['XDG_CACHE_HOME'] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
