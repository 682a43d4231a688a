import type { Table } from '../column.ts';

/**
 * What the vendor says of a session in its day bar, next to what the session's bars say: a view over fetched day bars, in a store on
 * this machine.
 *
 * @example
 * const name = sessionTotalsTable.name; // 'session_totals'
 */
export const sessionTotalsTable = {
  name: 'session_totals',
  grain:
    "ticker and session of a stock or fund whose day bar was fetched with `check --totals`; only in this machine's store",
  key: ['ticker', 'trading_date'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    { name: 'trading_date', type: 'date', unit: 'New York date', nullable: false, meaning: 'the session' },
    { name: 'open', type: 'double', unit: 'price', nullable: false, meaning: 'open of the regular minutes' },
    { name: 'high', type: 'double', unit: 'price', nullable: false, meaning: 'highest high of the regular minutes' },
    { name: 'low', type: 'double', unit: 'price', nullable: false, meaning: 'lowest low of the regular minutes' },
    { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'close of the regular minutes' },
    {
      name: 'volume',
      type: 'double',
      unit: 'shares',
      nullable: true,
      meaning: 'volume of all minutes of the trading date, extended hours included',
    },
    { name: 'vendor_open', type: 'double', unit: 'price', nullable: false, meaning: "open of the vendor's day bar" },
    { name: 'vendor_high', type: 'double', unit: 'price', nullable: false, meaning: "high of the vendor's day bar" },
    { name: 'vendor_low', type: 'double', unit: 'price', nullable: false, meaning: "low of the vendor's day bar" },
    { name: 'vendor_close', type: 'double', unit: 'price', nullable: false, meaning: "close of the vendor's day bar" },
    {
      name: 'vendor_volume',
      type: 'double',
      unit: 'shares',
      nullable: false,
      meaning: "volume of the vendor's day bar, with auctions that are in no minute bar",
    },
    {
      name: 'open_difference',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: '(open - vendor_open) / vendor_open',
    },
    {
      name: 'high_difference',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: '(high - vendor_high) / vendor_high',
    },
    {
      name: 'low_difference',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: '(low - vendor_low) / vendor_low',
    },
    {
      name: 'close_difference',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: '(close - vendor_close) / vendor_close',
    },
    {
      name: 'volume_share',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: 'volume / vendor_volume; null where one of them is missing or 0',
    },
    {
      name: 'request_id',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: "the vendor's id of the response with the day bars",
    },
    { name: 'fetched_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when that response arrived' },
  ],
} as const satisfies Table;
