/** An OSC encoder and decoder of its own, so that the one under test is not its own judge (OSC 1.0 specification). */

export type Value = number | bigint | string | boolean | null | Uint8Array

const padding = (size: number): Buffer => Buffer.alloc((4 - (size % 4)) % 4)

/** Text with its zero and padding. */
export function oscText(text: string): Buffer {
  const bytes = Buffer.from(`${text}\0`)
  return Buffer.concat([bytes, padding(bytes.length)])
}

/** `tags` without the comma; undefined leaves the tags out. */
export function oscMessage(address: string, tags?: string, ...values: readonly Value[]): Buffer {
  if (tags === undefined) return oscText(address)
  const parts = [oscText(address), oscText(`,${tags}`)]
  let next = 0
  for (const tag of tags) if (!'TFNI[]'.includes(tag)) parts.push(argument(tag, values[next++]!))
  return Buffer.concat(parts)
}

function argument(tag: string, value: Value): Buffer {
  if (tag === 's' || tag === 'S') return oscText(String(value))
  if (tag === 'b') {
    const size = Buffer.alloc(4)
    const blob = value as Uint8Array
    size.writeInt32BE(blob.length)
    return Buffer.concat([size, blob, padding(blob.length)])
  }
  const bytes = Buffer.alloc('hdt'.includes(tag) ? 8 : 4)
  if (tag === 'f') bytes.writeFloatBE(Number(value))
  else if (tag === 'd') bytes.writeDoubleBE(Number(value))
  else if (tag === 'h') bytes.writeBigInt64BE(BigInt(value as bigint))
  else if (tag === 't') bytes.writeBigUInt64BE(BigInt(value as bigint))
  else bytes.writeInt32BE(Number(value))
  return bytes
}

export const NOW = 1n

/** An NTP time for bundles. */
export const ntp = (ms: number): bigint =>
  (BigInt(Math.floor(ms / 1000)) + 2208988800n) * 2n ** 32n +
  BigInt(Math.round(((ms % 1000) / 1000) * 2 ** 32))

export function oscBundle(time: bigint, ...elements: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(16)
  head.write('#bundle\0')
  head.writeBigUInt64BE(time, 8)
  return Buffer.concat([
    head,
    ...elements.flatMap((element) => {
      const size = Buffer.alloc(4)
      size.writeInt32BE(element.length)
      return [size, element]
    }),
  ])
}

/** A message as `[address, tags, values...]`. */
export function readOsc(bytes: Buffer): [string, string, ...Value[]] {
  let at = 0
  const text = (): string => {
    const end = bytes.indexOf(0, at)
    const found = bytes.toString('utf8', at, end)
    at = end + 4 - (end % 4)
    return found
  }
  const address = text()
  const tags = text().slice(1)
  const values = [...tags].map((tag): Value => {
    if (tag === 's') return text()
    at += 4
    return tag === 'f' ? bytes.readFloatBE(at - 4) : bytes.readInt32BE(at - 4)
  })
  return [address, tags, ...values]
}
