import { runDashboard } from '../../../src/control/tui/index.ts'
import { stageDesk } from './stage-desk.ts'

/**
 * A dashboard on a desk without sound, to be looked at in a terminal: `node test/control/tui/stage.ts`. Meters move by
 * themselves unless STILL is set. SIGUSR2 makes the process fail in the way that is named: `throw`, `reject` or `exit`.
 */
const { desk, port, curves, level, insertMeter, status } = stageDesk()

const began = performance.now()
desk.connectTransport({
  play: () => status('playing', 1),
  stop: () => status('playing', 0),
  locate: (frame) => status('position', frame),
  setLoop: () => {},
})
status('load', 0.12)

const move = setInterval(() => {
  const seconds = (performance.now() - began) / 1000
  status('frames', Math.round(seconds * 48000))
  if (process.env['STILL']) return
  desk.plan.channels.forEach(({ id, inserts }, i) => {
    level(id, -16 + 14 * Math.sin(seconds * (2 + i / 3)), -18 + 14 * Math.sin(seconds * (2.2 + i / 3)))
    for (const { slot } of inserts) insertMeter(id, slot, -4 + 4 * Math.sin(seconds * 3 + i))
  })
}, 20)

process.on('SIGUSR2', () => {
  if (process.argv[2] === 'exit') process.exit(7)
  if (process.argv[2] === 'reject') void Promise.reject(new Error('the test rejected'))
  else throw new Error('the test threw')
})

const dashboard = runDashboard({
  port,
  curves,
  scopes: { open: (point) => desk.openScope(point) },
  host: () => 'stage: no device, 48000 Hz, 128 frames',
  title: desk.document().name,
})
dashboard.say(`stage ${process.pid}`)
await dashboard.closed
clearInterval(move)
process.stdout.write('the stage is empty\n')
