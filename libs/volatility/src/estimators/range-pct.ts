import { sql } from 'kysely';
import type { BarEstimator } from './bar-estimator.ts';
import { coherentExpression, coherentValue } from './coherent-value.ts';

/**
 * 100 (high - low) / open, in percent; the base is always the open.
 *
 * @example
 * rangePct.value({ open: 10, high: 12, low: 9, close: 11 }); // 30
 */
export const rangePct = {
  name: 'range_pct',
  type: 'double',
  unit: '%',
  nullable: true,
  meaning: '100 (high - low) / open, comparable across tickers; null where prices are not positive or not consistent',
  formula: '100 * (high - low) / open',
  value: coherentValue(({ open, high, low }) => (100 * (high - low)) / open),
  expression: coherentExpression(({ open, high, low }) => sql`100E0 * (${high} - ${low}) / ${open}`),
} as const satisfies BarEstimator;
