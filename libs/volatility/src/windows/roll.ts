/**
 * Applies a function to each full window of n values, at the window's last value; null while the window is not full or
 * has a null. Each window is computed from scratch: running sums would drift below zero.
 *
 * @throws {RangeError} when n is not a positive integer.
 * @example
 * roll([1, 2, null, 4, 5], 2, mean); // [null, 1.5, null, null, 4.5]
 */
export function roll<Value>(
  values: readonly (Value | null)[],
  n: number,
  compute: (window: readonly Value[]) => number | null,
): (number | null)[] {
  if (!Number.isSafeInteger(n) || n < 1)
    throw new RangeError(`A window must be a positive whole number of bars, not ${n}.`);
  return values.map((_, last) => {
    if (last < n - 1) return null;
    const window = values.slice(last - n + 1, last + 1).filter((value): value is Value => value !== null);
    return window.length === n ? compute(window) : null;
  });
}
