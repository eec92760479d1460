/** Addresses below this are left to the static data of kernels compiled to WebAssembly. */
const HEAP_BASE = 65536
const PAGE = 65536
/** A cache line: no two threads' words share one, and vectors load aligned. */
const LINE = 64

/**
 * One shared WebAssembly.Memory for every audio buffer and all state of one engine: a kernel compiled to WebAssembly
 * can work on any of it without a copy. Initial equals maximum, so a view stays valid for good; pages nobody touched
 * cost address space, not memory.
 */
export class AudioMemory {
  readonly memory: WebAssembly.Memory
  #top = HEAP_BASE
  /** Freed blocks by size: channels come and go with the same sizes, so they fit again and nothing fragments. */
  readonly #free = new Map<number, number[]>()

  /** [control] `bytes`: all the engine will ever need. */
  constructor(bytes: number) {
    const pages = Math.ceil((HEAP_BASE + bytes) / PAGE)
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  }

  /** [idle] `doubles` zeroed doubles. Throws one sentence when the memory is full. */
  allocate(doubles: number): Float64Array {
    const bytes = sizeOf(doubles)
    const again = this.#free.get(bytes)?.pop()
    if (again !== undefined) return new Float64Array(this.memory.buffer, again, doubles).fill(0)
    if (this.#top + bytes > this.memory.buffer.byteLength) {
      throw new Error(`the audio memory of ${this.memory.buffer.byteLength / 2 ** 20} MB is full`)
    }
    const address = this.#top
    this.#top += bytes
    // Fresh pages are zero; filling them would only make them resident.
    return new Float64Array(this.memory.buffer, address, doubles)
  }

  /** [idle] Gives back what `allocate` returned. */
  free(view: Float64Array): void {
    const bytes = sizeOf(view.length)
    const same = this.#free.get(bytes)
    if (same === undefined) this.#free.set(bytes, [view.byteOffset])
    else same.push(view.byteOffset)
  }
}

const sizeOf = (doubles: number): number => Math.max(LINE, Math.ceil((doubles * 8) / LINE) * LINE)
