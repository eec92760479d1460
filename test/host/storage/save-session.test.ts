import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SessionError } from '../../../src/host/session/format/report.ts'
import { saveText } from '../../../src/host/storage/save-session.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'save-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('saving', () => {
  it('replaces the text and leaves nothing else behind', async () => {
    const path = join(folder, 'song.yaml')
    await saveText(path, 'gainstage: 1\n')
    await saveText(path, 'gainstage: 1\nname: Größe\n')
    expect(readFileSync(path, 'utf8')).toBe('gainstage: 1\nname: Größe\n')
    expect(readdirSync(folder)).toEqual(['song.yaml'])
  })

  it('keeps the order of saves that overlap, and never shows half a text', async () => {
    const path = join(folder, 'song.yaml')
    const texts = Array.from({ length: 20 }, (_, i) => `${i}\n`.repeat(20000))
    const saves = texts.map((text) => saveText(path, text))
    await saves[4]
    expect(texts).toContain(readFileSync(path, 'utf8'))
    await Promise.all(saves)
    expect(readFileSync(path, 'utf8')).toBe(texts[19])
    expect(readdirSync(folder)).toEqual(['song.yaml'])
  })

  it('keeps permissions, and a link stays a link', async () => {
    const path = join(folder, 'song.yaml')
    const link = join(folder, 'link.yaml')
    await saveText(path, 'a')
    chmodSync(path, 0o660)
    symlinkSync(path, link)
    await saveText(link, 'b')
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('b')
    expect(statSync(path).mode & 0o777).toBe(0o660)
  })

  it('says in one sentence why it could not, and goes on with the next save', async () => {
    const path = join(folder, 'missing', 'song.yaml')
    const error = await saveText(path, 'a').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(SessionError)
    expect((error as Error).message).toMatch(/could not be saved: its folder does not exist\.$/)
    mkdirSync(join(folder, 'song.yaml'))
    await expect(saveText(join(folder, 'song.yaml'), 'a')).rejects.toThrow('a folder stands in its place')
    expect(readdirSync(folder)).toEqual(['song.yaml'])
    mkdirSync(join(folder, 'missing'))
    await saveText(path, 'b')
    expect(readFileSync(path, 'utf8')).toBe('b')
  })
})
