type Fold = (values: readonly number[]) => number;

const sum: Fold = (values) => values.reduce((total, value) => total + value, 0);
const mean: Fold = (values) => sum(values) / values.length;

/** The functions of conditions that make one number of some; the deviation is the population's. */
export const folds: Readonly<Record<string, Fold>> = {
  avg: mean,
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  sum,
  std: (values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))),
  median: (values) => percentileOf(values, 50),
};

/**
 * The p-th percentile, from 0 to 100, between the two nearest values in proportion.
 *
 * @example
 * percentileOf([1, 2, 3, 4], 50); // 2.5
 */
export function percentileOf(values: readonly number[], p: number): number {
  const ordered = values.toSorted((one, other) => one - other);
  const place = ((ordered.length - 1) * p) / 100;
  const [low = Number.NaN, high = low] = [ordered[Math.floor(place)], ordered[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}
