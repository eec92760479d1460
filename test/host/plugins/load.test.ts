import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { cacheFolder } from '../../../src/host/plugins/cache-folder.ts'
import { locatePlugin } from '../../../src/host/plugins/locate.ts'
import { hashOf } from '../../../src/host/plugins/plugin-source.ts'
import { loadSessionPlugins } from '../../../src/host/plugins/session-plugins.ts'
import { threadPlugins } from '../../../src/host/plugins/thread-plugins.ts'
import { tryPlugin } from '../../../src/host/plugins/trial.ts'
import type { Verdict } from '../../../src/host/plugins/verdict.ts'
import { VerdictStore } from '../../../src/host/plugins/verdict-store.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'gainstage-'))
afterAll(() => rmSync(folder, { recursive: true }))
const verdictFolder = join(folder, 'cache')

const plugin = (id: string, more = '') => `import { db, definePlugin } from 'gainstage/sdk'
const wow = definePlugin({
  id: '${id}', name: 'Wow', about: 'Wobbles.', version: 1, meters: {},
  params: { level: db({ label: 'Level', min: -60, max: 12, default: 0, help: 'Loudness.' }) },
  prepare: () => ({ process() {}, reset() {} }), ${more}
})
`
function file(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** Loads the plugins of a session with this `plugins:`; the sentences of a refusal, without the file's name. */
async function sentences(plugins: string, allowOutside = false): Promise<readonly string[]> {
  const path = file('session.yaml', `gainstage: 1\nplugins: ${plugins}\n`)
  try {
    await loadSessionPlugins(path, 's.yaml', { builtIn: BUILT_IN, allowOutside, verdictFolder })
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

file('wow.ts', `${plugin('wow')}export default wow\n`)
file(
  'packages/node_modules/gainstage-wow/package.json',
  '{ "name": "gainstage-wow", "type": "module", "exports": { "import": "./main.js" } }',
)
file('packages/node_modules/gainstage-wow/main.js', `${plugin('wow')}export { wow }\n`)

describe('a plugin from elsewhere', () => {
  it.each<[string, string, RegExp]>([
    [
      'a missing file',
      '{ wow: ./wov.ts }',
      /^s.yaml:2:17: plugins.wow is ".\/wov.ts", but there is no such file; the nearest is wow.ts.$/,
    ],
    ['a folder', '{ wow: ./packages }', /this is not a file/],
    ['a place outside', '{ wow: ../wow.ts }', /leads out of the folder/],
    [
      'a package that is not installed',
      '{ wow: gainstage-wow }',
      /no package of that name is installed in .* or above/,
    ],
    [
      'another id',
      '{ vow: ./wow.ts }',
      /the plugin there has the id wow; write "wow: ..." instead of "vow: ..."/,
    ],
    ['the id of a built-in plugin', '{ comp: ./wow.ts }', /comp comes with the desk and cannot be replaced/],
    ['a module of Node', '{ fs: fs }', /a module of Node itself/],
    ['a text file', '{ wow: ./session.yaml }', /a module is expected, whose name ends in .ts, .js or .mjs/],
  ])('is refused for %s', async (_what, plugins, sentence) => {
    const [first, ...others] = await sentences(plugins)
    expect(first).toMatch(sentence)
    expect(others).toEqual([])
  })

  it.each<[string, string, RegExp]>([
    ['throws', 'throw new Error("no\\nluck")', /its import fails with Error: no\./],
    ['throws null', 'throw null', /its import fails with null/],
    ['cannot be parsed', 'export default {', /it is not valid TypeScript: SyntaxError/],
    ['needs what is missing', 'import "./gone.ts"', /something it imports is missing/],
    ['ends the process', 'process.exit(0)', /it ended the process with exit code 0 while it was loaded/],
    [
      'sends what nobody asked for',
      `process.send?.(null); process.send?.('ready'); process.send?.({ files: [] }); throw new Error('later')`,
      /its import fails with Error: later/,
    ],
    [
      'takes more memory than there is for it',
      'const all = []; for (;;) all.push(new Float64Array(2 ** 22).fill(1))',
      /it used more than 1024 MB while it was loaded/,
    ],
    ['has enums', 'export enum A { B }', /Node cannot strip its types/],
    ['exports nothing', 'export const a = 1', /it exports no plugin \(made by definePlugin\), only a\./],
    [
      'exports two',
      `${plugin('wow')}export const a = wow, b = { ...wow }`,
      /it exports 2 plugins \(a, b\); one of them must be its default export/,
    ],
    [
      'has a trap in its definition',
      `${plugin('wow')}export default { ...wow, get params() { throw 1 } }`,
      /cannot be read/,
    ],
    [
      'cannot be prepared',
      `${plugin('wow', 'prepare() { throw new Error("out of reach") },').replace('prepare: ()', 'prepare0: ()').replace('prepare0: () => ({ process() {}, reset() {} }),', '')}export default wow`,
      /its prepare fails: Error: out of reach/,
    ],
    [
      'asks for too much',
      `${plugin('wow').replace('prepare: () => ({', 'prepare: (env) => ({ x: env.allocate(1e12),')}export default wow`,
      /its prepare fails: Error: allocate was asked for/,
    ],
  ])('is refused when its module %s', async (_what, text, sentence) => {
    file('odd.ts', text)
    const [first, ...others] = await sentences('{ wow: ./odd.ts }')
    expect(first).toMatch(sentence)
    expect(others).toEqual([])
  })

  it('is given up when its module never ends to load', async () => {
    const path = file('forever.ts', 'for (;;) {}')
    await expect(tryPlugin(path, 500)).rejects.toThrow('it did not come back within 0.5 s')
  })

  it('is TypeScript in a package: Node refuses that, and so is it', async () => {
    file(
      'node_modules/in-types/package.json',
      '{ "name": "in-types", "type": "module", "main": "./main.ts" }',
    )
    file('node_modules/in-types/main.ts', 'export default 1')
    expect((await sentences('{ in-types: in-types }'))[0]).toContain('a package ships JavaScript')
  })

  it('is found as a package that only modules can import, also further up', () => {
    mkdirSync(join(folder, 'packages', 'deep', 'er'), { recursive: true })
    const found = locatePlugin(join(folder, 'packages', 'deep', 'er'), 'gainstage-wow', {
      allowOutside: false,
    })
    expect(found).toMatch(/gainstage-wow\/main\.js$/)
  })

  it('may lie outside, and behind a link, when that is allowed', async () => {
    mkdirSync(join(folder, 'inner'))
    symlinkSync(join(folder, 'wow.ts'), join(folder, 'inner', 'link.ts'))
    const path = file('inner/session.yaml', 'gainstage: 1\nplugins: { wow: ./link.ts }\n')
    const load = (allowOutside: boolean) =>
      loadSessionPlugins(path, 's.yaml', { builtIn: BUILT_IN, allowOutside, verdictFolder })
    await expect(load(false)).rejects.toThrow('is a link to a place outside')
    expect((await load(true)).plugins.has('wow')).toBe(true)
  })

  it('is named for everything it lacks', async () => {
    file('odd.ts', 'export default { id: "odd", params: {} }')
    expect(await sentences('{ odd: ./odd.ts }')).toHaveLength(5)
  })

  it('tells all mistakes of all plugins at once', async () => {
    expect(await sentences('{ a: ./gone.ts, comp: ./wow.ts, fs: fs }')).toHaveLength(3)
  })
})

describe('a validation', () => {
  const ownCache = join(folder, 'own-cache')
  const session = file('own/session.yaml', 'gainstage: 1\nplugins: { wow: ./wow.ts }\n')
  const module = file(
    'own/wow.ts',
    `import { id } from './id.ts'\n${plugin('wow').replace("id: 'wow'", 'id')}export default wow\n`,
  )
  file('own/id.ts', "export const id = 'wow'\n")
  const load = (verdict: Verdict, meanwhile = () => {}) => {
    const validate = vi.fn(async (_path: string) => {
      meanwhile()
      return verdict
    })
    const loaded = loadSessionPlugins(session, 's.yaml', {
      builtIn: BUILT_IN,
      allowOutside: false,
      validate,
      verdictFolder: ownCache,
    })
    return { validate, loaded }
  }
  const passed: Verdict = { passed: true, sentences: ['it is rather loud'] }

  it('must be passed before the first use', async () => {
    const { validate, loaded } = load({ passed: false, sentences: ['it clicks', 'it hums'] })
    await expect(loaded).rejects.toThrow(
      /it did not pass its validation: it clicks\.\n.*it hums; --trust-plugins plays it all the same/,
    )
    expect(validate).toHaveBeenCalledExactlyOnceWith(module)
  })

  it('is remembered until anything of the plugin changes', async () => {
    const first = load(passed)
    expect((await first.loaded).warnings).toEqual(['plugin wow: it is rather loud'])
    expect(first.validate).toHaveBeenCalledOnce()
    expect(readdirSync(ownCache)).toHaveLength(1)
    const second = load(passed)
    expect((await second.loaded).warnings).toEqual(['plugin wow: it is rather loud'])
    expect(second.validate).not.toHaveBeenCalled()
    file('own/id.ts', "export const id = 'wow' // changed\n")
    const third = load(passed)
    await third.loaded
    expect(third.validate).toHaveBeenCalledOnce()
    // Nothing that could come with the folder of a stranger.
    expect(existsSync(join(folder, 'own', '.gainstage'))).toBe(false)
  })

  it('does not count for what was written while it ran', async () => {
    file('own/id.ts', "export const id = 'wow' // before\n")
    const { loaded } = load(passed, () => file('own/id.ts', "export const id = 'wow' // meanwhile\n"))
    await expect(loaded).rejects.toThrow('its module was changed while it was checked; start again')
    const again = load(passed)
    await again.loaded
    expect(again.validate).toHaveBeenCalledOnce()
  })

  it('is remembered for each place, however alike the modules are', async () => {
    const verdicts = new VerdictStore(join(folder, 'alike'))
    const [one, two] = ['one', 'two'].map((name) => file(`alike/${name}.ts`, "export * from './wow.ts'\n"))
    for (const path of [one!, two!])
      verdicts.keep(path, { files: { [path]: hashOf(path) }, validated: true, sentences: [path] })
    expect(verdicts.find(one!)?.sentences).toEqual([one])
    expect(verdicts.find(two!)?.sentences).toEqual([two])
  })

  it('is not found in a file that says nothing of the module', () => {
    const empty = new VerdictStore(join(folder, 'empty'))
    empty.keep(module, { files: {}, validated: true, sentences: [] })
    expect(empty.find(module)).toBeUndefined()
  })
})

describe('the cache', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('lies where the person wants it, and never beside a session', () => {
    vi.stubEnv('XDG_CACHE_HOME', '/elsewhere')
    expect(cacheFolder()).toBe(join('/elsewhere', 'gainstage'))
    vi.stubEnv('XDG_CACHE_HOME', 'relative')
    expect(cacheFolder().startsWith(homedir())).toBe(true)
  })
})

describe('the plugins of an engine thread', () => {
  it('stand in for themselves when they cannot be loaded there', async () => {
    const steps: number[] = []
    const wow = join(folder, 'wow.ts')
    const url = pathToFileURL(wow).href
    const sources = [
      { id: 'gone', url: 'file:///nowhere/gone.ts', files: {}, shape: '' },
      { id: 'wow', url, files: { [wow]: hashOf(wow) }, shape: 'another' },
      { id: 'edited', url, files: { [wow]: 'the hash of what was checked' }, shape: '' },
      { id: 'banned', url: 'file:///never.ts', files: {}, shape: '' },
    ]
    const plugins = await threadPlugins(sources, new Map([['banned', 'it hung']]), (step) => steps.push(step))
    expect(steps).toEqual([1, 2, 3, 4])
    const why = (id: string) => () =>
      plugins
        .get(id)!
        .prepare({ sampleRate: 48000, channels: 1, allocate: () => new Float64Array(0) }, {}, {})
    expect(why('gone')).toThrow(/could not be loaded in the audio thread/)
    expect(why('wow')).toThrow(/changed since the session was opened/)
    expect(why('edited')).toThrow(/changed since the session was opened/)
    expect(why('banned')).toThrow('it hung')
  })
})
