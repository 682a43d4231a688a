/** The side of a value relative to its line; null if either is missing. */
export type Side = 'above' | 'below' | 'tie' | null;

/**
 * The side of a value relative to a line.
 *
 * @example
 * sideOf(2, 1); // 'above'
 */
export function sideOf(value: number | null, line: number | null): Side {
  if (value === null || line === null) return null;
  if (value === line) return 'tie';
  return value > line ? 'above' : 'below';
}

/**
 * The longest streak on one side; a tie or a missing hour ends it.
 *
 * @example
 * longestRun(['above', 'above', null, 'above'], 'above'); // 2
 */
export function longestRun(sides: readonly Side[], side: 'above' | 'below'): number {
  let run = 0;
  return sides.reduce((longest, here) => {
    run = here === side ? run + 1 : 0;
    return Math.max(longest, run);
  }, 0);
}

/**
 * The length of the current streak: hours above, negative below; 0 if the last hour is a tie or missing.
 *
 * @example
 * currentRun(['above', null, 'below', 'below']); // -2
 */
export function currentRun(sides: readonly Side[]): number {
  const last = sides.at(-1) ?? null;
  if (last !== 'above' && last !== 'below') return 0;
  const length = sides.length - 1 - sides.findLastIndex((side) => side !== last);
  return last === 'above' ? length : -length;
}
