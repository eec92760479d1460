import { describe, expect, it } from 'vitest'
import { testDesk } from './desk-fixture.ts'

describe('watching a desk', () => {
  it('matches whole words of the address', () => {
    const { desk } = testDesk()
    const heard: string[] = []
    desk.watch('/strip/vox', ({ address }, source) => heard.push(`${source} ${address}`))
    desk.watch('/strip/vo', () => heard.push('never'))
    desk.watch('/strip/vox/comp/threshold', () => heard.push('threshold'))
    desk.set('/strip/vox/comp/threshold', -30, 'midi')
    desk.set('/strip/kick/fader', -3, 'osc')
    expect(heard).toEqual(['midi /strip/vox/comp/threshold', 'threshold'])
  })

  it('hears a change of anybody once, and nothing when nothing changed', () => {
    const { desk } = testDesk()
    const heard: unknown[] = []
    const stop = desk.watch('/', (reading) => heard.push(reading.plain))
    desk.set('/strip/vox/fader', -3, 'a')
    desk.set('/strip/vox/fader', -3, 'b')
    desk.set('/strip/vox/fader', 99, 'b')
    desk.set('/undo', true, 'c')
    expect(heard).toEqual([-3, 0, false])
    stop()
    desk.set('/strip/vox/fader', -3, 'a')
    expect(heard).toHaveLength(3)
  })

  it('goes on when a listener throws, and reports it once', () => {
    const faults: string[] = []
    const { desk } = testDesk(undefined, { onFault: (sentence) => faults.push(sentence) })
    const heard: unknown[] = []
    desk.watch('/strip', () => {
      throw new Error('broken surface')
    })
    desk.watch('/strip', ({ plain }) => heard.push(plain))
    desk.set('/strip/vox/fader', -3, 'a')
    desk.set('/strip/vox/fader', -4, 'a')
    expect(heard).toEqual([-3, -4])
    expect(faults).toEqual(['a listener on /strip failed'])
  })

  it('queues what a listener changes, so that all hear the same order', () => {
    const { desk } = testDesk()
    const first: string[] = []
    const second: string[] = []
    desk.watch('/strip', ({ address, plain }) => {
      first.push(`${address} ${plain}`)
      if (address === '/strip/vox/fader') desk.set('/strip/kick/fader', plain, 'link')
    })
    desk.watch('/strip', ({ address, plain }) => second.push(`${address} ${plain}`))
    desk.set('/strip/vox/fader', -3, 'a')
    expect(first).toEqual(['/strip/vox/fader -3', '/strip/kick/fader -3'])
    expect(second).toEqual(first)
  })

  it('ends an argument between two listeners', () => {
    const { desk } = testDesk()
    let refused = ''
    const answer = (step: number) => () => {
      const at = desk.get('/strip/vox/pan')
      const next = desk.set('/strip/vox/pan', 'plain' in at && Number(at.plain) > 0 ? -1 : step, 'a')
      if ('refused' in next) refused = next.refused
    }
    desk.watch('/strip/vox/pan', answer(1))
    desk.set('/strip/vox/pan', 5, 'a')
    expect(refused).toContain('without end')
    expect(desk.set('/strip/vox/pan', 7, 'a')).toMatchObject({ plain: 7 })
  })

  it('hears a whole recall after it has been applied', () => {
    const { desk } = testDesk()
    desk.set('/scene/store', 'a', 'test')
    desk.set('/strip/vox/fader', -20, 'test')
    desk.set('/strip/kick/fader', -20, 'test')
    const kickSeen: unknown[] = []
    desk.watch('/strip/vox/fader', () => {
      const kick = desk.get('/strip/kick/fader')
      kickSeen.push('plain' in kick && kick.plain)
    })
    desk.set('/scene/recall', 'a', 'test')
    expect(kickSeen).toEqual([0])
  })
})
