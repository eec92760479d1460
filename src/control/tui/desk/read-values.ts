import { type ControlPort, isRefusal, type Reading } from '../../../host/index.ts'

/** Readings in the form the views need. A missing address is asked for rarely: a refusal costs a search for near names. */

/** [control] The reading, or undefined where there is none. */
export function reading(port: ControlPort, address: string | undefined): Reading | undefined {
  if (address === undefined) return undefined
  const found = port.get(address)
  return isRefusal(found) ? undefined : found
}

/** [control] */
export function numberAt(port: ControlPort, address: string | undefined, missing: number): number {
  const plain = reading(port, address)?.plain
  return typeof plain === 'number' ? plain : missing
}

/** [control] */
export function switchAt(port: ControlPort, address: string | undefined): boolean | undefined {
  const plain = reading(port, address)?.plain
  return typeof plain === 'boolean' ? plain : undefined
}
