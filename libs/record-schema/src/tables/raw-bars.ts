import type { Table } from '../column.ts';

/**
 * The landed bars, exactly as the vendor sent them, with their provenance. Append-only; never edited.
 *
 * @example
 * const keys = rawBarsTable.columns.map((column) => column.name);
 */
export const rawBarsTable = {
  name: 'raw_bars',
  grain: 'landed vendor bar',
  key: ['run_id', 'ticker', 'bar_ms', 'bar_start_ms'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    { name: 'bar_start_ms', type: 'int64', unit: 'ms since 1970 UTC', nullable: false, meaning: 'start of the bar' },
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
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run that fetched the bar' },
    {
      name: 'request_id',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: "the vendor's id of the response that contained the bar",
    },
    {
      name: 'fetched_at_ms',
      type: 'int64',
      unit: 'ms since 1970 UTC',
      nullable: false,
      meaning: 'when the response arrived',
    },
    {
      name: 'vendor_ticker',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: "the vendor's ticker for the bar, if the instrument had another name then; null if it is the same",
    },
  ],
} as const satisfies Table;
