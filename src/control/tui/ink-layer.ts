import { type Key, render, useInput } from 'ink'
import { createElement as h, type ReactNode } from 'react'
import type { Look } from './screen/look.ts'
import type { Terminal } from './screen/terminal.ts'
import { keysOf } from './state/key-names.ts'
import { type Dialog, dialogArea, dialogOf } from './view/dialogs.ts'

export interface InkOptions {
  readonly terminal: Terminal
  readonly look: Look
  readonly onKey: (key: string) => void
  /** Ink wrote to the terminal: what stood there may be gone. */
  readonly onDrawn: () => void
  readonly onFailure: (error: unknown) => void
}

export interface InkLayer {
  /** [control] The dialog that is open, and the size of the terminal. */
  show(dialog: Dialog | 'none'): void
  close(): void
}

/**
 * [control] Ink's part: it hears the keys and lays out dialogs. Between them it has nothing on the screen; the painter
 * leaves the cursor at the top left, so that Ink always begins there.
 */
export function startInk({ terminal, look, onKey, onDrawn, onFailure }: InkOptions): InkLayer {
  const { stdin, stdout } = terminal
  const hear = (input: string, key: Key): void => {
    for (const name of keysOf(input, key)) onKey(name)
  }
  const root = (dialog: Dialog | 'none'): ReactNode => {
    const { rows, columns } = terminal.size
    const content = dialog === 'none' ? null : dialogOf(dialog, dialogArea(dialog, rows, columns), look)
    // Without a keyboard there is still something to see.
    return h(Root, { hear, active: stdin.isTTY === true }, content)
  }
  const ink = render(root('none'), {
    stdin,
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    // CI in the environment would make Ink draw nothing until the end.
    interactive: true,
    onRender: onDrawn,
  })
  ink.waitUntilExit().catch(onFailure)
  return { show: (dialog) => ink.rerender(root(dialog)), close: () => ink.unmount() }
}

interface RootProps {
  readonly hear: (input: string, key: Key) => void
  readonly active: boolean
  readonly children?: ReactNode
}

function Root({ hear, active, children }: RootProps): ReactNode {
  useInput(hear, { isActive: active })
  return children
}
