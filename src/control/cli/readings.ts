import type { Reading } from '../../host/index.ts'
import { print, printJson, table } from './print.ts'

/** [control] Readings as a table or as JSON; a single one for a person is its value alone. */
export function printReadings(readings: readonly Reading[], json: boolean | undefined): void {
  if (json) printJson(readings)
  else if (readings.length === 1) print(readings[0]!.text)
  else print(...table(readings.map(({ address, text }) => [address, text])))
}
