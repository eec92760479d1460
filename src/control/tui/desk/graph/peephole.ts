import { isRefusal, type Scope, type ScopePoint } from '../../../../host/index.ts'
import type { Scopes } from './sources.ts'

/** A window into the signal that is opened when somebody looks, and tried again while there is none free. [control] */
export class Peephole {
  /** Why nothing can be seen, or empty. */
  refused = ''
  readonly #scopes: Scopes
  readonly #point: ScopePoint
  #scope: Scope | undefined

  constructor(scopes: Scopes, point: ScopePoint) {
    this.#scopes = scopes
    this.#point = point
  }

  /** [control] The newest frames, as many as `left` takes; false while there are not as many. */
  look(left: Float32Array, right: Float32Array): boolean {
    this.#scope ??= this.#open()
    return this.#scope?.read(left, right) ?? false
  }

  #open(): Scope | undefined {
    const opened = this.#scopes.open(this.#point)
    this.refused = isRefusal(opened) ? opened.refused : ''
    return isRefusal(opened) ? undefined : opened
  }

  /** [control] May be called again. */
  close(): void {
    this.#scope?.close()
    this.#scope = undefined
  }
}
