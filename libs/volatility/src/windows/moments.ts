/**
 * The arithmetic mean; NaN for no values.
 *
 * @example
 * mean([1, 2]); // 1.5
 */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The sample variance: mean removed, divided by n - 1. NaN below two values.
 *
 * @example
 * sampleVariance([1, 2, 3]); // 1
 */
export function sampleVariance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
