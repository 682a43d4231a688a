/**
 * Bars a year, a convention that is kept constant so that values do not move with the calendar: 252 sessions of 390
 * minutes for stocks, 365 days of 1,440 minutes for crypto. A value and its A belong together: say "annualised, regular
 * hours" where it is shown.
 *
 * @example
 * barsPerYear.sessions; // 252
 */
export const barsPerYear = {
  sessions: 252,
  /** True 60-minute bars of regular hours. */
  regularHours: 1_638,
  /** Seven bars a session, the last of 30 minutes; only for windows of whole sessions. */
  alignedHours: 1_764,
  regularHalfHours: 3_276,
  regularFiveMinutes: 19_656,
  regularMinutes: 98_280,
  /** Sixteen clock hours a day, pre-market to post-market. */
  extendedHours: 4_032,
  cryptoDays: 365,
  cryptoHours: 8_760,
  cryptoMinutes: 525_600,
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
 * The annualised volatility of bars of unequal length, by time: sqrt(minutes a year x sum of variances / sum of minutes).
 * Agrees with 252 x 7 on whole sessions and stays right with early closes and parts of sessions. Null without minutes.
 *
 * @example
 * annualiseByTime([{ variance: 0.0001, minutes: 60 }, { variance: 0.00005, minutes: 30 }], barsPerYear.regularMinutes); // 0.4047...
 */
export function annualiseByTime(bars: readonly { readonly variance: number; readonly minutes: number }[], minutesAYear: number): number | null {
  const minutes = bars.reduce((sum, bar) => sum + bar.minutes, 0);
  const variance = bars.reduce((sum, bar) => sum + bar.variance, 0);
  return minutes > 0 ? annualise(variance / minutes, minutesAYear) : null;
}
