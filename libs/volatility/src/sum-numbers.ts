/**
 * The sum of a list of numbers, 0 for an empty list: a placeholder for the first thing that volatility does.
 *
 * @example
 * sumNumbers([1, 2]); // 3
 */
export function sumNumbers(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
