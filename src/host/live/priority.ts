import { constants, getPriority, setPriority } from 'node:os'

/**
 * Threads inherit the priority of the thread that makes them (on Linux, where it belongs to the thread). So the
 * calling thread raises itself while the audio threads are made, and goes back afterwards: sound first, everything else
 * after it.
 */

/** As high as desktop audio servers go; real-time class would need more rights and can freeze a machine. */
const AUDIO = -11

export interface RaisedPriority {
  /** One sentence: what the audio threads got. */
  readonly sentence: string
  /** Back to where it was, for this thread only. */
  restore(): void
}

/** [control] Call before the threads of a driver are made. Never throws. */
export function raisePriority(): RaisedPriority {
  const before = getPriority()
  try {
    setPriority(0, Math.min(before, AUDIO))
  } catch {
    const why =
      'the system does not allow it; on Linux, "nice -11" for the audio group in /etc/security/limits.conf does'
    return { sentence: `audio threads run at normal priority (${why})`, restore() {} }
  }
  return {
    sentence: `audio threads run at raised priority (nice ${getPriority()})`,
    restore() {
      setPriority(0, Math.max(before, constants.priority.PRIORITY_NORMAL))
    },
  }
}
