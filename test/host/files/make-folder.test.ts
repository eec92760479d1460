import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AudioFileError, makeFolder } from '../../../src/host/files/index.ts'
import { put, scratchFolder } from './scratch.ts'

const folder = scratchFolder()

describe('making a folder', () => {
  it('makes those above it too, and is content with one that is there', () => {
    makeFolder(join(folder, 'a', 'b', 'c'))
    makeFolder(join(folder, 'a', 'b', 'c'))
    expect(statSync(join(folder, 'a', 'b', 'c')).isDirectory()).toBe(true)
  })

  it('refuses a place below a file in one sentence', () => {
    const file = put(folder, 'file', Buffer.alloc(0))
    expect(() => makeFolder(join(file, 'below'))).toThrow(AudioFileError)
  })

  it.skipIf(!existsSync('/proc/self'))('comes back from a place where nothing can be made', () => {
    expect(() => makeFolder('/proc/nothing/here')).toThrow(AudioFileError)
  })
})
