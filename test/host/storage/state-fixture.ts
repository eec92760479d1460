import { StateKeeper } from '../../../src/host/storage/state-keeper.ts'
import { testDesk } from '../session/desk/desk-fixture.ts'

/** A process that moves a desk until it is killed. Says on stdout how far it has got after each tick. */
const folder = process.argv[2]!
const { desk } = testDesk()
const keeper = new StateKeeper(desk, folder, {
  revision: 0,
  restored: false,
  onFault: (sentence, error) => {
    console.error(sentence, error)
    process.exit(3)
  },
  // Every tick writes the whole state too: the moment of the kill falls into all of it.
  clock: (
    (ms) => () =>
      (ms += 1000)
  )(0),
})
for (let i = 1; ; i++) {
  desk.set('/strip/vox/fader', -(i % 60), 'test')
  desk.set('/strip/kick/trim', i % 40, 'test')
  desk.set('/transport/loopEnd', i, 'test')
  if (i % 10 === 0) desk.set('/scene/store', `s${i % 30}`, 'test')
  await keeper.tick()
  process.stdout.write(`${i}\n`)
}
