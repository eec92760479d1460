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
    if (this.#scope !== undefined) return this.#scope.read(left, right)
    const opened = this.#scopes.open(this.#point)
    if (isRefusal(opened)) this.refused = opened.refused
    else {
      this.#scope = opened
      this.refused = ''
    }
    // Until the engine has heard of it, a window still holds what it showed to somebody else.
    return false
  }

  /** [control] May be called again. */
  close(): void {
    this.#scope?.close()
    this.#scope = undefined
  }
}
