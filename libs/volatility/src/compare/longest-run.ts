/** Where a value lies against its line; null where either is missing. */
export type Side = 'above' | 'below' | 'tie' | null;

/**
 * Where a value lies against a line.
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
 * The longest unbroken series of one side; a tie or a missing hour breaks it.
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
