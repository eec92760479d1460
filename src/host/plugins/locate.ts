import { createRequire, registerHooks } from 'node:module'
import { isAbsolute, join } from 'node:path'
import { type LoadOptions, resolveMedia, whyNoMedia } from '../storage/load-session.ts'
import { PluginError, reasonOf } from './plugin-error.ts'

const PACKAGE = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/
const SCRIPT = /\.[cm]?[jt]s$/

/** [control] True for the name of an npm package, false for a path. */
export const isPackage = (from: string): boolean => PACKAGE.test(from) && !SCRIPT.test(from)

/**
 * [control] The real path of the module that `from` names: a path from `folder`, into it unless `allowOutside`, or a package that is
 * installed there or above. Throws a PluginError.
 */
export function locatePlugin(folder: string, from: string, options: LoadOptions): string {
  if (isPackage(from)) return locatePackage(folder, from)
  const why = whyNoMedia(folder, from, options)
  if (why !== undefined) throw new PluginError([why])
  const path = resolveMedia(folder, from, options)
  if (!SCRIPT.test(path)) throw new PluginError(['a module is expected, whose name ends in .ts, .js or .mjs'])
  return path
}

/** As an import from that folder would find it; `require` alone would miss packages that are modules only. */
function locatePackage(folder: string, name: string): string {
  const conditions = ['node', 'import', 'module-sync', 'node-addons']
  const hooks = registerHooks({
    resolve: (wanted, context, next) => next(wanted, { ...context, conditions }),
  })
  try {
    const path = createRequire(join(folder, 'session.yaml')).resolve(name)
    if (isAbsolute(path)) return path
    throw new PluginError(['this is a module of Node itself'])
  } catch (error) {
    if (error instanceof PluginError) throw error
    const missing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'
    const why = missing
      ? `no package of that name is installed in ${folder} or above ("npm install ${name}" there; a path begins with ./)`
      : `the package cannot be resolved: ${reasonOf(error)}`
    throw new PluginError([why])
  } finally {
    hooks.deregister()
  }
}
