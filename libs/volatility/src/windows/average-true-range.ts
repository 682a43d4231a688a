import type { Bar } from '../bar.ts';
import { mean } from './moments.ts';
import { roll } from './roll.ts';
import { trueRanges } from './true-range.ts';

/**
 * Wilder's average true range in dollars: first the mean of n true ranges, then (ATR' (n - 1) + TR) / n. Its values
 * depend on where the series starts; it restarts after a missing bar.
 *
 * @throws {RangeError} when n is not a positive integer.
 * @example
 * averageTrueRange(bars, 14); // fourteen nulls, then values
 */
export function averageTrueRange(bars: readonly (Bar | null)[], n: number): (number | null)[] {
  const ranges = trueRanges(bars);
  const first = roll(ranges, n, mean);
  let average: number | null = null;
  return ranges.map((range, index) => {
    if (range === null) average = null;
    else if (average === null) average = first[index] ?? null;
    else average = (average * (n - 1) + range) / n;
    return average;
  });
}

/**
 * The simple mean of the last n true ranges, in dollars, as SQL window functions can compute it (Wilder's recursion has
 * no portable form). Independent of where the series starts.
 *
 * @example
 * meanTrueRange(bars, 14); // fourteen nulls, then values
 */
export function meanTrueRange(bars: readonly (Bar | null)[], n: number): (number | null)[] {
  return roll(trueRanges(bars), n, mean);
}

/**
 * An average true range in percent of the close: comparable across tickers (NATR).
 *
 * @example
 * percentOfClose(averageTrueRange(bars, 14), bars);
 */
export function percentOfClose(ranges: readonly (number | null)[], bars: readonly (Bar | null)[]): (number | null)[] {
  return ranges.map((range, index) => {
    const close = bars[index]?.close ?? 0;
    return range === null || !(close > 0) ? null : (100 * range) / close;
  });
}
