/** The longest delay, seconds; a longer note is cut to it. */
export const LONGEST_SECONDS = 5

/**
 * [audio] Distance of the repeats in frames, a whole number: the nearest to `seconds`. A tempo whose notes are not whole
 * frames is off by at most half a frame per repeat (10 us at 48 kHz); that adds up over the repeats of one sound but never
 * over the song, because every new sound starts on its own time.
 */
export function periodFrames(seconds: number, sampleRate: number): number {
  const within = seconds < LONGEST_SECONDS ? seconds : LONGEST_SECONDS
  const frames = Math.round(within * sampleRate)
  return frames > SHORTEST_FRAMES ? frames : SHORTEST_FRAMES
}

/** The interpolation of a moving tap reads two frames to both sides. */
const SHORTEST_FRAMES = 4
