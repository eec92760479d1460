/**
 * A plugin that cannot be used. Each mistake is the end of a sentence that begins with the plugin: "there is no such file", "its
 * version is 0, but a whole number from 1 is expected".
 */
export class PluginError extends Error {
  override readonly name = 'PluginError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('; '))
    this.mistakes = mistakes
  }
}

/** A plugin that broke the work while it ran. The message is one sentence for a person. */
export class PluginFault extends Error {
  override readonly name = 'PluginFault'
}

/** Letters of what a plugin threw that are repeated to a person. */
const LONGEST = 200

/** [idle] The first line of what a plugin threw; whatever it is, saying it must not throw again. */
export function reasonOf(error: unknown): string {
  try {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return text
      .split('\n')[0]!
      .replace(/\p{Cc}/gu, '?')
      .slice(0, LONGEST)
  } catch {
    return 'something that cannot be read'
  }
}
