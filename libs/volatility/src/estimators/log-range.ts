import { sql } from 'kysely';
import type { BarEstimator } from './bar-estimator.ts';
import { coherentExpression, coherentValue } from './coherent-value.ts';

/**
 * ln(high / low): unchanged by splits.
 *
 * @example
 * logRange.value({ open: 1, high: Math.E, low: 1, close: 2 }); // 1
 */
export const logRange = {
  name: 'log_range',
  type: 'double',
  unit: 'log',
  nullable: true,
  meaning: 'ln(high / low), unchanged by splits; null where prices are not positive or not consistent',
  formula: 'ln(high / low)',
  value: coherentValue(({ high, low }) => Math.log(high / low)),
  expression: coherentExpression(({ high, low }) => sql`ln(${high} / ${low})`),
} as const satisfies BarEstimator;
