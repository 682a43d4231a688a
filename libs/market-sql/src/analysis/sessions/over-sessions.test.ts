import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { averageTrueRange, sessionsOfMemory } from './average-true-range.ts';
import { dailyVolatility } from './daily-volatility.ts';
import { daysOfSessions, overSessions } from './over-sessions.ts';
import { rollingSessions } from './rolling-sessions.ts';
import { sessionHours } from './session-hours.ts';
import { sessionReturns } from './session-returns.ts';
import { type OpenAnalysis, openOnDuckDb } from '../testing/open-analysis.ts';
import { sessionBars, sessionRows, tradingDates } from '../testing/session-market.ts';

const dates = { XNYS: tradingDates('XNYS', 400), '24/7': tradingDates('24/7', 560) };
const tickers = [
  { ticker: 'FULL', calendar: 'XNYS', seed: 1 },
  { ticker: 'GAPS', calendar: 'XNYS', seed: 2 },
  { ticker: 'X:COIN', calendar: '24/7', seed: 3 },
] as const;
/** One session is missing, 60 before the end. */
const isThere = (ticker: string, index: number) => ticker !== 'GAPS' || index !== 340;
const from = dates.XNYS.at(-30) ?? '';
let engine: OpenAnalysis;

beforeAll(async () => {
  engine = await openOnDuckDb();
  await engine.load('sessions', 'sessions', [
    ...sessionRows('XNYS', dates.XNYS),
    ...sessionRows('24/7', dates['24/7']),
  ]);
  await engine.load('splits', 'splits', []);
  await engine.load(
    'hourly_volatility',
    'hourly_volatility',
    tickers.flatMap(({ ticker, calendar, seed }) =>
      sessionBars(dates[calendar].length, seed).flatMap((bar, index) =>
        isThere(ticker, index) ? [sessionHour(ticker, calendar, dates[calendar][index] ?? '', bar)] : [],
      ),
    ),
  );
  await engine.view('daily_volatility', dailyVolatility(engine.db));
  await engine.view('session_returns', sessionReturns(engine.db));
});

/** A session of one row: a day bar. */
function sessionHour(
  ticker: string,
  calendar: keyof typeof dates,
  date: string,
  bar: ReturnType<typeof sessionBars>[number],
) {
  return {
    ticker,
    trading_date: date,
    session: calendar === 'XNYS' ? 'regular' : 'continuous',
    bar_start: new Date(`${date}T14:30:00Z`),
    ...bar,
    volume: null,
    vwap: null,
    trades: null,
    hourly_var: 0,
    range_pct: null,
    log_range: null,
    pk: null,
    gk: null,
    rs: null,
    realized_var: (bar.high - bar.low) / 1e4,
    bipower_var: null,
    minutes: null,
    bar_count: 1n,
    is_complete: true,
    grid: 'day',
    adjusted: false,
    run_id: 'r1',
  };
}

/** The analysis over sessions from some days before `from` on. */
function since(days: number) {
  const first = sql<Date>`timestamp '${sql.raw(from)} 00:00:00' - interval ${sql.lit(String(days))} day`;
  return overSessions(engine.db, {
    hours: sessionHours(engine.db).where('bar_start', '>=', first),
    sessions: engine.db.selectFrom('sessions').selectAll().where('close', '>=', first),
  });
}

/** The rows from `from` on, without those that no session has. */
async function inRange<Row extends { readonly trading_date: string }>(query: {
  readonly execute: () => Promise<Row[]>;
}): Promise<Row[]> {
  return (await query.execute()).filter((row) => row.trading_date >= from);
}

describe('sessions of a range are what they are in the whole history', () => {
  test.each([2, 10, 20])('over windows of %i', async (n) => {
    const [whole, part] = [
      await inRange(rollingSessions(engine.db, n)),
      await inRange(rollingSessions(since(daysOfSessions(n + 1)), n)),
    ];
    expect(whole.filter((row) => row.yang_zhang !== null).length).toBeGreaterThan(60);
    expectRows(part, whole, 1e-12);
  });

  test.each([1, 2, 14])('the average true range of %i, but for a millionth of its start', async (n) => {
    const [whole, part] = [
      await inRange(averageTrueRange(engine.db, n)),
      await inRange(averageTrueRange(since(daysOfSessions(sessionsOfMemory(n))), n)),
    ];
    expect(whole.length).toBeGreaterThan(80);
    expectRows(part, whole, 1e-6);
    const short = await inRange(averageTrueRange(since(daysOfSessions(n + 1)), n));
    if (n === 14) expect(() => expectRows(short, whole, 1e-6)).toThrow();
  });
});

/** Equal keys and NULLs, numbers to a part of themselves. */
function expectRows(rows: readonly Readonly<Record<string, unknown>>[], wanted: typeof rows, tolerance: number): void {
  expect(rows.length).toBe(wanted.length);
  rows.forEach((row, index) => {
    for (const [name, value] of Object.entries(wanted[index] ?? {})) {
      const own = row[name];
      if (typeof value !== 'number' || typeof own !== 'number') expect(own, name).toEqual(value);
      else
        expect(
          Math.abs(own - value),
          `${name} of ${String(row['ticker'])} on ${String(row['trading_date'])}: ${own}, ${value}`,
        ).toBeLessThanOrEqual(tolerance * Math.abs(value));
    }
  });
}
