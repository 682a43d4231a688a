import { mean, sampleVariance } from '../windows/moments.ts';

/** The minimum number of past values for a z-score. */
export const minPastValues = 20;

/**
 * How unusual a measure is relative to its own history at the same hour of the session: (ln m - mean(ln m)) / sd(ln m).
 * Null with fewer than 20 past values, without a positive current value, or if the history is constant.
 *
 * @param past the positive values before today.
 * @example
 * ownZScore(2, past);
 */
export function ownZScore(value: number | null, past: readonly (number | null)[]): number | null {
  const logs = past.filter((before): before is number => before !== null && before > 0).map(Math.log);
  if (value === null || value <= 0 || logs.length < minPastValues) return null;
  // The deviation of equal values is not always exactly 0.
  if (logs.every((log) => log === logs[0])) return null;
  return (Math.log(value) - mean(logs)) / Math.sqrt(sampleVariance(logs));
}
