/** The one part of WebAssembly the engine uses; the type libraries of Node do not carry it, and the browser's carry far more. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: true })
    readonly buffer: SharedArrayBuffer
  }
}
