/** The distance is found in time that grows with both lengths. */
const longestName = 100;

/**
 * The name that was probably meant: equal except for case, or at most two letters different; null when none is close.
 *
 * @example
 * closestName('RowCuont', ['RowCount', 'Sum']); // 'RowCount'
 */
export function closestName(name: string, names: readonly string[]): string | null {
  const folded = name.toLowerCase();
  const same = names.find((known) => known.toLowerCase() === folded);
  if (same !== undefined) return same;
  if (name.length > longestName) return null;
  const ranked = names
    .map((known) => ({ known, distance: editDistance(folded, known.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.min(2, Math.floor(folded.length / 3)) ? best.known : null;
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, against] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
