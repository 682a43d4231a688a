/** More than this share of letters wrong, and the word was probably meant otherwise. */
const maxWrongShare = 0.4;

/**
 * The candidate that a misspelt word most likely means: one that begins with it, else the one with the fewest letters to insert, remove,
 * replace or swap; letter case does not count. Null when none is near.
 *
 * @example
 * nearestName('stat', ['start', 'status']); // 'status'
 * nearestName('magnificient7', ['magnificent7', 'crypto']); // 'magnificent7'
 */
export function nearestName(word: string, candidates: readonly string[]): string | null {
  const asked = word.toLowerCase();
  const ranked = candidates
    .map((name) => ({
      name,
      isPrefix: asked.length > 1 && name.toLowerCase().startsWith(asked),
      distance: editDistance(asked, name.toLowerCase()),
    }))
    .filter(
      ({ name, isPrefix, distance }) =>
        isPrefix || distance <= Math.floor(maxWrongShare * Math.max(asked.length, name.length)),
    )
    .sort((a, b) => Number(b.isPrefix) - Number(a.isPrefix) || a.distance - b.distance);
  return ranked[0]?.name ?? null;
}

/** Optimal string alignment: a swap of neighbours counts as one. */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, isSwap ? at(i - 2, j - 2) + 1 : Infinity);
      rows[i]?.splice(j, 1, best);
    }
  }
  return at(a.length, b.length);
}
