import { type ControlPort, isRefusal } from '../../host/index.ts'

/** [control] One line per second for logs and pipes: where the song is, how loud the master is, how the engine does. */
export function statusLine(port: ControlPort): string {
  const playing = value(port, '/status/playing') !== 0 ? 'playing' : 'stopped'
  const levels = ['left', 'right'].map((side) => text(port, `/meter/master/post/${side}`)).join(' ')
  return (
    `${playing} ${clock(value(port, '/status/position'))}  master ${levels}  ` +
    `load ${text(port, '/status/load')}  late ${text(port, '/status/lateBlocks')}`
  )
}

/** [control] Seconds as minutes and seconds: 1:02.5 */
export function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${minutes}:${(seconds - 60 * minutes).toFixed(1).padStart(4, '0')}`
}

function value(port: ControlPort, address: string): number {
  const reading = port.get(address)
  return isRefusal(reading) ? 0 : Number(reading.plain)
}

function text(port: ControlPort, address: string): string {
  const reading = port.get(address)
  return isRefusal(reading) ? '-' : reading.text
}
