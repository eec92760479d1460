/** What came out when a plugin was checked. */
export interface Verdict {
  readonly passed: boolean
  /** One sentence each: what is wrong, or, when it passed, what is worth knowing. */
  readonly sentences: readonly string[]
}

/**
 * [control] Checks the plugin in the module at the path `specifier`, in a process or thread of its own: it may hang, and must not take anything
 * along. Rejects only when the checking itself failed.
 */
export type Validate = (specifier: string) => Promise<Verdict>
