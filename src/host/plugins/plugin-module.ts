import { registerHooks } from 'node:module'
import type { PluginDefinition } from '../sdk/index.ts'
import { checkDefinition, looksLikePlugin } from './check-definition.ts'
import { type Fields, isFields, shown } from './mistakes.ts'
import { ownCopy } from './own-copy.ts'
import { PluginError, reasonOf } from './plugin-error.ts'

/** What a plugin writes to get the SDK, wherever it lies: it always gets that of the host it runs in. */
const SDK = 'gainstage/sdk'
const SDK_URL = new URL('../sdk/index.ts', import.meta.url).href

let hooked = false

/** Lets modules of this thread import the SDK by its name. */
function provideSdk(): void {
  if (hooked) return
  hooked = true
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === SDK) return { url: SDK_URL, format: 'module-typescript', shortCircuit: true }
      const found = next(specifier, context)
      // A folder whose package.json says nothing: TypeScript is always written as modules here.
      const unsaid = found.format === undefined || found.format === null
      return unsaid && found.url.endsWith('.ts') ? { ...found, format: 'module-typescript' } : found
    },
  })
}

/**
 * [idle] The plugin that the module at `url` (`file:`) exports, as a copy that the module cannot change any more. Rejects with a
 * PluginError that lists everything wrong with it. A module that never ends its import never comes back: see trial.ts.
 */
export async function importPlugin(url: string): Promise<PluginDefinition> {
  return ownCopy(await importOriginal(url))
}

/**
 * [idle] The same without the copy: what throws still throws. For a process of its own, where it is found out what the copy would forgive.
 */
export async function importOriginal(url: string): Promise<PluginDefinition> {
  provideSdk()
  const module = await importModule(url)
  const value = pluginOf(module)
  const mistakes = checked(value)
  if (mistakes.length > 0) throw new PluginError(mistakes)
  return value as unknown as PluginDefinition
}

async function importModule(url: string): Promise<Fields> {
  try {
    return (await import(url)) as Fields
  } catch (error) {
    throw new PluginError([importMistake(error)])
  }
}

function importMistake(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING')
    return 'it is TypeScript below node_modules, where Node does not strip types; a package ships JavaScript'
  if (code === 'ERR_INVALID_TYPESCRIPT_SYNTAX') return `it is not valid TypeScript: ${reasonOf(error)}`
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX')
    return `Node cannot strip its types, only what erases without a trace is allowed: ${reasonOf(error)}`
  if (code === 'ERR_MODULE_NOT_FOUND') return `something it imports is missing: ${reasonOf(error)}`
  return `its import fails with ${reasonOf(error)}`
}

/** `default`, or the only export that is a plugin. */
function pluginOf(module: Fields): Fields {
  try {
    const main = module['default']
    if (looksLikePlugin(main)) return main
    const names = Object.keys(module).filter((name) => looksLikePlugin(module[name]))
    if (names.length === 1) return module[names[0]!] as Fields
    if (names.length > 1)
      throw new PluginError([
        `it exports ${names.length} plugins (${names.join(', ')}); one of them must be its default export`,
      ])
    // Half a plugin is named for what it lacks.
    if (isFields(main) && ('params' in main || 'prepare' in main || 'id' in main)) return main
    const exports = Object.keys(module).slice(0, 20).join(', ')
    throw new PluginError([
      `it exports no plugin (made by definePlugin)${exports === '' ? '' : `, only ${exports}`}`,
    ])
  } catch (error) {
    if (error instanceof PluginError) throw error
    throw new PluginError([`its exports cannot be read: ${reasonOf(error)}`])
  }
}

function checked(value: Fields): readonly string[] {
  try {
    return checkDefinition(value)
  } catch (error) {
    return [`its definition cannot be read: ${shown(reasonOf(error)).slice(1, -1)}`]
  }
}
