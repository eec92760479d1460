import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Imports go one way. A room may import the rooms listed for it and itself; `node` stands for Node's own modules, `npm` for
 * packages. The audio rooms have neither, so they run in any thread and any JavaScript engine.
 */
const ROOMS: Record<string, readonly string[]> = {
  'host/sdk': [],
  plugins: ['host/sdk'],
  'host/engine': ['host/sdk'],
  'host/session': ['host/sdk', 'host/engine', 'npm'],
  'host/files': ['host/sdk', 'node', 'npm'],
  'host/demo': ['host/files', 'node'],
  'host/storage': ['host/sdk', 'host/session', 'node', 'npm'],
  // Code from elsewhere enters here: found, tried, checked, loaded. Engine threads use it too, so it stands below them.
  'host/plugins': ['host/sdk', 'host/engine', 'host/session', 'host/storage', 'node'],
  'host/media': [
    'host/sdk',
    'host/engine',
    'host/session',
    'host/files',
    'host/plugins',
    'host/storage',
    'node',
  ],
  'host/offline': [
    'host/sdk',
    'host/engine',
    'host/session',
    'host/files',
    'host/media',
    'host/plugins',
    'plugins',
    'node',
    'npm',
  ],
  'host/live': [
    'host/sdk',
    'host/engine',
    'host/session',
    'host/files',
    'host/media',
    'host/plugins',
    'host/storage',
    'plugins',
    'node',
    'npm',
  ],
  'host/analysis': ['host/sdk'],
  'host/validation': ['host/sdk', 'host/engine', 'host/plugins', 'plugins', 'node'],
  'host/index.ts': ['host/*', 'plugins'],
  control: ['host/index.ts', 'node', 'npm'],
}

const source = join(import.meta.dirname, '..', 'src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)

/** The room a file below src belongs to: the longest name it begins with. */
function roomOf(file: string): string {
  const rooms = Object.keys(ROOMS).filter((room) => file === room || file.startsWith(`${room}/`))
  const room = rooms.sort((a, b) => b.length - a.length)[0]
  if (room === undefined) throw new Error(`${file} stands in no room of the architecture`)
  return room
}

/** What a file imports: rooms, `node` or `npm`, and the path for the message. */
function importsOf(file: string): { what: string; path: string }[] {
  const text = readFileSync(join(source, file), 'utf8')
  const found = text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+|new URL\(\s*)'([^']+)'/g)
  return [...found].map(([, path]) => {
    if (path!.startsWith('node:')) return { what: 'node', path: path! }
    if (!path!.startsWith('.')) return { what: 'npm', path: path! }
    const target = relative(source, join(source, dirname(file), path!))
    return { what: target === 'plugins/index.ts' ? 'plugins' : target, path: target }
  })
}

function isAllowed(file: string, what: string): boolean {
  const room = roomOf(file)
  const allowed = ROOMS[room]!
  if (what === 'node' || what === 'npm') return allowed.includes(what)
  if (what === 'plugins') return allowed.includes('plugins')
  const target = roomOf(what)
  if (target === room)
    return room !== 'plugins' || what.split('/')[1] === file.split('/')[1] || file === 'plugins/index.ts'
  return allowed.includes(target) || (allowed.includes('host/*') && target.startsWith('host/'))
}

describe('architecture', () => {
  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  it('imports go one way', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ what }) => !isAllowed(file, what))
        .map(({ path }) => `${file} imports ${path}`),
    )
    expect(wrong).toEqual([])
  })
})
