import type { Table } from '../column.ts';
import { hourlyVolatilityTable } from './hourly-volatility.ts';

/**
 * PROD in shares of today, a view over `hourly_volatility` and `splits`: prices and `hourly_var` before a split are comparable with those
 * after it. Measures without a unit of price are the same as there. Rows that the vendor adjusted already stay as they are.
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
    { name: 'price_factor', type: 'double', unit: 'factor', nullable: false, meaning: 'price here / price in `hourly_volatility`: split_from / split_to of every split after the trading date, multiplied; volume is divided by it' },
  ],
} as const satisfies Table;
