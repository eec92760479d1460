import { QUANTUM } from '../sdk/index.ts'
import type { AudioMemory } from './audio-memory.ts'
import type { ParameterBank } from './bank.ts'
import type { PanLaw } from './plan.ts'
import type { Scopes } from './scope.ts'

/** What everything inside one engine shares. */
export interface Workspace {
  readonly sampleRate: number
  readonly quantum: number
  readonly memory: AudioMemory
  readonly bank: ParameterBank
  /** The meter bank. */
  readonly meters: Float64Array
  readonly scopes: Scopes
  /** Two pairs of scratch buffers that a channel's signal walks through, insert by insert. */
  readonly ping: readonly Float64Array[]
  readonly pong: readonly Float64Array[]
  /** The first of each pair, for mono channels. */
  readonly monoPing: readonly Float64Array[]
  readonly monoPong: readonly Float64Array[]
  /** Scratch for the signal after the fader, and for routes that are delayed. */
  readonly post: readonly Float64Array[]
  readonly spare: readonly Float64Array[]
  panLaw: PanLaw
  bpm: number
}

/** [idle] Everything one engine shares, on memory of its own. */
export function createWorkspace(
  sampleRate: number,
  memory: AudioMemory,
  bank: ParameterBank,
  meters: Float64Array,
  scopes: Scopes,
): Workspace {
  const pair = (): Float64Array[] => [memory.allocate(QUANTUM), memory.allocate(QUANTUM)]
  const ping = pair()
  const pong = pair()
  return {
    sampleRate,
    quantum: QUANTUM,
    memory,
    bank,
    meters,
    scopes,
    ping,
    pong,
    monoPing: ping.slice(0, 1),
    monoPong: pong.slice(0, 1),
    post: pair(),
    spare: pair(),
    panLaw: -3,
    bpm: 120,
  }
}
