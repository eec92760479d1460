/**
 * A small dense least-squares step: collects rows of a Jacobian and solves for the move that lowers the error most
 * (Levenberg, "A method for the solution of certain non-linear problems in least squares", 1944).
 */
export class NormalEquations {
  readonly #unknowns: number
  /** Lower triangle of JᵀJ, row-major; `#factor`: its LDLᵀ factors. */
  readonly #matrix: Float64Array
  readonly #factor: Float64Array
  readonly #right: Float64Array
  /** The solution of the last `solve`. */
  readonly move: Float64Array

  /** [idle] */
  constructor(unknowns: number, allocate: (doubles: number) => Float64Array) {
    this.#unknowns = unknowns
    this.#matrix = allocate(unknowns * unknowns)
    this.#factor = allocate(unknowns * unknowns)
    this.#right = allocate(unknowns)
    this.move = allocate(unknowns)
  }

  /** [audio] */
  clear(): void {
    this.#matrix.fill(0)
    this.#right.fill(0)
  }

  /** [audio] One observation: its derivatives `row[0..unknowns)` and its error. */
  add(row: Float64Array, error: number): void {
    const n = this.#unknowns
    const matrix = this.#matrix
    const right = this.#right
    for (let r = 0; r < n; r++) {
      const d = row[r]!
      for (let c = 0; c <= r; c++) matrix[r * n + c] = matrix[r * n + c]! + d * row[c]!
      right[r] = right[r]! - d * error
    }
  }

  /** [audio] Solves by LDLᵀ with the diagonal raised by the share `damping`; the answer is in `move`. */
  solve(damping: number): void {
    const n = this.#unknowns
    const matrix = this.#matrix
    const f = this.#factor
    const x = this.move
    for (let r = 0; r < n; r++) {
      for (let c = 0; c <= r; c++) {
        let sum = c === r ? matrix[r * n + c]! * (1 + damping) + 1e-300 : matrix[r * n + c]!
        for (let k = 0; k < c; k++) sum -= f[r * n + k]! * f[c * n + k]! * f[k * n + k]!
        f[r * n + c] = c === r ? sum : sum / f[c * n + c]!
      }
      x[r] = this.#right[r]!
      for (let k = 0; k < r; k++) x[r] = x[r]! - f[r * n + k]! * x[k]!
    }
    for (let r = n - 1; r >= 0; r--) {
      x[r] = x[r]! / f[r * n + r]!
      for (let k = r + 1; k < n; k++) x[r] = x[r]! - f[k * n + r]! * x[k]!
    }
  }
}
