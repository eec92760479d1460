import { STATUS } from '../../engine/plan.ts'
import { linearTaper, type NumberParameter, plain, toggle } from '../../sdk/index.ts'
import { Cell } from './cell.ts'

/** What plays the session, as far as the desk can move it. Given by the live host. */
export interface TransportSink {
  /** [control] */
  play(): void
  /** [control] */
  stop(): void
  /** [control] */
  locate(frame: number): void
  /** [control] Plays from `startFrame` to just before `endFrame` again and again; null goes on to the end. */
  setLoop(loop: { readonly startFrame: number; readonly endFrame: number } | null): void
}

/** The longest session, in seconds: a day. */
const LONGEST = 86_400

const time = (label: string, help: string): NumberParameter => ({
  ...plain({ label, help, min: 0, max: LONGEST, default: 0 }),
  unit: 's',
  taper: linearTaper(0, LONGEST),
})

/**
 * `/transport/...`: playing, position, loop. A loop counts while it is on and ends after it begins. The position is
 * read from the engine; setting it locates, also to where it stands already. [control]
 */
export class DeskTransport {
  readonly cells: readonly Cell[]
  readonly #rate: number
  #sink: TransportSink | undefined
  readonly #playing: Cell
  readonly #position: Cell
  readonly #loop: Cell
  readonly #loopStart: Cell
  readonly #loopEnd: Cell

  /** `meters` is the meter bank, `rate` in Hz. */
  constructor(meters: Float64Array, rate: number) {
    this.#rate = rate
    const moment = { belongs: 'moment' } as const
    const room = { belongs: 'room' } as const
    const live = (): number => meters[STATUS.position]! / rate
    const playing = toggle({ label: 'Play', default: false, help: 'Starts and stops the session.' })
    const loop = toggle({ label: 'Loop', default: false, help: 'Plays the same part again and again.' })
    this.#playing = new Cell('/transport/playing', playing, false, () => this.#play(), moment)
    this.#position = new Cell(
      '/transport/position',
      time('Position', 'Where the session plays.'),
      0,
      () => this.#sink?.locate(this.#frames(this.#position)),
      { ...moment, live },
    )
    const looped = (): void => this.#setLoop()
    this.#loop = new Cell('/transport/loop', loop, false, looped, room)
    this.#loopStart = new Cell(
      '/transport/loopStart',
      time('Loop start', 'Where the loop begins.'),
      0,
      looped,
      room,
    )
    this.#loopEnd = new Cell('/transport/loopEnd', time('Loop end', 'Where the loop ends.'), 0, looped, room)
    this.cells = [this.#playing, this.#position, this.#loop, this.#loopStart, this.#loopEnd]
  }

  /** [control] Takes over what plays; it is brought to the loop and to playing or stopped as they stand here. */
  connect(sink: TransportSink): void {
    this.#sink = sink
    this.#setLoop()
    this.#play()
  }

  #play(): void {
    if (this.#playing.plain === true) this.#sink?.play()
    else this.#sink?.stop()
  }

  #setLoop(): void {
    const startFrame = this.#frames(this.#loopStart)
    const endFrame = this.#frames(this.#loopEnd)
    const on = this.#loop.plain === true && endFrame > startFrame
    this.#sink?.setLoop(on ? { startFrame, endFrame } : null)
  }

  #frames(cell: Cell): number {
    return Math.round(Number(cell.plain) * this.#rate)
  }
}
