import type { ProcessIo, Processor } from '../sdk/index.ts'
import { allFinite } from './mix-loops.ts'
import { STATUS } from './plan.ts'

/** Letters of what a plugin threw that are repeated to a person. */
const LONGEST_REASON = 200

/** Stands in for a processor that could not be made. */
const NOTHING: Processor = { process() {}, reset() {} }

/**
 * The code of a plugin behind a guard: nothing that it throws gets out. And while it runs, its number stands in the meter bank,
 * so that somebody outside can tell whose code it is that does not come back.
 */
export class GuardedProcessor {
  /** Why there is no processor, if there is none: it does nothing, for good. */
  readonly missing: string | undefined
  readonly #processor: Processor
  readonly #status: Float64Array
  readonly #number: number

  /** [idle] `status`: the meter bank. `number`: what stands there while it runs; the negative number while `make` does. */
  constructor(status: Float64Array, number: number, make: () => Processor) {
    this.#status = status
    this.#number = number
    status[STATUS.running] = -number
    let processor = NOTHING
    try {
      processor = checked(make())
    } catch (error) {
      this.missing = reasonOf(error)
    }
    status[STATUS.running] = 0
    this.#processor = processor
  }

  /** [audio] `output` is that of `io`. Returns what was wrong, or undefined when all of it is finite. */
  process(io: ProcessIo, output: readonly Float64Array[], frames: number): string | undefined {
    this.#status[STATUS.running] = this.#number
    try {
      this.#processor.process(io)
    } catch (error) {
      return reasonOf(error)
    }
    for (let c = 0; c < output.length; c++)
      if (!allFinite(output[c]!, frames)) return 'it gave samples that are not numbers'
    return undefined
  }

  /** [audio] */
  reset(): string | undefined {
    this.#status[STATUS.running] = this.#number
    try {
      this.#processor.reset()
      return undefined
    } catch (error) {
      return `its reset failed: ${reasonOf(error)}`
    }
  }

  /** [audio] */
  flush(): string | undefined {
    if (this.#processor.flush === undefined) return undefined
    this.#status[STATUS.running] = this.#number
    try {
      this.#processor.flush()
      return undefined
    } catch (error) {
      return reasonOf(error)
    }
  }
}

function checked(processor: Processor): Processor {
  if (typeof processor?.process === 'function' && typeof processor.reset === 'function') return processor
  throw new Error('its prepare gave no processor with process and reset')
}

/** What a plugin threw, as the end of a sentence; whatever it is, saying it must not throw again. */
function reasonOf(error: unknown): string {
  try {
    const text = error instanceof Error ? error.message : String(error)
    return text.split('\n')[0]!.slice(0, LONGEST_REASON)
  } catch {
    return 'it threw something that cannot be read'
  }
}
