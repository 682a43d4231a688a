import { type BarColumns, barEstimators } from '@tickerlake/volatility';
import type { RawBuilder } from 'kysely';
import type { Column } from './column.ts';

/** A column of PROD and the portable SQL that computes it from the hour's prices. */
export interface HourlyMeasure extends Column {
  readonly type: 'double';
  readonly expression: (hour: BarColumns) => RawBuilder<number | null>;
}

/**
 * The measures of one hour: every estimator of a bar. A new estimator belongs in `libs/volatility`, next to its formula
 * in TypeScript; any other column computed from the hour's prices is one entry here. The table, its types, the docs and
 * the staging SQL are derived.
 *
 * @example
 * const names = hourlyMeasures.map((measure) => measure.name);
 * // ['hourly_var', 'range_pct', 'log_range', 'pk', 'gk', 'rs']
 */
export const hourlyMeasures = [...barEstimators] as const satisfies readonly HourlyMeasure[];
