import type { Frame } from '../screen/frame.ts'
import { PLAIN } from '../screen/style.ts'
import { FOOTER } from '../state/keys.ts'
import type { Message, Model } from '../state/model.ts'
import { FAINT, KEY, PROMPT, REFUSED } from './colors.ts'

/** Rows of message and keys. */
export const FOOTER_ROWS = 2

/** What the line above the keys shows. */
export interface FooterPicture {
  readonly view: Model['view']
  readonly prompt: { readonly name: string; readonly entry: string; readonly allowed: string } | undefined
  readonly message: Message | undefined
  /** Shown when there is nothing else to say. */
  readonly rest: string
}

/** [control] What is typed or said, and the keys. */
export function drawFooter(frame: Frame, footer: FooterPicture): void {
  const row = frame.rows - FOOTER_ROWS
  const { prompt, message } = footer
  if (prompt !== undefined) drawPrompt(frame, row, prompt)
  else if (message !== undefined)
    frame.put(row, 0, message.text, message.kind === 'refused' ? REFUSED : PLAIN)
  else frame.put(row, 0, footer.rest, FAINT)
  let column = 0
  for (const [key, word] of FOOTER[footer.view]) {
    const length = key.length + word.length + 1
    if (column + length > frame.columns) break
    column += frame.put(row + 1, column, key, KEY) + 1
    column += frame.put(row + 1, column, word, FAINT) + 2
  }
}

function drawPrompt(frame: Frame, row: number, prompt: NonNullable<FooterPicture['prompt']>): void {
  let column = frame.put(row, 0, `${prompt.name} = `, PROMPT)
  column += frame.put(row, column, `${prompt.entry}_`, PROMPT) + 2
  frame.put(row, column, `${prompt.allowed}; enter sets, esc leaves it`, FAINT, frame.columns - column)
}
