import type { Table } from '../column.ts';
import { hourlyMeasures } from '../hourly-measures.ts';

/**
 * PROD: the table that dashboards read. Its measures come from `hourlyMeasures`, one entry each.
 *
 * @example
 * const measures = hourlyVolatilityTable.columns.filter((column) => column.name === 'hourly_var');
 */
export const hourlyVolatilityTable = {
  name: 'hourly_volatility',
  grain: 'ticker and hour (session-aligned, unless `grid` says otherwise)',
  key: ['ticker', 'bar_start'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto',
      nullable: false,
      meaning: 'the session of the hour',
    },
    {
      name: 'session',
      type: 'string',
      unit: 'night, pre, regular, post, continuous, unknown',
      nullable: false,
      meaning: 'the part of the trading day; a clock-grid hour that overlaps regular hours is regular',
    },
    { name: 'bar_start', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'start of the hour' },
    { name: 'open', type: 'double', unit: 'price', nullable: false, meaning: 'open of the first base bar' },
    { name: 'high', type: 'double', unit: 'price', nullable: false, meaning: 'highest high' },
    { name: 'low', type: 'double', unit: 'price', nullable: false, meaning: 'lowest low' },
    { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'close of the last base bar' },
    {
      name: 'volume',
      type: 'double',
      unit: 'shares or coins',
      nullable: true,
      meaning: 'sum of the volumes the vendor sent',
    },
    {
      name: 'vwap',
      type: 'double',
      unit: 'price',
      nullable: true,
      meaning: 'volume-weighted mean of the base bars; null unless every base bar has a vwap',
    },
    {
      name: 'trades',
      type: 'int64',
      unit: 'trades',
      nullable: true,
      meaning: 'sum of the trade counts the vendor sent',
    },
    ...hourlyMeasures,
    {
      name: 'realized_var',
      type: 'double',
      unit: 'variance',
      nullable: true,
      meaning:
        'sum of squared five-minute log returns, starting from the last price before the hour; for regular hours and ' +
        'crypto; null where only longer bars exist',
    },
    {
      name: 'bipower_var',
      type: 'double',
      unit: 'variance',
      nullable: true,
      meaning:
        'pi / 2 times the sum of products of adjacent absolute returns; robust to jumps, so realized_var - ' +
        'bipower_var estimates the jump part',
    },
    {
      name: 'minutes',
      type: 'int64',
      unit: 'minutes',
      nullable: true,
      meaning: 'minutes covered by base bars; null in rows built before this column was added',
    },
    { name: 'bar_count', type: 'int64', unit: 'bars', nullable: false, meaning: 'base bars in the hour' },
    {
      name: 'is_complete',
      type: 'boolean',
      unit: null,
      nullable: false,
      meaning: 'whether every expected base bar is present',
    },
    {
      name: 'grid',
      type: 'string',
      unit: 'session, clock, day',
      nullable: false,
      meaning: "session: aligned to the open; clock: the vendor's own hour bars; day: only a daily bar was available",
    },
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
      meaning: 'the run that fetched the newest of its base bars',
    },
  ],
} as const satisfies Table;
