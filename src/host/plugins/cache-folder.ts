import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * [control] Where the desk keeps what it can find out again, for this person: never beside a session, which may come from a stranger.
 * XDG_CACHE_HOME where it is set ("XDG Base Directory Specification", 2021), else the custom of the platform.
 */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: wanted, LOCALAPPDATA: local } = process.env
  if (wanted !== undefined && isAbsolute(wanted)) return join(wanted, 'gainstage')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'gainstage')
  if (process.platform === 'win32')
    return join(local ?? join(homedir(), 'AppData', 'Local'), 'gainstage', 'Cache')
  return join(homedir(), '.cache', 'gainstage')
}
