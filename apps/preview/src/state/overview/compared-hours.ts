import type { ComparedHour, CompareHour, SessionHour } from './hours.ts';

/**
 * The hours with a value, by ticker and start.
 *
 * @example
 * comparedHours(hours)('NVDA', timeMs)?.ratio; // 1.3
 */
export function comparedHours(hours: readonly SessionHour[]): CompareHour {
  const known = new Map(
    hours
      .filter((hour): hour is ComparedHour => hour.value !== null)
      .map((hour) => [`${hour.ticker} ${hour.timeMs}`, hour]),
  );
  return (ticker, timeMs) => known.get(`${ticker} ${timeMs}`) ?? null;
}
