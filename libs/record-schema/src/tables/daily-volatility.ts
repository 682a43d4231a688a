import { relativeEstimators } from '@tickerlake/volatility';
import type { Table } from '../column.ts';

/**
 * Sessions, as a view over the hours: the inputs of rolling estimators that come from the session alone. The previous
 * close and the overnight return are in the view `session_returns`, where the calendar determines the previous session.
 *
 * @example
 * const name = dailyVolatilityTable.name; // 'daily_volatility'
 */
export const dailyVolatilityTable = {
  name: 'daily_volatility',
  grain: 'ticker and session (regular hours; the UTC day of crypto)',
  key: ['ticker', 'trading_date'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto',
      nullable: false,
      meaning: 'the session',
    },
    { name: 'open', type: 'double', unit: 'price', nullable: false, meaning: 'open of the first regular hour' },
    { name: 'high', type: 'double', unit: 'price', nullable: false, meaning: 'highest high of regular hours' },
    { name: 'low', type: 'double', unit: 'price', nullable: false, meaning: 'lowest low of regular hours' },
    { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'close of the last regular hour' },
    ...relativeEstimators,
    {
      name: 'day_return',
      type: 'double',
      unit: 'log',
      nullable: true,
      meaning: 'ln(close / open); null where prices are not positive or not consistent',
    },
    {
      name: 'realized_var',
      type: 'double',
      unit: 'variance',
      nullable: true,
      meaning: 'realized variance: the sum of the hours, without the overnight return',
    },
    {
      name: 'bipower_var',
      type: 'double',
      unit: 'variance',
      nullable: true,
      meaning: 'bipower variation: the sum of the hours',
    },
    {
      name: 'hours',
      type: 'int64',
      unit: 'hours',
      nullable: false,
      meaning: 'regular hours with at least one base bar',
    },
    {
      name: 'minutes',
      type: 'int64',
      unit: 'minutes',
      nullable: false,
      meaning: 'minutes of regular hours covered by base bars',
    },
    {
      name: 'is_complete',
      type: 'boolean',
      unit: null,
      nullable: false,
      meaning: 'whether every expected hour is present, with at least 90 % of the expected minutes',
    },
    { name: 'grid', type: 'string', unit: 'session, clock, day', nullable: false, meaning: 'the grid of its hours' },
    {
      name: 'adjusted',
      type: 'boolean',
      unit: null,
      nullable: false,
      meaning: 'whether any base bar was adjusted for later splits',
    },
    {
      name: 'run_id',
      type: 'string',
      unit: null,
      nullable: false,
      meaning: 'the newest run that fetched bars of one of its hours',
    },
  ],
} as const satisfies Table;
