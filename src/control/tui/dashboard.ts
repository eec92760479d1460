import type { ControlPort } from '../../host/index.ts'
import type { GraphSources } from './desk/graph/sources.ts'
import { Watcher } from './desk/watcher.ts'
import { type InkLayer, startInk } from './ink-layer.ts'
import { Frame } from './screen/frame.ts'
import { watchEndings } from './screen/guards.ts'
import { type Look, lookOf } from './screen/look.ts'
import { Painter } from './screen/painter.ts'
import { catchStrayOutput } from './screen/stray-output.ts'
import { Terminal, type TerminalStreams } from './screen/terminal.ts'
import { carryOut } from './state/commands.ts'
import { type Message, type Model, startModel } from './state/model.ts'
import { type Command, press, tell } from './state/reduce.ts'
import { dialogArea } from './view/dialogs.ts'
import { layoutMixer } from './view/mixer-layout.ts'
import { readScreen } from './view/read-screen.ts'
import { drawScreen } from './view/screen.ts'

/** Meters at 20 frames per second look alive and cost little, also over a slow line. */
const FRAME_MS = 50
/** So many frames apart everything is sent again: a library that writes past Node to the terminal tears the picture. */
const FULL_FRAMES = 200

export interface DashboardOptions extends GraphSources {
  readonly port: ControlPort
  /** What plays, in one line; asked for with every frame. */
  readonly host: () => string
  readonly title: string
  /** Where to draw; the process's own terminal when left out. */
  readonly streams?: TerminalStreams
}

/**
 * The dashboard while it runs: keys change the model, the model and the desk make a frame, the painter sends what
 * changed. A fault in it ends the dashboard, never the sound. [control]
 */
export class Dashboard {
  /** Resolves when the user quits, a signal asks for the end, or `close` is called. */
  readonly closed: Promise<void>
  readonly #options: DashboardOptions
  readonly #terminal: Terminal
  readonly #look: Look
  readonly #watcher: Watcher
  readonly #painter: Painter
  readonly #ink: InkLayer
  readonly #timer: NodeJS.Timeout
  readonly #undo: (() => void)[] = []
  #resolve = (): void => {}
  #model: Model = startModel()
  #frame = new Frame(0, 0)
  #frames = 0
  #open = true
  #soon = false

  constructor(options: DashboardOptions) {
    this.#options = options
    this.closed = new Promise((resolve) => {
      this.#resolve = resolve
    })
    this.#look = lookOf(process.env)
    this.#terminal = new Terminal(options.streams ?? process)
    this.#watcher = new Watcher(options.port, options)
    this.#painter = new Painter(this.#look)
    this.#terminal.enter()
    const release = catchStrayOutput((line) => this.say(line))
    const now = (): void => {
      this.#terminal.leave(true)
      release()
    }
    this.#undo.push(watchEndings({ asked: () => this.close(), now }), release)
    try {
      this.#ink = this.#startInk()
    } catch (error) {
      now()
      throw error
    }
    const resized = (): void => this.#guarded(() => this.#ink.show(this.#model.dialog))
    this.#terminal.stdout.on('resize', resized)
    this.#undo.push(() => this.#terminal.stdout.removeListener('resize', resized))
    this.#timer = setInterval(() => this.#guarded(() => this.#paint()), FRAME_MS)
  }

  /** [control] Shows a sentence above the keys. */
  say(sentence: string): void {
    this.#tell({ text: sentence, kind: 'note', at: performance.now() })
  }

  /** [control] Gives the terminal back. May be called again. */
  close(): void {
    this.#end()
    this.#resolve()
  }

  #startInk(): InkLayer {
    return startInk({
      terminal: this.#terminal,
      look: this.#look,
      onKey: (key) => this.#guarded(() => this.#press(key)),
      onDrawn: () => this.#repaint(),
      onFailure: (error) => this.#fail(error),
    })
  }

  #end(): void {
    if (!this.#open) return
    this.#open = false
    clearInterval(this.#timer)
    this.#watcher.graphs.close()
    // Ink first: it still draws once when it goes, and that belongs on the alternate screen.
    if (!this.#terminal.dead) this.#ink.close()
    this.#terminal.leave()
    for (const undo of this.#undo) undo()
  }

  /** The sound goes on; who runs it ends it with ctrl-C. */
  #fail(error: unknown): void {
    if (!this.#open) return
    this.#end()
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`the dashboard failed, the session goes on (ctrl-C ends it): ${text}\n`)
  }

  #guarded(run: () => void): void {
    if (!this.#open) return
    try {
      run()
    } catch (error) {
      this.#fail(error)
    }
  }

  #press(key: string): void {
    const before = this.#model
    const map = this.#watcher.map()
    const banked = map.channels.filter(({ kind }) => kind !== 'master').length
    const { bank } = layoutMixer(this.#terminal.size.columns, banked)
    const { isOn } = this.#watcher
    const around = { map, isOn, bank, playing: this.#watcher.playing, now: performance.now() }
    const { model, command } = press(before, key, around)
    this.#model = model
    if (command !== undefined) this.#carryOut(command)
    if (model.dialog !== before.dialog && this.#open) this.#ink.show(model.dialog)
    this.#paintSoon()
  }

  #carryOut(command: Command): void {
    if (command.do === 'leave') this.close()
    else if (command.do === 'repaint') this.#repaint()
    else if (command.do === 'clear-peaks') this.#watcher.clearPeaks()
    else {
      const message = carryOut(this.#options.port, command, performance.now())
      if (message !== undefined) this.#tell(message)
    }
  }

  #tell(message: Message): void {
    this.#model = tell(this.#model, message)
    this.#paintSoon()
  }

  #repaint(): void {
    this.#painter.forget()
    this.#paintSoon()
  }

  /** A key shows at once and not with the next frame; many keys at once show once. */
  #paintSoon(): void {
    if (this.#soon) return
    this.#soon = true
    setImmediate(() => {
      this.#soon = false
      this.#guarded(() => this.#paint())
    })
  }

  #paint(): void {
    if (this.#terminal.busy) return
    if (++this.#frames % FULL_FRAMES === 0) this.#painter.forget()
    const { rows, columns } = this.#terminal.size
    if (rows !== this.#frame.rows || columns !== this.#frame.columns) this.#frame = new Frame(rows, columns)
    const words = { title: this.#options.title, driver: this.#options.host() }
    const now = performance.now()
    drawScreen(this.#frame, readScreen(this.#watcher, this.#model, words, { rows, columns }, now))
    const { dialog } = this.#model
    if (dialog !== 'none') this.#frame.cutOut(dialogArea(dialog, rows, columns))
    this.#terminal.write(this.#painter.paint(this.#frame))
  }
}
