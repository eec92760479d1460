import type { BankMemory } from '../engine/bank.ts'
import type { Barred } from '../engine/graph.ts'
import type { EnginePlan } from '../engine/plan.ts'
import type { WarmWish } from '../engine/warm-wishes.ts'
import type { PluginSource } from '../plugins/plugin-source.ts'

/** What an engine thread is made from. Plain data and shared memory only: it crosses a thread border. */
export interface EngineSetup {
  /** Hz */
  readonly sampleRate: number
  /** Frames the driver asks for at a time. */
  readonly blockFrames: number
  /** Device channels. */
  readonly inputs: number
  readonly outputs: number
  readonly banks: BankMemory
  /** What to warm up; nothing: the thread starts cold. */
  readonly warmUp: readonly WarmWish[]
  /** Plugins that do not come with the desk. */
  readonly plugins: readonly PluginSource[]
  /** Those of them that must not be loaded, with the reason. */
  readonly barredPlugins: ReadonlyMap<string, string>
}

/** Control side to engine thread: structure and transport. Values go through the banks. */
export type ToEngine =
  | {
      readonly kind: 'plan'
      readonly plan: EnginePlan
      readonly rings: readonly SharedArrayBuffer[]
      readonly barred?: Barred
    }
  | { readonly kind: 'play' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'locate'; readonly frame: number }
  | { readonly kind: 'loop'; readonly start: number; readonly end: number }
  /** Ramp to silence, then answer `closed`. */
  | { readonly kind: 'close' }

/** Engine thread to control side. */
export type FromEngine =
  | { readonly kind: 'ready'; readonly warmUpMs: number }
  /** An insert was bypassed by the guard. */
  | { readonly kind: 'fault'; readonly address: string; readonly sentence: string }
  /** A plan could not run; the old one goes on. */
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'closed' }
