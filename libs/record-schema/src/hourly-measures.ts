import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Column } from './column.ts';

/** The columns of one hour that a measure may use. */
export interface HourPrices {
  readonly open: Expression<number>;
  readonly high: Expression<number>;
  readonly low: Expression<number>;
  readonly close: Expression<number>;
}

/** A column of PROD together with the portable SQL that makes it from the hour's prices. */
export interface HourlyMeasure extends Column {
  readonly type: 'double';
  readonly expression: (hour: HourPrices) => RawBuilder<number | null>;
}

/**
 * The measures of one hour. A new one is one entry here: the table, its types, the docs and the staging SQL follow.
 * Definitions: `hourly_var` = high - low, the name that users know (a range in dollars, not a variance);
 * `range_pct` = 100 (high - low) / open, the base is always the open.
 *
 * @example
 * const names = hourlyMeasures.map((measure) => measure.name); // ['hourly_var', 'range_pct']
 */
export const hourlyMeasures = [
  {
    name: 'hourly_var',
    type: 'double',
    unit: 'price',
    nullable: false,
    meaning: 'high - low, the range of the hour in dollars',
    expression: ({ high, low }) => sql`${high} - ${low}`,
  },
  {
    name: 'range_pct',
    type: 'double',
    unit: '%',
    nullable: true,
    meaning: '100 (high - low) / open, comparable across tickers; none where the open is 0',
    expression: ({ open, high, low }) => sql`100E0 * (${high} - ${low}) / nullif(${open}, 0E0)`,
  },
] as const satisfies readonly HourlyMeasure[];
