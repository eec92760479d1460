/** The clear version of the trigger: one decision per frame. True where the gate is open. */
export function openFrames(
  key: Float64Array,
  openAt: number,
  closeBelow: number,
  holdFrames: number,
): boolean[] {
  let open = false
  let remaining = 0
  return Array.from(key, (value) => {
    const level = Math.abs(value)
    if (level >= (open ? closeBelow : openAt)) {
      open = true
      remaining = holdFrames
    } else if (remaining > 0) remaining--
    else open = false
    return open
  })
}
