import { QUANTUM } from '../../../host/sdk/index.ts'

/** Gains of the early pattern and of the tail, each in a straight line from grid line to grid line. */
export class Balance {
  early = 1
  earlySlope = 0
  late = 1
  lateSlope = 0

  /** [audio] Balance 0..1 at this grid line and at the next: 0 tail only, 0.5 both in full, 1 reflections only. */
  aim(from: number, to: number): void {
    this.early = Math.min(1, 2 * from)
    this.earlySlope = (Math.min(1, 2 * to) - this.early) / QUANTUM
    this.late = Math.min(1, 2 - 2 * from)
    this.lateSlope = (Math.min(1, 2 - 2 * to) - this.late) / QUANTUM
  }
}
