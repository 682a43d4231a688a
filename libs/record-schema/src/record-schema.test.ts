import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { assetClassOf } from './asset-class.ts';
import type { JsonRow, SqlRow } from './column.ts';
import { columnsMarkdown } from './columns-markdown.ts';
import { engineType } from './engine-types.ts';
import { rowSchema } from './row-schema.ts';
import type { hourlyVolatilityTable } from './tables/hourly-volatility.ts';
import { tables } from './tables/index.ts';
import { landedBars } from './landed-bars.ts';
import { landedBarsTable, type rawBarsTable } from './tables/raw-bars.ts';
import { isUniverseName, universes } from './universes.ts';

const bar: JsonRow<typeof landedBarsTable> = {
  ticker: 'AAPL',
  bar_start_ms: 1_777_554_000_000,
  bar_ms: 60_000,
  open: 10,
  high: 12,
  low: 9,
  close: 11,
  volume: 0.5,
  vwap: null,
  trades: null,
  adjusted: false,
  run_id: 'r1',
  request_id: null,
  fetched_at_ms: 1,
  vendor_ticker: null,
};

describe.each(tables)('table $name', (table) => {
  test('has unique lower_snake columns, and a key made of them', () => {
    const names = table.columns.map((column) => column.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    for (const key of table.key) expect(names).toContain(key);
  });

  test('gives each column a meaning and each number a unit', () => {
    for (const column of table.columns) {
      expect(column.meaning, column.name).toMatch(/[^.]$/);
      if (column.type === 'double' || column.type === 'timestamp') expect(column.unit, column.name).not.toBeNull();
    }
  });
});

describe('rowSchema', () => {
  const schema = rowSchema(landedBarsTable);
  const cases = [
    { name: 'a landed bar', row: bar, ok: true },
    { name: 'no volume, as for indices', row: { ...bar, volume: null }, ok: true },
    { name: 'a missing price', row: { ...bar, open: undefined }, ok: false },
    { name: 'NaN', row: { ...bar, close: Number.NaN }, ok: false },
    { name: 'an unknown key', row: { ...bar, colour: 'red' }, ok: false },
    { name: 'an instant beyond 2^53', row: { ...bar, bar_start_ms: 2 ** 53 }, ok: false },
    { name: 'text for a number', row: { ...bar, high: '12' }, ok: false },
  ];
  test.each(cases)('$name: $ok', ({ row, ok }) => {
    expect(schema.safeParse(row).success).toBe(ok);
  });

  test('returns every finite bar unchanged', () => {
    const price = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(price, price, (open, volume) => {
        const row = { ...bar, open, volume };
        expect(schema.parse(row)).toEqual(row);
      }),
    );
  });
});

describe('a landed line', () => {
  const { bar_start_ms: start, open, high, low, close, volume, vwap, trades, ...common } = bar;
  const line = {
    ...common,
    ...{ starts_ms: [start, start + 60_000], opens: [open, 2], highs: [high, 3], lows: [low, 1], closes: [close, 2] },
    volumes: [volume, null],
  };
  test.each([
    { name: 'of this version', given: line, bars: 2 },
    { name: 'of an older version', given: { ...bar, vwap, trades }, bars: 1 },
    { name: 'whose request is unknown', given: { ...line, request_id: undefined }, bars: 2 },
  ])('$name holds $bars', ({ given, bars }) => {
    const second = { ...bar, bar_start_ms: start + 60_000, open: 2, high: 3, low: 1, close: 2, volume: null };
    expect(landedBars(given)).toEqual([bar, second].slice(0, bars));
  });

  test.each([
    { name: 'a start', given: { ...line, starts_ms: undefined } },
    { name: 'a price', given: { ...line, highs: [1] } },
    { name: 'all prices of a kind', given: { ...line, lows: null } },
    { name: 'its ticker', given: { ...line, ticker: undefined } },
  ])('without $name is none', ({ given }) => {
    expect(() => landedBars(given)).toThrow('Invalid input');
  });
});

test('row types follow the columns', () => {
  type Hour = SqlRow<typeof hourlyVolatilityTable>;
  expectTypeOf<Hour['hourly_var']>().toEqualTypeOf<number>();
  expectTypeOf<Hour['range_pct']>().toEqualTypeOf<number | null>();
  expectTypeOf<Hour['trades']>().toEqualTypeOf<bigint | null>();
  expectTypeOf<Hour['bar_start']>().toEqualTypeOf<Date>();
  expectTypeOf<SqlRow<typeof rawBarsTable>['starts_ms']>().toEqualTypeOf<(bigint | null)[] | null>();
});

test.each([
  ['timestamp', 'glue', 'timestamp'],
  ['timestamp', 'athena', 'timestamp(3)'],
  ['timestamp', 'iceberg', 'timestamp(6)'],
  ['timestamp', 'duckdb', 'TIMESTAMP_MS'],
  ['string', 'athena', 'varchar'],
  ['int64', 'glue', 'bigint'],
] as const)('%s on %s is %s', (type, engine, expected) => {
  expect(engineType({ type }, engine)).toBe(expected);
});

test.each([
  ['glue', 'array<bigint>'],
  ['athena', 'array(bigint)'],
  ['duckdb', 'BIGINT[]'],
] as const)('a list on %s is %s', (engine, expected) => {
  expect(engineType({ type: 'int64', isList: true }, engine)).toBe(expected);
});

test.each([
  ['AAPL', 'stock'],
  ['KIMpL', 'stock'],
  ['BRK.B', 'stock'],
  ['X:BTCUSD', 'crypto'],
  ['I:NDX', 'index'],
  ['C:EURUSD', 'forex'],
  ['O:SPY251219C00650000', 'option'],
  ['x:btcusd', 'stock'],
] as const)('%s is a %s', (ticker, assetClass) => {
  expect(assetClassOf(ticker)).toBe(assetClass);
});

test('universes contain what their names promise', () => {
  expect(universes.magnificent7).toHaveLength(7);
  expect(universes.crypto.every((ticker) => assetClassOf(ticker) === 'crypto')).toBe(true);
  expect(isUniverseName('magnificent7')).toBe(true);
  expect(isUniverseName('toString')).toBe(false);
});

test('docs/columns.md is up to date', async () => {
  await expect(columnsMarkdown()).toMatchFileSnapshot('../../../docs/columns.md');
});
