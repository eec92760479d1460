import type { Key } from 'ink'

const NAMED: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
]

/** Characters that are keys of their own, also in the middle of text that came in one piece. */
const WORDS: { readonly [char: string]: string } = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x1b': 'escape',
}

/**
 * [control] What Ink heard as key names: `up`, `shift+up`, `ctrl+z`, `space`, `a`. A held key or a fast typist comes as
 * one text of many characters and is taken apart here.
 */
export function keysOf(input: string, key: Key): string[] {
  const shift = key.shift ? 'shift+' : ''
  for (const [flag, name] of NAMED) if (key[flag] === true && input.length <= 1) return [shift + name]
  if (key.ctrl) return [`ctrl+${input}`]
  // With alt held, a key means something else; nothing here uses it.
  if (key.meta) return []
  return [...input].flatMap((char) => {
    const word = WORDS[char]
    if (word !== undefined) return [word]
    const code = char.charCodeAt(0)
    if (code < 0x20) return [`ctrl+${String.fromCharCode(code + 0x60)}`]
    return [char]
  })
}
