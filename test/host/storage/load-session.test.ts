import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SessionError } from '../../../src/host/session/format/report.ts'
import { loadSession, resolveMedia } from '../../../src/host/storage/load-session.ts'
import { FAKE_PLUGINS } from '../session/format/format-plugins.ts'

let root = ''
let folder = ''
const inside = { allowOutside: false }

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'session-')))
  folder = join(root, 'song')
  mkdirSync(join(folder, 'stems'), { recursive: true })
  writeFileSync(join(folder, 'stems', 'kick.wav'), '')
  writeFileSync(join(folder, 'stems', '..odd.wav'), '')
  writeFileSync(join(root, 'secret.wav'), '')
  symlinkSync(join(root, 'secret.wav'), join(folder, 'link.wav'))
  symlinkSync(root, join(folder, 'up'))
  symlinkSync(join(folder, 'stems', 'kick.wav'), join(folder, 'kick-link.wav'))
  symlinkSync(folder, join(root, 'song-link'))
})
afterAll(() => rmSync(root, { recursive: true }))

function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof SessionError) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

describe('files of a session', () => {
  it('are found from the folder of the session, wherever the program stands', () => {
    const kick = join(folder, 'stems', 'kick.wav')
    expect(resolveMedia(folder, 'stems/kick.wav', inside)).toBe(kick)
    expect(resolveMedia(folder, './stems/../stems/kick.wav', inside)).toBe(kick)
    expect(resolveMedia(folder, 'kick-link.wav', inside)).toBe(kick)
    expect(resolveMedia(join(root, 'song-link'), 'stems/kick.wav', inside)).toBe(kick)
    expect(resolveMedia(folder, 'stems/..odd.wav', inside)).toBe(join(folder, 'stems', '..odd.wav'))
  })

  it.each([
    ['../secret.wav', 'leads out of the folder'],
    ['stems/../../secret.wav', 'leads out of the folder'],
    ['../song-link/../secret.wav', 'leads out of the folder'],
    ['.', 'leads out of the folder'],
    ['/etc/passwd', 'absolute'],
    ['C:\\Windows\\win.ini', 'absolute'],
    ['\\\\server\\share\\x.wav', 'network'],
    ['//server/share/x.wav', 'network'],
    ['file:///etc/passwd', 'not a URL'],
    ['FILE:secret.wav', 'not a URL'],
    ['http://localhost/x.wav', 'not a URL'],
    ['stems/kick.wav\0.txt', 'control characters'],
    ['link.wav', 'link to a place outside'],
    ['up/secret.wav', 'link to a place outside'],
    ['up/song/stems/kick.wav/x', 'not a folder'],
    ['..%2fsecret.wav', 'no such file'],
    ['%2e%2e/secret.wav', 'no such file'],
    ['..\\secret.wav', 'separated by "/"'],
    ['stems', 'not a file'],
    [' ', 'empty path'],
  ])('are refused as %j in one sentence', (file, why) => {
    const sentence = refusal(() => resolveMedia(folder, file, inside))
    expect(sentence).toContain(why)
    expect(sentence).toMatch(/^The file ".*\.$/)
    expect(sentence).not.toContain('\n')
  })

  it('may lead anywhere when the user allows it, but stay files', () => {
    const anywhere = { allowOutside: true }
    const secret = join(root, 'secret.wav')
    expect(resolveMedia(folder, '../secret.wav', anywhere)).toBe(secret)
    expect(resolveMedia(folder, secret, anywhere)).toBe(secret)
    expect(resolveMedia(folder, 'link.wav', anywhere)).toBe(secret)
    expect(refusal(() => resolveMedia(folder, '/dev/null', anywhere))).toContain('not a file')
    expect(refusal(() => resolveMedia(folder, 'file:///etc/passwd', anywhere))).toContain('not a URL')
  })

  it('name the nearest file when one is missing', () => {
    expect(refusal(() => resolveMedia(folder, 'stems/kik.wav', inside))).toContain(
      'there is no such file; the nearest is stems/kick.wav',
    )
  })
})

describe('loading a session', () => {
  const write = (text: string | Buffer): string => {
    const path = join(folder, 'song.yaml')
    writeFileSync(path, text)
    return path
  }
  const load = (path: string) => loadSession(path, FAKE_PLUGINS, inside)

  it('finds the files of its strips', () => {
    const path = write('gainstage: 1\nstrips:\n  kick: { input: { file: stems/kick.wav } }\n  talk: {}\n')
    expect([...load(path).media]).toEqual([['kick', join(folder, 'stems', 'kick.wav')]])
  })

  it('says line and column of every file that is missing or out of reach', () => {
    const path = write(
      'gainstage: 1\nstrips:\n  a:\n    input: { file: ../secret.wav }\n  b: { input: { file: b.wav } }\n',
    )
    expect(refusal(() => load(path)).split('\n')).toEqual([
      expect.stringMatching(
        /^song\.yaml:4:20: strips\.a\.input\.file is "\.\.\/secret\.wav", but it leads out/,
      ),
      'song.yaml:5:23: strips.b.input.file is "b.wav", but there is no such file.',
    ])
  })

  it('refuses in one sentence what is no session file', () => {
    expect(refusal(() => load(join(folder, 'none.yaml')))).toBe(
      'none.yaml:1:1: this file cannot be read: there is no such file.',
    )
    expect(refusal(() => load(folder))).toContain('this is a folder')
    expect(refusal(() => load('/dev/zero'))).toContain('this is not a file')
    expect(refusal(() => load(write(Buffer.from([0x67, 0xff, 0xfe]))))).toContain('not a text in UTF-8')
    expect(refusal(() => load(write('#'.repeat(4 * 1024 * 1024 + 1))))).toContain('at most 4194304')
  })
})
