import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import type { barsTable, SqlRow, Tables } from '@tickerlake/record-schema';
import { expect, test } from 'vitest';
import { publishedSessions, suspiciousSessions } from './published-sessions.ts';
import { openOnDuckDb } from './testing/open-analysis.ts';
import { sessionRows } from './testing/session-market.ts';

type Bar = SqlRow<typeof barsTable>;

const range = { from: '2026-05-18', to: '2026-05-19', barMs: 60_000 };
const sessions = sessionRows('XNYS', ['2026-05-18', '2026-05-19']);
const openMs = sessions[0]?.open.getTime() ?? 0;

/** A session in which the minutes without trades have no bar. */
const session = (tradesAt: (minute: number) => number | null, ticker = 'AAPL'): Bar[] =>
  Array.from({ length: 390 }, (_, minute) => ({ minute, trades: tradesAt(minute) })).flatMap(({ minute, trades }) =>
    trades === 0
      ? []
      : [
          {
            ticker,
            trading_date: '2026-05-18',
            session: 'regular',
            bar_start: new Date(openMs + minute * 60_000),
            bar_ms: 60_000n,
            open: 1,
            high: 1,
            low: 1,
            close: 1,
            volume: 5,
            vwap: 1,
            trades: trades === null ? null : BigInt(trades),
            adjusted: false,
            run_id: 'r1',
            request_id: 'q',
            fetched_at: new Date(openMs + minute),
          },
        ],
  );

test.each([
  { name: 'every minute is there', trades: () => 900, missing: 0 },
  { name: 'one minute is missing between busy ones', trades: (at: number) => (at === 100 ? 0 : 900), missing: 1 },
  { name: 'one minute is missing between quiet ones', trades: (at: number) => (at === 100 ? 0 : 20), missing: 0 },
  {
    name: 'one minute is missing beside a quiet one',
    trades: (at: number) => (at === 100 ? 0 : at === 101 ? 3 : 900),
    missing: 0,
  },
  {
    name: 'five minutes are missing between minutes with ten trades',
    trades: (at: number) => (at >= 100 && at < 105 ? 0 : 10),
    missing: 5,
  },
  { name: 'the first minute is missing', trades: (at: number) => (at === 0 ? 0 : 900), missing: 1 },
  { name: 'the last two minutes are missing', trades: (at: number) => (at >= 388 ? 0 : 900), missing: 2 },
  { name: 'gaps add up', trades: (at: number) => (at % 100 === 50 ? 0 : 900), missing: 4 },
  {
    name: 'a minute without a number of trades says nothing',
    trades: (at: number) => (at === 100 ? 0 : null),
    missing: 0,
  },
  { name: 'thinly traded: a bar in one of five minutes', trades: (at: number) => (at % 5 === 0 ? 60 : 0), missing: 0 },
])('missing minutes are suspicious when their neighbours are busy: $name', async ({ trades, missing }) => {
  const engine = await openOnDuckDb();
  await engine.load('sessions', 'sessions', sessions);
  await engine.load('bars', 'bars', session(trades));
  const rows = await suspiciousSessions(engine.db, range).execute();
  expect(rows.map((row) => [row.ticker, row.trading_date, Number(row.missing_minutes)])).toEqual(
    missing === 0 ? [] : [['AAPL', '2026-05-18', missing]],
  );
  await engine.close();
});

test('of each ticker and session: the number of bars of the length, and when the last was fetched', async () => {
  const engine = await openOnDuckDb();
  await engine.load('bars', 'bars', [
    ...session((at) => (at < 3 ? 1 : 0)),
    ...session((at) => (at < 5 ? 1 : 0), 'MSFT'),
    ...session((at) => (at < 9 ? 1 : 0), 'TSLA').map((one) => ({ ...one, bar_ms: 3_600_000n })),
  ]);
  const rows = await publishedSessions(engine.db, range).execute();
  expect(
    rows.map((row) => [row.ticker, row.trading_date, Number(row.bar_count), row.fetched_at.getTime() - openMs]).sort(),
  ).toEqual([
    ['AAPL', '2026-05-18', 3, 2],
    ['MSFT', '2026-05-18', 5, 4],
  ]);
  expect(await publishedSessions(engine.db, { ...range, from: '2026-05-19' }).execute()).toEqual([]);
  await engine.close();
});

test('both queries compile for Athena and Trino, without parameters', () => {
  const db = athenaQueryBuilder<Tables>();
  for (const query of [publishedSessions(db, range), suspiciousSessions(db, range)]) {
    const text = compileAthenaSql(query);
    expect(text).toContain("CAST('2026-05-18' AS date)");
    expect(text).not.toContain('?');
  }
});
