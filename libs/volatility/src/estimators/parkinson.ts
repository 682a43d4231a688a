import { sql } from 'kysely';
import type { BarEstimator } from './bar-estimator.ts';
import { coherentExpression, coherentValue } from './coherent-value.ts';

/**
 * Parkinson's term: ln(high / low)^2 / (4 ln 2). Assumes no drift and no gaps.
 *
 * @example
 * parkinson.value({ open: 1, high: Math.E, low: 1, close: 2 }); // 0.3606737602222409
 */
export const parkinson = {
  name: 'pk',
  type: 'double',
  unit: 'variance',
  nullable: true,
  meaning: 'Parkinson: ln(high / low)^2 / (4 ln 2)',
  formula: 'ln(high / low)^2 / (4 * ln(2))',
  value: coherentValue(({ high, low }) => Math.log(high / low) ** 2 / (4 * Math.LN2)),
  expression: coherentExpression(({ high, low }) => sql`power(ln(${high} / ${low}), 2) / (4E0 * ln(2E0))`),
} as const satisfies BarEstimator;
