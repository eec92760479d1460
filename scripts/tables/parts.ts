/** Parts of the documentation that are made from the sources: tables and code. */

/** Rows as a Markdown table, its first row the head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...body.map(line)].join('\n')
}

/**
 * `text` with everything between `<!-- table: NAME -->` and `<!-- end -->` made anew by `make(NAME)`. Throws on a table
 * without an end.
 */
export function withTables(text: string, make: (name: string) => string): string {
  const [start = '', ...rest] = text.split('<!-- table: ')
  const filled = rest.map((part) => {
    const name = part.slice(0, part.indexOf(' -->'))
    const end = part.indexOf('<!-- end -->')
    if (end < 0) throw new Error(`the table "${name}" has no <!-- end -->`)
    return `<!-- table: ${name} -->\n${make(name)}\n${part.slice(end)}`
  })
  return start + filled.join('')
}

/** `text` with the code block behind every `<!-- code: PATH -->` replaced by what `read(PATH)` gives. */
export const withCode = (text: string, read: (path: string) => string): string =>
  text.replace(
    /<!-- code: (\S+) -->\n```(\w+)\n[\s\S]*?```/g,
    (_, path: string, language: string) =>
      `<!-- code: ${path} -->\n\`\`\`${language}\n${read(path).trimEnd()}\n\`\`\``,
  )
