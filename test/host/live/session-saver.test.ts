import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createBanks } from '../../../src/host/engine/bank.ts'
import { SessionSaver } from '../../../src/host/live/session-saver.ts'
import { openSession } from '../../../src/host/media/open-session.ts'
import { Desk } from '../../../src/host/session/desk/desk.ts'
import { BUILT_IN } from '../../../src/plugins/index.ts'
import { SMALL_SESSION, smallSession } from '../../support/small-session.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function opened(rate?: number) {
  const folder = smallSession()
  folders.push(folder)
  const path = join(folder, 'session.yaml')
  writeFileSync(path, SMALL_SESSION.replace('fader: -6', 'fader: -6 # a little softer'))
  const session = await openSession(path, { plugins: BUILT_IN, ...(rate === undefined ? {} : { rate }) })
  const desk = new Desk(session.document, BUILT_IN, createBanks())
  let heard: (sentence: string) => void = () => {}
  const ended = () => new Promise<string>((resolve) => (heard = resolve))
  const saver = new SessionSaver(
    session,
    () => desk.document(),
    (sentence) => heard(sentence),
  )
  return { path, desk, saver, ended }
}

describe('saving the running mix', () => {
  it('changes what moved and leaves every other character of the file alone', async () => {
    const { path, desk, saver, ended } = await opened(44100)
    const before = readFileSync(path, 'utf8')
    desk.set('/strip/tone/fader', -9.5, 'test')
    desk.set('/strip/high/comp/ratio', 2, 'test')
    const end = ended()
    expect(saver.save()).toEqual({ done: 'saving session.yaml' })
    expect(await end).toBe('session.yaml is saved')
    expect(readFileSync(path, 'utf8')).toBe(before.replace('fader: -6 ', 'fader: -9.5 '))
    const again = ended()
    desk.set('/strip/tone/fader', -3, 'test')
    saver.save()
    await again
    expect(readFileSync(path, 'utf8')).toBe(before.replace('fader: -6 ', 'fader: -3 '))
  })

  it('saves once more after a save that was under way, and again after one that failed', async () => {
    const { path, desk, saver, ended } = await opened()
    desk.set('/strip/tone/fader', -9, 'test')
    const both = ended()
    saver.save()
    desk.set('/strip/tone/fader', -8, 'test')
    saver.save()
    await both
    expect(readFileSync(path, 'utf8')).toContain('fader: -8 ')
    const failed = ended()
    desk.set('/strip/tone/fader', -7, 'test')
    saver.save()
    renameSync(dirname(path), `${dirname(path)}-away`)
    const sentence = await failed
    renameSync(`${dirname(path)}-away`, dirname(path))
    expect(sentence).not.toBe('session.yaml is saved')
    const again = ended()
    saver.save()
    expect(await again).toBe('session.yaml is saved')
    expect(readFileSync(path, 'utf8')).toContain('fader: -7 ')
  })

  it('leaves a file alone that somebody edited meanwhile', async () => {
    const { path, desk, saver } = await opened()
    writeFileSync(path, `${readFileSync(path, 'utf8')}# a remark\n`)
    desk.set('/strip/tone/fader', -9.5, 'test')
    expect(saver.save()).toEqual({
      refused: 'session.yaml was edited elsewhere since it was opened; it is left alone',
    })
    expect(readFileSync(path, 'utf8')).toContain('fader: -6')
  })
})
