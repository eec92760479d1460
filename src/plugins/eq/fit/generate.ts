/**
 * Makes the table of fits. From the root of the project:
 *
 *     node_modules/.bin/node src/plugins/eq/fit/generate.ts > src/plugins/eq/fit-data.ts
 */
import { BAND_PASS, BELL, type Family, NOTCH, SHELF } from '../closed-form.ts'
import { encode } from '../encoding.ts'
import { CUT_QS } from '../prototype.ts'
import { bandCorrections, cutCorrections } from './corrections.ts'

const WIDTH = 102

function lines(name: string, numbers: Float64Array, indent: string): string {
  const text = encode(numbers)
  const rows = text.match(new RegExp(`.{1,${WIDTH}}`, 'g')) ?? []
  return `${indent}// ${name}\n${indent}[\n${rows.map((row) => `${indent}  '${row}',\n`).join('')}${indent}],\n`
}
const families: readonly (readonly [string, Family])[] = [
  ['bell', BELL],
  ['shelf', SHELF],
  ['notch', NOTCH],
  ['band-pass', BAND_PASS],
]
let text =
  '/** Made by fit/generate.ts: corrections of the closed form, three characters per number (encoding.ts). */\n\n'
text += 'export const bandData: readonly (readonly string[])[] = [\n'
for (const [name, family] of families) text += lines(name, bandCorrections(family), '  ')
text += ']\n\n'
text += "export const cutData: Readonly<Record<'low' | 'high', readonly (readonly string[])[]>> = {\n"
for (const kind of ['low', 'high'] as const) {
  text += `  ${kind}: [\n`
  CUT_QS.forEach((qs, slope) => {
    text += lines(`${qs.length} sections`, cutCorrections(kind, slope), '    ')
  })
  text += '  ],\n'
}
text += '}'
console.log(text)
