/**
 * Bars per year, a constant by convention so that values do not change with the calendar: 252 sessions of 390
 * minutes for stocks, 365 days of 1,440 minutes for crypto, 52 weeks of 7,200 minutes for currencies. Always show a value with its convention, such as
 * "annualised, regular hours".
 *
 * @example
 * barsPerYear.sessions; // 252
 */
export const barsPerYear = {
  sessions: 252,
  /** True 60-minute bars of regular hours. */
  regularHours: 1_638,
  /** Seven bars per session, the last one 30 minutes long; only for windows of whole sessions. */
  alignedHours: 1_764,
  regularHalfHours: 3_276,
  regularFiveMinutes: 19_656,
  regularMinutes: 98_280,
  /** Sixteen clock hours per day, pre-market to post-market. */
  extendedHours: 4_032,
  cryptoDays: 365,
  cryptoHours: 8_760,
  cryptoMinutes: 525_600,
  /** 52 weeks of currencies, Sunday 17:00 to Friday 17:00 New York. */
  forexMinutes: 374_400,
} as const;

/**
 * The annualised volatility of a mean variance per bar: sqrt(A x variance). Not in percent.
 *
 * @example
 * annualise(0.0001, barsPerYear.sessions); // 0.158745...
 */
export function annualise(varianceOfBar: number, barsAYear: number): number {
  return Math.sqrt(barsAYear * Math.max(varianceOfBar, 0));
}

/**
 * The annualised volatility of bars of unequal length, by time: sqrt(minutes a year x sum of variances / sum of
 * minutes).
 * Equals 252 x 7 on whole sessions, and is also correct for early closes and partial sessions. Null without minutes.
 *
 * @example
 * annualiseByTime([{ variance: 0.0001, minutes: 60 }, { variance: 0.00005, minutes: 30 }],
 * barsPerYear.regularMinutes); // 0.4047...
 */
export function annualiseByTime(
  bars: readonly { readonly variance: number; readonly minutes: number }[],
  minutesAYear: number,
): number | null {
  const minutes = bars.reduce((sum, bar) => sum + bar.minutes, 0);
  const variance = bars.reduce((sum, bar) => sum + bar.variance, 0);
  return minutes > 0 ? annualise(variance / minutes, minutesAYear) : null;
}
