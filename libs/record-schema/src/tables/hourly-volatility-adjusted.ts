import type { Table } from '../column.ts';
import { hourlyVolatilityTable } from './hourly-volatility.ts';

/**
 * PROD, split-adjusted: a view over `hourly_volatility` and `splits` in which prices and `hourly_var` before a split
 * are
 * comparable with those after it. Measures that are not in dollars are unchanged, and so are rows that the vendor has
 * already adjusted.
 *
 * @example
 * const name = hourlyVolatilityAdjustedTable.name; // 'hourly_volatility_adjusted'
 */
export const hourlyVolatilityAdjustedTable = {
  name: 'hourly_volatility_adjusted',
  grain: hourlyVolatilityTable.grain,
  key: hourlyVolatilityTable.key,
  columns: [
    ...hourlyVolatilityTable.columns,
    {
      name: 'price_factor',
      type: 'double',
      unit: 'factor',
      nullable: false,
      meaning:
        'price here / price in `hourly_volatility`: the product of split_from / split_to over every split after the ' +
        'trading date; volume is divided by it',
    },
  ],
} as const satisfies Table;
