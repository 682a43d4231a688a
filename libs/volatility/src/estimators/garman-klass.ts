import { sql } from 'kysely';
import type { BarEstimator } from './bar-estimator.ts';
import { coherentExpression, coherentValue } from './coherent-value.ts';

/**
 * The Garman-Klass term: 1/2 ln(high / low)^2 - (2 ln 2 - 1) ln(close / open)^2. Assumes no drift and no gaps; never
 * negative for a coherent bar: where high and low differ by a few units in the last place, rounding could make it -1e-32, which counts as 0.
 *
 * @example
 * garmanKlass.value({ open: 1, high: Math.E, low: 1, close: 1 }); // 0.5
 */
export const garmanKlass = {
  name: 'gk',
  type: 'double',
  unit: 'variance',
  nullable: true,
  meaning: 'Garman-Klass: ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2',
  formula: '0.5 * ln(high / low)^2 - (2 * ln(2) - 1) * ln(close / open)^2',
  value: coherentValue(({ open, high, low, close }) =>
    Math.max(0, 0.5 * Math.log(high / low) ** 2 - (2 * Math.LN2 - 1) * Math.log(close / open) ** 2),
  ),
  expression: coherentExpression(
    ({ open, high, low, close }) =>
      sql`greatest(0E0, 0.5E0 * power(ln(${high} / ${low}), 2) - (2E0 * ln(2E0) - 1E0) * power(ln(${close} / ${open}), 2))`,
  ),
} as const satisfies BarEstimator;
