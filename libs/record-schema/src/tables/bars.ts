import type { Table } from '../column.ts';

/**
 * Base bars, one per instant, with their session and New York trading date.
 *
 * @example
 * const key = barsTable.key;
 */
export const barsTable = {
  name: 'bars',
  grain: 'ticker and base bar',
  key: ['ticker', 'bar_ms', 'bar_start'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto',
      nullable: false,
      meaning: 'the session of the bar',
    },
    {
      name: 'session',
      type: 'string',
      unit: 'night, pre, regular, post, continuous, unknown',
      nullable: false,
      meaning: 'the part of the trading day in which the bar starts',
    },
    { name: 'bar_start', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'start of the bar' },
    { name: 'bar_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'nominal length of the bar' },
    { name: 'open', type: 'double', unit: 'price', nullable: false, meaning: 'first eligible trade' },
    { name: 'high', type: 'double', unit: 'price', nullable: false, meaning: 'highest eligible trade' },
    { name: 'low', type: 'double', unit: 'price', nullable: false, meaning: 'lowest eligible trade' },
    { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'last eligible trade' },
    {
      name: 'volume',
      type: 'double',
      unit: 'shares or coins',
      nullable: true,
      meaning: 'traded quantity, may be fractional; null for indices',
    },
    {
      name: 'vwap',
      type: 'double',
      unit: 'price',
      nullable: true,
      meaning: 'volume-weighted average price, if the vendor sent it',
    },
    {
      name: 'trades',
      type: 'int64',
      unit: 'trades',
      nullable: true,
      meaning: 'number of trades, if the vendor sent it',
    },
    {
      name: 'adjusted',
      type: 'boolean',
      unit: null,
      nullable: false,
      meaning: 'whether the vendor adjusted the prices for later splits',
    },
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run that first fetched these values' },
    {
      name: 'request_id',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: "the vendor's id of the response that contained the bar",
    },
    { name: 'fetched_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when that response arrived' },
  ],
} as const satisfies Table;
