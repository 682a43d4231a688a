import { sql } from 'kysely';
import type { BarEstimator } from './bar-estimator.ts';
import { coherentExpression, coherentValue } from './coherent-value.ts';

/**
 * The Rogers-Satchell term: ln(high / close) ln(high / open) + ln(low / close) ln(low / open). Independent of drift,
 * assumes no gaps; exactly 0 on a pure trend. L. C. G. Rogers and S. E. Satchell, Ann. Appl. Prob. 1(4), 1991, 504-512.
 *
 * @example
 * rogersSatchell.value({ open: 1, high: 2, low: 1, close: 2 }); // 0
 */
export const rogersSatchell = {
  name: 'rs',
  type: 'double',
  unit: 'variance',
  nullable: true,
  meaning: 'Rogers-Satchell: ln(high / close) ln(high / open) + ln(low / close) ln(low / open), independent of drift',
  formula: 'ln(high / close) * ln(high / open) + ln(low / close) * ln(low / open)',
  value: coherentValue(
    ({ open, high, low, close }) =>
      Math.log(high / close) * Math.log(high / open) + Math.log(low / close) * Math.log(low / open),
  ),
  expression: coherentExpression(
    ({ open, high, low, close }) =>
      sql`ln(${high} / ${close}) * ln(${high} / ${open}) + ln(${low} / ${close}) * ln(${low} / ${open})`,
  ),
} as const satisfies BarEstimator;
