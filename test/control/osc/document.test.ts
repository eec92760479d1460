import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testDesk } from '../../host/session/desk/desk-fixture.ts'
import { oscMessage, type Value } from '../../support/osc-bytes.ts'
import { benchOf } from './bench-of.ts'

/** `/address ,tags values` as an address, tags and values. */
function parsed(line: string): [string, string, ...Value[]] {
  const words = [...line.matchAll(/"(?:[^"\\]|\\.)*"|\S+/g)].map(([word]) =>
    word.startsWith('"') ? (JSON.parse(word) as string) : word,
  )
  const [address, tags = ','] = words as [string, string?]
  const types = tags.slice(1)
  return [address, types, ...words.slice(2).map((word, i) => (types[i] === 's' ? word : Number(word)))]
}

describe('docs/osc.md', () => {
  const text = readFileSync(new URL('../../../docs/osc.md', import.meta.url), 'utf8')
  const lines = [...text.matchAll(/```text\n(.*?)```/gs)].flatMap(([, block]) => block!.trim().split('\n'))

  it('shows what is answered', () => {
    const { send } = benchOf(testDesk().desk)
    expect(lines.length).toBeGreaterThan(12)
    for (const line of lines) {
      const [message, answer] = line.split('->')
      const [address, types, ...values] = parsed(message!)
      const bytes = message!.includes(',') ? oscMessage(address, types, ...values) : oscMessage(address)
      expect([line, send(bytes)]).toEqual([line, answer === undefined ? [] : [parsed(answer)]])
    }
  })
})
