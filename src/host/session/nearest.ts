/**
 * The nearest valid name to a mistyped one.
 *
 * Distance: restricted Damerau-Levenshtein, also called optimal string alignment (F. Damerau, "A technique for computer
 * detection and correction of spelling errors", 1964; V. Levenshtein, "Binary codes capable of correcting deletions,
 * insertions, and reversals", 1966). A swap of two neighbours counts once, because it is the commonest slip.
 */

/** Longer names get no suggestion: the search costs the product of both lengths and the text may be hostile. */
const LONGEST = 64

/** [control] How many letters must be inserted, deleted, exchanged or swapped with their neighbour to turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length]!
}

/**
 * [control] The one of `names` that `word` most likely means, or undefined when none is near. Case, hyphens and
 * underscores do not count; an abbreviation of three letters or more ("thresh") counts as one slip.
 */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  const wanted = folded(word)
  if (wanted.length > LONGEST) return undefined
  let found: string | undefined
  let least = wanted.length <= 3 ? 1.5 : wanted.length <= 6 ? 2.5 : 3.5
  for (const name of names) {
    const distance = slips(wanted, folded(name))
    if (distance >= least) continue
    least = distance
    found = name
  }
  return found
}

const folded = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '')

function slips(a: string, b: string): number {
  if (b.length > LONGEST) return Number.POSITIVE_INFINITY
  const shorter = Math.min(a.length, b.length)
  if (shorter >= 3 && a.slice(0, shorter) === b.slice(0, shorter)) return a.length === b.length ? 0 : 1
  // No more than a change in every second letter: "eq" must not become "to".
  const distance = editDistance(a, b)
  return distance * 2 <= Math.max(a.length, b.length) ? distance : Number.POSITIVE_INFINITY
}
