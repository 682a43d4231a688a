import { expect, test } from 'vitest';
import { openDuckDb } from '@tickerlake/athena-sql/testing';
import { engineType, rawBarsTable } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { expandLines } from './expand-lines.ts';

const common = { ticker: 'AAPL', bar_ms: 60_000, adjusted: false, run_id: 'r', request_id: 'q', fetched_at_ms: 1 };
const bar = { bar_start_ms: 60_000, open: 1, high: 2, low: 0.5, close: 1.5, volume: 10, vwap: 1.25, trades: 3 };
const line = { starts_ms: [60_000, 120_000], opens: [1, 2], highs: [2, 3], lows: [0.5, 1], closes: [1.5, 2] };
const second = { bar_start_ms: 120_000, open: 2, high: 3, low: 1, close: 2, volume: null, vwap: null, trades: null };
const noVolume = { volume: null, vwap: null, trades: null };

test.each([
  {
    name: 'of this version',
    lines: [{ ...line, volumes: [10, null], vwaps: [1.25, null], trade_counts: [3, null] }],
    bars: [bar, second],
  },
  { name: 'without volumes', lines: [line], bars: [{ ...bar, ...noVolume }, second] },
  { name: 'of an older version', lines: [bar, second], bars: [bar, second] },
  {
    name: 'of both',
    lines: [{ ...second, bar_start_ms: 180_000 }, line],
    bars: [{ ...bar, ...noVolume }, second, { ...second, bar_start_ms: 180_000 }],
  },
  { name: 'that are none', lines: [], bars: [] },
])('lines $name become a row a bar', async ({ lines, bars }) => {
  const { db, run } = await openDuckDb();
  const columns = rawBarsTable.columns.map((column) => `${column.name} ${engineType(column, 'duckdb')}`);
  await run(`create table raw_bars (${columns.join(', ')})`);
  const cell = (value: unknown): string => (value === undefined ? 'null' : JSON.stringify(value).replaceAll('"', "'"));
  for (const values of lines) {
    const row: Record<string, unknown> = { ...common, ...values };
    await run(`insert into raw_bars values (${rawBarsTable.columns.map(({ name }) => cell(row[name])).join(', ')})`);
  }
  const query = sql`select * from ${expandLines(sql.table('raw_bars'))} order by bar_start_ms`.compile(db).sql;
  const expected = bars.map(({ bar_start_ms: startMs, trades, ...values }) => ({
    ...common,
    ...values,
    bar_ms: 60_000n,
    bar_start_ms: BigInt(startMs),
    trades: trades === null ? null : BigInt(trades),
    fetched_at_ms: 1n,
    vendor_ticker: null,
  }));
  expect(await run(query)).toEqual(expected);
});
