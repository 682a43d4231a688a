import { type BarColumns, barEstimators } from '@tickerlake/volatility';
import type { RawBuilder } from 'kysely';
import type { Column } from './column.ts';

/** A column of PROD together with the portable SQL that makes it from the hour's prices. */
export interface HourlyMeasure extends Column {
  readonly type: 'double';
  readonly expression: (hour: BarColumns) => RawBuilder<number | null>;
}

/**
 * The measures of one hour: every estimator of a bar. A new estimator belongs into `libs/volatility`, where its formula in
 * TypeScript stands beside the SQL; any other column that follows from the hour's prices is one entry here. The table,
 * its types, the docs and the staging SQL follow.
 *
 * @example
 * const names = hourlyMeasures.map((measure) => measure.name); // ['hourly_var', 'range_pct', 'log_range', 'pk', 'gk', 'rs']
 */
export const hourlyMeasures = [...barEstimators] as const satisfies readonly HourlyMeasure[];
