/** The longest delay, seconds; a longer note is cut to it. */
export const LONGEST_SECONDS = 5

/**
 * [audio] Distance of the repeats in frames. A time of its own (`whole`) is the nearest whole number, so that a bare line is
 * exact to the bit; a note is as long as it is.
 */
export function periodFrames(seconds: number, sampleRate: number, whole: boolean): number {
  const within = seconds < LONGEST_SECONDS ? seconds : LONGEST_SECONDS
  const frames = within * sampleRate
  const near = whole ? Math.round(frames) : frames
  return near > SHORTEST_FRAMES ? near : SHORTEST_FRAMES
}

/** The interpolation of a moving tap reads two frames to both sides. */
const SHORTEST_FRAMES = 4
