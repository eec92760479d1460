import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal } from '../../../src/host/storage/journal.ts'
import { journalLine, readJournalLine, revisionOf } from '../../../src/host/storage/journal-line.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const text = (name = 'journal.jsonl') => readFile(join(folder, name), 'utf8')

describe('a line of the journal', () => {
  it('says who moved what to where, one value as a short line', () => {
    const value = Number.NEGATIVE_INFINITY
    const moves = [{ kind: 'value', address: '/strip/vox/fader', value }] as const
    const line = journalLine(7, 1000, { source: 'midi', label: '/strip/vox/fader', moves })
    expect(line).toBe('{"r":7,"t":1000,"source":"midi","address":"/strip/vox/fader","value":"off"}')
    expect(revisionOf(line)).toBe(7)
    expect(readJournalLine(line)).toEqual({
      revision: 7,
      moves: [{ kind: 'value', address: '/strip/vox/fader', value: 'off' }],
    })
  })

  it('brings back what belongs together in its order', () => {
    const wiring = {
      inserts: [],
      sends: [{ to: 'hall', tap: 'post', level: -3, pan: 0, mute: false }],
      to: null,
    }
    const moves = [
      { kind: 'value', address: '/strip/vox/mute', value: true },
      { kind: 'wiring', id: '/strip/vox', wiring },
      { kind: 'scene', name: 'a', scene: { name: 'a', values: { '/strip/vox/fader': -3 } } },
      { kind: 'scene', name: 'b', scene: undefined },
    ] as const
    const line = journalLine(8, 1000, { source: 'tui', label: 'everything', moves })
    expect(readJournalLine(line)).toEqual({ revision: 8, moves })
  })

  it('is refused when it is torn or of another shape', () => {
    const torn = ['', '{', '{"r":1,"t"', '[]', 'null', '{"r":-1}', '{"r":"1","address":"/a","value":1}']
    const odd = ['{"r":1,"t":2,"moves":[["/a",{}]]}', '{"r":1,"t":2,"moves":[{"id":1,"wiring":{}}]}']
    for (const line of [...torn, ...odd, `${'['.repeat(100_000)}`])
      expect(readJournalLine(line)).toBeUndefined()
  })
})

describe('the journal', () => {
  it('writes what waits when it is flushed, and only then', async () => {
    const journal = new Journal(join(folder, 'state'))
    journal.append('one')
    journal.append('two')
    await expect(text('state/journal.jsonl')).rejects.toThrow()
    await journal.flush()
    journal.append('three')
    await journal.flush()
    expect(await text('state/journal.jsonl')).toBe('one\ntwo\nthree\n')
    await journal.close()
  })

  it('begins a new line after one that a crash tore', async () => {
    await writeFile(join(folder, 'journal.jsonl'), 'one\ntw')
    const journal = new Journal(folder)
    journal.append('three')
    await journal.close()
    expect((await text()).split('\n').filter((line) => line !== '')).toEqual(['one', 'tw', 'three'])
  })

  it('starts a new file when one is full, and keeps four', async () => {
    const journal = new Journal(folder)
    const line = 'x'.repeat(2 ** 20 - 1)
    for (let i = 0; i < 19; i++) {
      journal.append(`${i} ${line}`.slice(0, 2 ** 20 - 1))
      await journal.flush()
    }
    await journal.close()
    expect((await readdir(folder)).sort()).toEqual([
      'journal.1.jsonl',
      'journal.2.jsonl',
      'journal.3.jsonl',
      'journal.jsonl',
    ])
    expect((await text()).slice(0, 3)).toBe('16 ')
    expect((await text('journal.3.jsonl')).slice(0, 2)).toBe('4 ')
  })

  it('keeps lines while the disk does not take them, up to a limit', async () => {
    const blocked = join(folder, 'blocked')
    await writeFile(blocked, 'a file where the folder should be')
    const journal = new Journal(blocked)
    journal.append('one')
    await expect(journal.flush()).rejects.toThrow()
    await rm(blocked)
    journal.append('two')
    await journal.flush()
    expect(await text('blocked/journal.jsonl')).toBe('one\ntwo\n')
    await journal.close()
    const full = new Journal(folder)
    expect(full.append('x'.repeat(5 * 2 ** 20))).toBe(true)
    expect(full.append('x'.repeat(5 * 2 ** 20))).toBe(false)
  })
})
