import { InvalidRequestError } from '../../errors/invalid-request-error.ts';
import type { Timespan } from '../../bars/timespan.ts';

/** The most base bars that the vendor reads for one page, and the client's default. */
export const maxPageLimit = 50_000;

/** The most base bars in one timespan: minutes for minutes and hours, days for longer ones. */
export const baseBarsPerTimespan: Readonly<Record<Timespan, number>> = {
  second: 1,
  minute: 1,
  hour: 60,
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  year: 366,
};

/** Bars of these lengths start at fixed intervals; days and longer follow the calendar of the time zone. */
export const fixedStepMs: Partial<Record<Timespan, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000 };

/**
 * The most base bars that one bar is built from.
 *
 * @example
 * toBaseBars(4, 'hour'); // 240
 */
export function toBaseBars(multiplier: number, timespan: Timespan): number {
  return multiplier * baseBarsPerTimespan[timespan];
}

/**
 * The smallest page that can hold a bar; days and longer need room for two, because a page may begin with the previous bar.
 *
 * @example
 * toMinPageLimit(1, 'week'); // 14
 */
export function toMinPageLimit(multiplier: number, timespan: Timespan): number {
  return toBaseBars(multiplier, timespan) * (fixedStepMs[timespan] === undefined ? 2 : 1);
}

/**
 * How many calls a range needs: one per page of base bars, and at least one. Two years of minutes of a stock are at most
 * 501 sessions of 960 minutes: 10 calls, both for minute bars and for hour bars.
 *
 * @throws {InvalidRequestError} when a number is out of bounds.
 * @example
 * plannedCalls({ baseBars: 501 * 960 }); // 10
 */
export function plannedCalls(options: { readonly baseBars: number; readonly pageLimit?: number }): number {
  const { baseBars, pageLimit = maxPageLimit } = options;
  if (!(baseBars >= 0 && baseBars < Infinity)) {
    throw new InvalidRequestError('The plan is refused', [
      { path: 'baseBars', message: 'must be a number, 0 or more' },
    ]);
  }
  if (!Number.isInteger(pageLimit) || pageLimit < 1 || pageLimit > maxPageLimit) {
    throw new InvalidRequestError('The plan is refused', [
      { path: 'pageLimit', message: `must be an integer from 1 to ${maxPageLimit}` },
    ]);
  }
  return Math.max(1, Math.ceil(baseBars / pageLimit));
}
