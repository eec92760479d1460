import { type ChildProcess, spawn } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentOf } from '../../../src/host/session/desk/desk.ts'
import { StateKeeper } from '../../../src/host/storage/state-keeper.ts'
import { restoreState } from '../../../src/host/storage/state-restore.ts'
import { session, strip, testDesk } from '../session/desk/desk-fixture.ts'

let folder: string
const open: StateKeeper[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'state-'))
})
afterEach(async () => {
  for (const keeper of open.splice(0)) await keeper.close()
  await rm(folder, { recursive: true, force: true })
})

const failed = (sentence: string, error: unknown): never => {
  throw new Error(sentence, { cause: error })
}

/** A desk that is kept, with hands on the clock of its keeper. */
function kept(options: { revision?: number; restored?: boolean } = {}, made = testDesk()) {
  const time = { ms: 0 }
  const keeper = new StateKeeper(made.desk, folder, {
    revision: 0,
    restored: false,
    ...options,
    onFault: failed,
    clock: () => time.ms,
  })
  open.push(keeper)
  return { ...made, keeper, time }
}

async function restored(made = testDesk()) {
  const report = await restoreState(made.desk, folder)
  return { ...made, report }
}

describe('a state folder', () => {
  it('brings back what stood at the last tick, out of state and journal', async () => {
    const { desk, keeper, time } = kept()
    await keeper.tick()
    desk.set('/strip/vox/fader', 'off', 'midi')
    desk.set('/strip/vox/solo', true, 'midi')
    desk.set('/monitor/level', -33, 'midi')
    desk.set('/transport/playing', true, 'midi')
    desk.set('/transport/loopEnd', 12, 'midi')
    await keeper.tick()
    desk.set('/strip/vox/comp/knee', 'hard', 'osc')
    time.ms += 1000
    await keeper.tick()
    desk.set('/dca/drums/fader', -3, 'osc')
    await keeper.tick()
    const stood = documentOf(desk)
    desk.set('/dca/drums/fader', -80, 'too late')
    const again = await restored()
    expect(documentOf(again.desk)).toEqual(stood)
    expect(again.report).toMatchObject({ restored: true, refused: [], brokenLines: 0 })
    expect(again.desk.get('/transport/playing')).toMatchObject({ plain: false })
    expect(again.desk.get('/transport/loopEnd')).toMatchObject({ plain: 12 })
    expect(again.desk.get('/undo')).toMatchObject({ plain: false })
  })

  it('writes the whole state at most once a second, and nothing while nothing moves', async () => {
    const { desk, keeper, time } = kept()
    await keeper.tick()
    const state = () => readFile(join(folder, 'state.json'), 'utf8')
    const first = await state()
    desk.set('/strip/vox/fader', -1, 'a')
    time.ms += 999
    await keeper.tick()
    expect(await state()).toBe(first)
    time.ms += 1
    await keeper.tick()
    expect(await state()).not.toBe(first)
    time.ms += 5000
    await keeper.tick()
    expect((await readdir(folder)).sort()).toEqual([
      'journal.jsonl',
      'scenes.json',
      'state.1.json',
      'state.json',
    ])
  })

  it('brings back plugins, sends, outputs and scenes', async () => {
    const { desk, keeper } = kept()
    await keeper.tick()
    desk.insertPlugin('/strip/kick', 0, 'tone', 'eq', { gain: 3 })
    desk.set('/strip/kick/tone/gain', 4, 'a')
    desk.removeInsert('/strip/vox', 'eq')
    desk.addSend('/strip/kick', 'hall', 'tone')
    desk.set('/strip/kick/send/hall/level', -9, 'a')
    desk.setOutput('/strip/kick', 'master')
    // The other way round: for a moment this would be a loop.
    desk.removeSend('/bus/drums', 'hall')
    desk.setOutput('/bus/hall', 'drums')
    desk.set('/scene/store', 'a', 'a')
    desk.set('/scene/store', 'b', 'a')
    desk.set('/scene/delete', 'a', 'a')
    await keeper.tick()
    const again = await restored()
    expect(again.report.refused).toEqual([])
    expect(documentOf(again.desk)).toEqual(documentOf(desk))
    await keeper.close()
    expect(documentOf((await restored()).desk)).toEqual(documentOf(desk))
  })

  it('goes on over several runs', async () => {
    const first = kept()
    first.desk.set('/strip/vox/fader', -5, 'a')
    first.desk.set('/scene/store', 'a', 'a')
    await first.keeper.close()
    const second = await restored()
    const { keeper, desk } = kept({ revision: second.report.revision, restored: true }, second)
    await keeper.tick()
    desk.set('/strip/kick/fader', -7, 'a')
    await keeper.tick()
    const third = await restored()
    expect(third.report.revision).toBeGreaterThan(second.report.revision)
    expect(documentOf(third.desk)).toEqual(documentOf(desk))
  })

  it('forgets what came before a run that did not restore', async () => {
    const first = kept()
    await first.keeper.tick()
    first.desk.set('/strip/vox/fader', -5, 'a')
    await first.keeper.tick()
    const { report } = await restored()
    const { keeper, desk } = kept({ revision: report.revision })
    desk.set('/strip/kick/fader', -7, 'a')
    await keeper.tick()
    await rm(join(folder, 'state.json'))
    const again = await restored()
    expect(again.desk.get('/strip/vox/fader')).toMatchObject({ plain: 0 })
    expect(again.desk.get('/strip/kick/fader')).toMatchObject({ plain: -7 })
  })

  it('falls back to an older generation and the journal when the newest is broken', async () => {
    const { desk, keeper, time } = kept()
    for (let i = 1; i <= 6; i++) {
      desk.set('/strip/vox/fader', -i, 'a')
      time.ms += 1000
      await keeper.tick()
    }
    const state = await readFile(join(folder, 'state.json'), 'utf8')
    for (const broken of ['', state.slice(0, -9), state.replace('-6', '-4'), 'null', `${state} `]) {
      await writeFile(join(folder, 'state.json'), broken)
      const again = await restored()
      expect(again.desk.get('/strip/vox/fader')).toMatchObject({ plain: -6 })
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('state'))).toHaveLength(4)
  })

  it('ignores torn lines, and says how many', async () => {
    const { desk, keeper } = kept()
    await keeper.tick()
    desk.set('/strip/vox/fader', -5, 'a')
    await keeper.close()
    await appendFile(join(folder, 'journal.jsonl'), '{"r":99,"t":1,"source":"a","addr')
    const again = await restored()
    expect(again.desk.get('/strip/vox/fader')).toMatchObject({ plain: -5 })
    expect(again.report.brokenLines).toBe(1)
  })

  it('reports what no longer fits the session, and never throws', async () => {
    const { desk, keeper } = kept()
    desk.set('/strip/talk/fader', -5, 'a')
    desk.set('/strip/vox/fader', -6, 'a')
    desk.insertPlugin('/strip/talk', 0, 'eq', 'eq')
    await keeper.close()
    const lines = [
      '{"r":900,"t":1,"source":"a","address":"/__proto__/polluted","value":1}',
      '{"r":901,"t":1,"source":"a","address":"/strip/vox/trim","value":99999}',
      '{"r":902,"t":1,"source":"a","address":"/undo","value":"off"}',
      '{"r":903,"t":1,"source":"a","moves":[{"id":"__proto__","wiring":{"inserts":[],"sends":[],"to":null}}]}',
      '{"r":904,"t":1,"source":"a","moves":[{"id":"/bus/hall","wiring":{"inserts":[],"sends":[],"to":"drums"}}]}',
    ]
    await appendFile(join(folder, 'journal.jsonl'), `${lines.join('\n')}\n`)
    const strips = session().strips.filter(({ name }) => name !== 'talk')
    const { desk: smaller, report } = await restored(testDesk(session({ strips: [...strips, strip('new')] })))
    expect(smaller.get('/strip/vox/fader')).toMatchObject({ plain: -6 })
    const all = report.refused.join('\n')
    for (const part of [
      '/strip/talk',
      'there is no /__proto__/polluted',
      'outside -40 to 40 dB',
      '__proto__ is not a strip',
      'circle',
    ])
      expect(all).toContain(part)
    expect(report.revision).toBe(904)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('does not write through a link that somebody put there', async () => {
    const outside = join(folder, 'outside')
    await writeFile(outside, 'precious')
    const inside = join(folder, '.gainstage')
    await mkdir(inside)
    for (const name of ['state.json.tmp', 'scenes.json.tmp', 'journal.jsonl'])
      await symlink(outside, join(inside, name))
    const { desk } = testDesk()
    const faults: string[] = []
    const options = { revision: 0, restored: false, onFault: (sentence: string) => faults.push(sentence) }
    const keeper = new StateKeeper(desk, inside, options)
    desk.set('/strip/vox/fader', -6, 'a')
    await keeper.close()
    expect(await readFile(outside, 'utf8')).toBe('precious')
    expect(faults).toHaveLength(1)
    const again = testDesk()
    await restoreState(again.desk, inside)
    expect(again.desk.get('/strip/vox/fader')).toMatchObject({ plain: -6 })
  })

  it('is empty when there is none', async () => {
    const report = await restoreState(testDesk().desk, join(folder, 'none'))
    expect(report).toEqual({
      restored: false,
      revision: 0,
      savedAtMs: undefined,
      brokenLines: 0,
      refused: [],
    })
  })

  it('reports a disk that fails once, and writes everything when it is back', async () => {
    const faults: string[] = []
    const { desk } = testDesk()
    const time = { ms: 0 }
    const blocked = join(folder, 'state')
    await writeFile(blocked, 'a file where the folder should be')
    const keeper = new StateKeeper(desk, blocked, {
      revision: 0,
      restored: false,
      onFault: (sentence) => faults.push(sentence),
      clock: () => time.ms,
    })
    for (let i = 0; i < 4; i++) {
      desk.set('/strip/vox/fader', -i, 'a')
      time.ms += 1000
      await keeper.tick()
    }
    expect(faults).toHaveLength(1)
    await rm(blocked)
    await keeper.tick()
    const again = testDesk()
    await restoreState(again.desk, blocked)
    expect(again.desk.get('/strip/vox/fader')).toMatchObject({ plain: -3 })
    await keeper.close()
  })

  it('brings back any sequence of moves, wherever the ticks fell', async () => {
    const addresses = testDesk()
      .desk.list('/')
      .filter(({ address, writable }) => writable && !/^\/(undo|redo|scene)/.test(address))
      .map(({ address }) => address)
    const move = fc.tuple(fc.constantFrom(...addresses), fc.double({ min: 0, max: 1, noNaN: true }))
    const step = fc.oneof(
      { weight: 6, arbitrary: move },
      { weight: 2, arbitrary: fc.constantFrom('undo', 'store', 'recall', 'insert', 'remove') },
      { weight: 1, arbitrary: fc.integer({ min: 100, max: 1500 }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        await rm(folder, { recursive: true, force: true })
        const { desk, keeper, time } = kept()
        for (const step of steps) {
          if (typeof step === 'number') {
            time.ms += step
            await keeper.tick()
          } else if (Array.isArray(step)) desk.setNorm(step[0], step[1], 'a')
          else if (step === 'undo') desk.set('/undo', true, 'a')
          else if (step === 'insert') desk.insertPlugin('/strip/kick', 0, 'eq', 'eq')
          else if (step === 'remove') desk.removeInsert('/strip/kick', 'eq')
          else desk.set(`/scene/${step}`, 'x', 'a')
        }
        await keeper.tick()
        const again = await restored()
        await keeper.close()
        expect(again.report.refused).toEqual([])
        expect(documentOf(again.desk)).toEqual(documentOf(desk))
      }),
      { numRuns: 25 },
    )
  })
})

describe('a host that is killed', () => {
  it('loses nothing that a tick had finished, and leaves no torn state', async () => {
    const program = fileURLToPath(new URL('./state-fixture.ts', import.meta.url))
    for (const after of [1, 7, 30, 31, 32, 55]) {
      await rm(folder, { recursive: true, force: true })
      const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
      const acknowledged = await killedAfter(child, after)
      const { desk, report } = await restored()
      const end = desk.get('/transport/loopEnd')
      expect('plain' in end && Number(end.plain)).toBeGreaterThanOrEqual(acknowledged)
      expect('plain' in end && desk.get('/strip/vox/fader')).toMatchObject({
        plain: 0 - (Number('plain' in end && end.plain) % 60),
      })
      expect(report.refused).toEqual([])
      expect(report.brokenLines).toBeLessThanOrEqual(1)
    }
  })
})

/** Kills `child` without warning when it has said `after`, and gives the last number it said. */
function killedAfter(child: ChildProcess, after: number): Promise<number> {
  let said = 0
  return new Promise((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said = Number(text.trimEnd().split('\n').at(-1))
      if (said >= after) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => resolve(said))
  })
}
