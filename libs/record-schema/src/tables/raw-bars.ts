import type { Table } from '../column.ts';

const ticker = {
  name: 'ticker',
  type: 'string',
  unit: null,
  nullable: false,
  meaning: "the vendor's ticker, case-sensitive",
} as const;
const barMs = {
  name: 'bar_ms',
  type: 'int64',
  unit: 'ms',
  nullable: false,
  meaning: 'nominal length of the bar',
} as const;

/** What the bars of a line have in common. */
const provenance = [
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
] as const;

/**
 * The landed bars, one row each, exactly as the vendor sent them, with their provenance: what `raw_bars` holds, whatever its lines look
 * like. A relation of builds, no table.
 *
 * @example
 * const keys = landedBarsTable.columns.map((column) => column.name);
 */
export const landedBarsTable = {
  name: 'landed_bars',
  grain: 'landed vendor bar',
  key: ['run_id', 'ticker', 'bar_ms', 'bar_start_ms'],
  columns: [
    ticker,
    { name: 'bar_start_ms', type: 'int64', unit: 'ms since 1970 UTC', nullable: false, meaning: 'start of the bar' },
    barMs,
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
    ...provenance,
  ],
} as const satisfies Table;

/** What differs between the bars of a line: the column of a bar, and that of the line with the values of all its bars. */
export const rawBarLists = [
  { value: 'bar_start_ms', list: 'starts_ms' },
  { value: 'open', list: 'opens' },
  { value: 'high', list: 'highs' },
  { value: 'low', list: 'lows' },
  { value: 'close', list: 'closes' },
  { value: 'volume', list: 'volumes' },
  { value: 'vwap', list: 'vwaps' },
  { value: 'trades', list: 'trade_counts' },
] as const;

/**
 * The landed lines, append-only and never edited. A line holds bars of one response: a list per value, all in the same order; a list
 * that would hold nothing but nulls is left out. Lines of older versions hold one bar each, in the columns without lists.
 *
 * @example
 * const lists = rawBarsTable.columns.filter((column) => 'isList' in column);
 */
export const rawBarsTable = {
  name: 'raw_bars',
  grain: 'landed line, which holds up to 1,000 bars of a response (one bar in lines of older versions)',
  key: ['run_id', 'ticker', 'bar_ms', 'starts_ms', 'bar_start_ms'],
  columns: [
    ticker,
    barMs,
    {
      name: 'starts_ms',
      type: 'int64',
      isList: true,
      unit: 'ms since 1970 UTC',
      nullable: true,
      meaning: 'starts of the bars, ascending; null in lines of older versions, like all lists',
    },
    { name: 'opens', type: 'double', isList: true, unit: 'price', nullable: true, meaning: 'first eligible trades' },
    { name: 'highs', type: 'double', isList: true, unit: 'price', nullable: true, meaning: 'highest eligible trades' },
    { name: 'lows', type: 'double', isList: true, unit: 'price', nullable: true, meaning: 'lowest eligible trades' },
    { name: 'closes', type: 'double', isList: true, unit: 'price', nullable: true, meaning: 'last eligible trades' },
    {
      name: 'volumes',
      type: 'double',
      isList: true,
      unit: 'shares or coins',
      nullable: true,
      meaning: 'traded quantities, may be fractional; null for indices',
    },
    {
      name: 'vwaps',
      type: 'double',
      isList: true,
      unit: 'price',
      nullable: true,
      meaning: 'volume-weighted average prices, if the vendor sent them',
    },
    {
      name: 'trade_counts',
      type: 'int64',
      isList: true,
      unit: 'trades',
      nullable: true,
      meaning: 'numbers of trades, if the vendor sent them',
    },
    ...provenance,
    {
      name: 'bar_start_ms',
      type: 'int64',
      unit: 'ms since 1970 UTC',
      nullable: true,
      meaning: 'start of the bar in a line of an older version, otherwise null, like the columns below',
    },
    { name: 'open', type: 'double', unit: 'price', nullable: true, meaning: 'older versions: first eligible trade' },
    { name: 'high', type: 'double', unit: 'price', nullable: true, meaning: 'older versions: highest eligible trade' },
    { name: 'low', type: 'double', unit: 'price', nullable: true, meaning: 'older versions: lowest eligible trade' },
    { name: 'close', type: 'double', unit: 'price', nullable: true, meaning: 'older versions: last eligible trade' },
    {
      name: 'volume',
      type: 'double',
      unit: 'shares or coins',
      nullable: true,
      meaning: 'older versions: traded quantity',
    },
    {
      name: 'vwap',
      type: 'double',
      unit: 'price',
      nullable: true,
      meaning: 'older versions: volume-weighted average price',
    },
    { name: 'trades', type: 'int64', unit: 'trades', nullable: true, meaning: 'older versions: number of trades' },
  ],
} as const satisfies Table;
