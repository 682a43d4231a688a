import type { Bar } from '../bar.ts';

/**
 * Applies a function to each bar and the previous one; null if either is missing. The bars are consecutive: a session
 * that is in the calendar but not in the data is null, so that no term spans two nights.
 *
 * @example
 * withPrevious([a, b], (bar, before) => bar.open - before.close); // [null, b.open - a.close]
 */
export function withPrevious(
  bars: readonly (Bar | null)[],
  compute: (bar: Bar, before: Bar) => number,
): (number | null)[] {
  return bars.map((bar, index) => {
    const before = bars[index - 1] ?? null;
    return bar === null || before === null ? null : compute(bar, before);
  });
}

/**
 * ln(open / previous close), the overnight return.
 *
 * @example
 * overnightReturns(bars); // [null, 0.01, ...]
 */
export const overnightReturns = (bars: readonly (Bar | null)[]): (number | null)[] =>
  withPrevious(bars, ({ open }, { close }) => Math.log(open / close));

/**
 * ln(close / previous close).
 *
 * @example
 * closeReturns(bars); // [null, 0.01, ...]
 */
export const closeReturns = (bars: readonly (Bar | null)[]): (number | null)[] =>
  withPrevious(bars, ({ close }, before) => Math.log(close / before.close));
