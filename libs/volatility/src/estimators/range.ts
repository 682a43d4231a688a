import { sql } from 'kysely';
import type { BarEstimator } from './bar-estimator.ts';

/**
 * high - low, in dollars, under its established name. A range, not a variance; not comparable across tickers or
 * splits. It
 * is the plain difference for any prices.
 *
 * @example
 * hourlyRange.value({ open: 10, high: 12, low: 9, close: 11 }); // 3
 */
export const hourlyRange = {
  name: 'hourly_var',
  type: 'double',
  unit: 'price',
  nullable: false,
  meaning: 'high - low, the range of the hour in dollars',
  formula: 'high - low',
  value: ({ high, low }) => high - low,
  expression: ({ high, low }) => sql`${high} - ${low}`,
} as const satisfies BarEstimator;
