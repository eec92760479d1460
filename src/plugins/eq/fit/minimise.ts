/** Levenberg-Marquardt for a few unknowns, towards the largest error (p-norm). Offline only: it makes `fit-data.ts`. */

/** Errors to make small. */
export interface Problem {
  readonly rows: number
  readonly unknowns: number
  /** The first `logs` unknowns are logarithms; a step of one of them is never longer than 1. */
  readonly logs: number
  /** [control] Errors of x into `error`, their derivatives into `jacobian` (rows x unknowns, row by row). */
  evaluate(x: Float64Array, error: Float64Array, jacobian: Float64Array): void
}

/** One stage: the norm, and how many steps it may take. */
export interface Stage {
  readonly p: number
  readonly steps: number
}

/**
 * [control] Improves x in place, stage by stage: least squares first, then higher norms. Sources: K. Levenberg, "A method for
 * the solution of certain non-linear problems in least squares", 1944; D. Marquardt, "An algorithm for least-squares
 * estimation of nonlinear parameters", 1963.
 */
export function minimise(problem: Problem, x: Float64Array, stages: readonly Stage[]): void {
  const { rows, unknowns } = problem
  const error = new Float64Array(rows)
  const jacobian = new Float64Array(rows * unknowns)
  const trial = new Float64Array(unknowns)
  const largest = (): number => error.reduce((top, e) => Math.max(top, Math.abs(e)), 1e-300)
  problem.evaluate(x, error, jacobian)
  for (const { p, steps } of stages) {
    const scale = largest()
    const cost = (): number => error.reduce((sum, e) => sum + Math.abs(e / scale) ** p, 0)
    let best = cost()
    let damping = 1e-4
    for (let n = 0; n < steps && damping < 1e5; n++) {
      const step = newtonStep(problem, error, jacobian, p, largest(), damping)
      for (let k = 0; k < unknowns; k++) trial[k] = x[k]! + step[k]!
      problem.evaluate(trial, error, jacobian)
      const now = cost()
      if (now < best) {
        best = now
        x.set(trial)
        damping = Math.max(damping * 0.1, 1e-9)
      } else {
        damping = Math.max(damping * 10, 1e-3)
        problem.evaluate(x, error, jacobian)
      }
    }
  }
}

/** Solves JᵀWJ·dx = -JᵀWe/(p - 1) with W = |e|^(p - 2), damped, and shortens dx where it is too bold. */
function newtonStep(
  { rows, unknowns, logs }: Problem,
  error: Float64Array,
  jacobian: Float64Array,
  p: number,
  largest: number,
  damping: number,
): Float64Array {
  const normal = new Float64Array(unknowns * unknowns)
  const step = new Float64Array(unknowns)
  for (let i = 0; i < rows; i++) {
    const e = error[i]!
    const weight = p === 2 ? 1 : ((e / largest) ** 2 + 1e-6) ** (p / 2 - 1)
    for (let a = 0; a < unknowns; a++) {
      const ja = weight * jacobian[i * unknowns + a]!
      step[a] = step[a]! - (ja * e) / (p - 1)
      for (let b = 0; b <= a; b++) {
        const at = a * unknowns + b
        normal[at] = normal[at]! + ja * jacobian[i * unknowns + b]!
      }
    }
  }
  solve(normal, step, unknowns, damping)
  let longest = 1
  for (let k = 0; k < logs; k++) longest = Math.max(longest, Math.abs(step[k]!))
  return step.map((s) => s / longest)
}

/** Cholesky on the lower triangle of `a`, its diagonal lifted by `damping`; the solution replaces b. */
function solve(a: Float64Array, b: Float64Array, n: number, damping: number): void {
  for (let r = 0; r < n; r++) {
    for (let c = 0; c <= r; c++) {
      let sum = a[r * n + c]!
      if (r === c) sum += damping * sum + 1e-14
      for (let k = 0; k < c; k++) sum -= a[r * n + k]! * a[c * n + k]!
      a[r * n + c] = r === c ? Math.sqrt(Math.max(sum, 1e-14)) : sum / a[c * n + c]!
    }
  }
  for (let r = 0; r < n; r++) {
    let sum = b[r]!
    for (let k = 0; k < r; k++) sum -= a[r * n + k]! * b[k]!
    b[r] = sum / a[r * n + r]!
  }
  for (let r = n - 1; r >= 0; r--) {
    let sum = b[r]!
    for (let k = r + 1; k < n; k++) sum -= a[k * n + r]! * b[k]!
    b[r] = sum / a[r * n + r]!
  }
}
