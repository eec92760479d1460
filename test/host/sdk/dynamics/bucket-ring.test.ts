import { expect, it } from 'vitest'
import { BUCKET_RING_STATE, BucketRing } from '../../../../src/host/sdk/dynamics/bucket-ring.ts'

it('a window holds a level for as long as it says, within 7.2 % or 8 frames', () => {
  const ring = new BucketRing(new Float64Array(BUCKET_RING_STATE))
  for (let frames = 1; frames <= 20000; frames++) {
    ring.setWindow(frames, 0)
    // Half a bucket more or less than on average, by where in its bucket the level came.
    const off = Math.abs(ring.heldFrames - frames) + ring.length / 2
    expect(off, `${frames} frames`).toBeLessThanOrEqual(Math.max(8, 0.072 * frames))
  }
})
