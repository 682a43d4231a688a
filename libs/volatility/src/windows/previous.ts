import type { Bar } from '../bar.ts';

/**
 * A function of each bar and the one before it; null where either is missing. The bars are consecutive: a session that
 * the calendar has and the data has not is a null among them, so that no term spans two nights.
 *
 * @example
 * withPrevious([a, b], (bar, before) => bar.open - before.close); // [null, b.open - a.close]
 */
export function withPrevious(bars: readonly (Bar | null)[], of: (bar: Bar, before: Bar) => number): (number | null)[] {
  return bars.map((bar, index) => {
    const before = bars[index - 1] ?? null;
    return bar === null || before === null ? null : of(bar, before);
  });
}

/**
 * ln(open / previous close), the overnight return.
 *
 * @example
 * overnightReturns(bars); // [null, 0.01, ...]
 */
export const overnightReturns = (bars: readonly (Bar | null)[]): (number | null)[] => withPrevious(bars, ({ open }, { close }) => Math.log(open / close));

/**
 * ln(close / previous close).
 *
 * @example
 * closeReturns(bars); // [null, 0.01, ...]
 */
export const closeReturns = (bars: readonly (Bar | null)[]): (number | null)[] => withPrevious(bars, ({ close }, before) => Math.log(close / before.close));
