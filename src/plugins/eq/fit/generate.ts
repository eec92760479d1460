/**
 * Makes the table of fits. From the root of the project:
 *
 *     node_modules/.bin/node src/plugins/eq/fit/generate.ts > src/plugins/eq/fit-data.ts
 */
import { BAND_PASS, BELL, type Family, NOTCH, SHELF } from '../closed-form.ts'
import { encode } from '../encoding.ts'
import { FREQUENCY_AXES, type FrequencyAxis } from '../lattice.ts'
import { CUT_ORDERS, CUT_QS } from '../prototype.ts'
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

/** All numbers of one table. */
function table(axis: FrequencyAxis): string {
  let text = `  {\n    // up to ${axis.ceiling.toFixed(4)} of the sample rate\n    bands: [\n`
  for (const [name, family] of families) text += lines(name, bandCorrections(family, axis), '      ')
  text += '    ],\n'
  for (const kind of ['low', 'high'] as const) {
    text += `    ${kind}: [\n`
    CUT_QS.forEach((_, slope) => {
      text += lines(`${6 * CUT_ORDERS[slope]!} dB per octave`, cutCorrections(kind, slope, axis), '      ')
    })
    text += '    ],\n'
  }
  return `${text}  },\n`
}

console.log(`/** Made by fit/generate.ts: corrections of the closed form (encoding.ts), by table, family or slope. */

interface FitData {
  readonly bands: readonly (readonly string[])[]
  readonly low: readonly (readonly string[])[]
  readonly high: readonly (readonly string[])[]
}

export const fitData: readonly FitData[] = [
${FREQUENCY_AXES.map(table).join('')}]`)
