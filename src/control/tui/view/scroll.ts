/** [control] First row of a list of `count` rows, `shown` of which fit, so that `selected` stands near the middle. */
export function scrollStart(selected: number, count: number, shown: number): number {
  const centered = selected - Math.floor(shown / 2)
  return Math.max(0, Math.min(centered, count - shown))
}
