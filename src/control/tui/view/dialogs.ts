import { Box, Text } from 'ink'
import { createElement as h, type ReactNode } from 'react'
import type { Area } from '../screen/frame.ts'
import type { Look } from '../screen/look.ts'
import { type Binding, CHANNEL_KEYS, COMMON_KEYS, MIXER_KEYS } from '../state/keys.ts'

export type Dialog = 'help' | 'quit'

/** Rows and columns with the frame. */
const SIZES: { readonly [dialog in Dialog]: { readonly rows: number; readonly columns: number } } = {
  help: {
    rows: Math.max(MIXER_KEYS.length + CHANNEL_KEYS.length + 3, COMMON_KEYS.length + 1) + 4,
    columns: 78,
  },
  quit: { rows: 5, columns: 44 },
}

/** [control] Where a dialog stands: in the middle, and never as high as the terminal, which would make Ink scroll. */
export function dialogArea(dialog: Dialog, rows: number, columns: number): Area {
  const { rows: wantedRows, columns: wantedColumns } = SIZES[dialog]
  const area = { rows: Math.min(wantedRows, rows - 1), columns: Math.min(wantedColumns, columns) }
  return {
    ...area,
    row: Math.max(0, (rows - area.rows) >> 1),
    column: Math.max(0, (columns - area.columns) >> 1),
  }
}

/** [control] A dialog at its place on an otherwise empty screen; the painter draws around it. */
export function dialogOf(dialog: Dialog, area: Area, look: Look): ReactNode {
  return h(
    Box,
    {
      marginTop: area.row,
      marginLeft: area.column,
      height: area.rows,
      width: area.columns,
      borderStyle: look.unicode ? 'round' : 'classic',
      paddingX: 1,
      flexDirection: 'column',
      overflow: 'hidden',
    },
    dialog === 'help' ? helpBody() : quitBody(),
  )
}

/** On a terminal that is too small the end is cut off, not the lines on top of each other. */
const RIGID = { flexDirection: 'column', flexShrink: 0 } as const

function helpBody(): ReactNode {
  const column = (...children: ReactNode[]): ReactNode => h(Box, { ...RIGID, width: '50%' }, ...children)
  return h(
    Box,
    RIGID,
    h(Text, { dimColor: true }, 'Any key closes this.'),
    h(Text, null, ' '),
    h(
      Box,
      { flexShrink: 0 },
      column(
        ...keysOf('Mixer', MIXER_KEYS),
        h(Text, { key: 'gap' }, ' '),
        ...keysOf('Inserts', CHANNEL_KEYS),
      ),
      column(...keysOf('Everywhere', COMMON_KEYS)),
    ),
  )
}

function keysOf(title: string, bindings: readonly Binding[]): ReactNode[] {
  return [
    h(Text, { key: title, bold: true, wrap: 'truncate' }, title),
    ...bindings.map(({ shown, help }) =>
      h(
        Text,
        { key: title + shown, wrap: 'truncate' },
        h(Text, { bold: true }, shown.padEnd(12)),
        h(Text, null, help),
      ),
    ),
  ]
}

function quitBody(): ReactNode {
  return h(
    Box,
    RIGID,
    h(Text, { bold: true, wrap: 'truncate' }, 'The session is playing.'),
    h(Text, null, ' '),
    h(Text, { wrap: 'truncate' }, 'Stop the sound and quit?   y yes   n no'),
  )
}
