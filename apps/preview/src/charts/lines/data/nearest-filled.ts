/**
 * The position of the row nearest to a point of the axis that has a value in any column: the cursor skips nights and breaks.
 *
 * @param at the position nearest to the point, filled or not.
 * @returns `at` if no row has a value.
 * @example
 * nearestFilled([0, 1, 2], [[5, null, null]], 2, 2); // 0
 */
export function nearestFilled(
  xs: ArrayLike<number>,
  columns: readonly (readonly (number | null | undefined)[])[],
  at: number,
  x: number,
): number {
  const isFilled = (row: number): boolean => columns.some((column) => typeof column[row] === 'number');
  let [before, after] = [at, at + 1];
  while (before >= 0 && !isFilled(before)) before -= 1;
  while (after < xs.length && !isFilled(after)) after += 1;
  if (before < 0) return after < xs.length ? after : at;
  if (after >= xs.length) return before;
  return x - (xs[before] ?? x) <= (xs[after] ?? x) - x ? before : after;
}
