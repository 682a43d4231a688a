import { binomialBand } from '@tickerlake/volatility';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asDate, binomialTail } from '@tickerlake/athena-sql';
import { openDuckDb } from '@tickerlake/athena-sql/testing';
import { aggregateTickers } from './aggregate-tickers.ts';
import { indexHours } from '../hours/index-hours.ts';
import { measuredHours } from '../hours/measured-hours.ts';
import { standingOfTickers } from './standing-of-tickers.ts';
import { comparisonCases } from '../testing/comparison-cases.ts';
import { expectRecords } from '../testing/expect-rows.ts';
import { type OpenAnalysis, openOnDuckDb } from '../testing/open-analysis.ts';
import { sessionRows } from '../testing/session-market.ts';
import { hourRows, marketDates, type TickerHour, tickerHours } from '../testing/ticker-market.ts';

async function openMarket(hours: readonly TickerHour[]): Promise<OpenAnalysis> {
  const engine = await openOnDuckDb();
  await engine.load('sessions', 'sessions', sessionRows('XNYS', marketDates));
  await engine.load('hourly_volatility', 'hourly_volatility', hourRows(hours));
  return engine;
}

describe('comparisons in SQL are what TypeScript says', () => {
  let engine: OpenAnalysis;
  beforeAll(async () => {
    engine = await openMarket(tickerHours());
  });
  afterAll(() => engine.close());

  test.each(comparisonCases)('$name', async ({ rows, expected }) => {
    expectRecords(await rows(engine.db), expected);
  });

  test('and the market has every case of them', () => {
    const valuesOf = (name: string, column: string) =>
      new Set(comparisonCases.find((one) => one.name === name)?.expected.map((row) => row[column]));
    expect(valuesOf('index to 100', 'reason')).toEqual(new Set([null, 'base incomplete', 'base zero']));
    expect(valuesOf('index of the same hour', 'reason')).toEqual(new Set([null]));
    expect(valuesOf('index of the same hour, too few sessions', 'reason')).toEqual(new Set(['base incomplete']));
    expect(
      [...valuesOf('own z-scores', 'z_score')].filter((value) => typeof value === 'number').length,
    ).toBeGreaterThan(100);
    expect(valuesOf('standing', 'standing')).toEqual(
      new Set(['consistently above', 'consistently below', 'no clear side']),
    );
    for (const [name, column] of [
      ['aggregate and trend', 'median'],
      ['correlation of pairs', 'correlation'],
      ['compared with a group', 'correlation'],
      ['annualised hours', 'rogers_satchell'],
      ['annualised hours', 'realized'],
    ] as const)
      expect(valuesOf(name, column)).toContain(null);
    expect(comparisonCases[0]?.expected.filter(({ trend }) => typeof trend === 'number').length).toBeGreaterThan(60);
  });
});

test('hours by the clock have an index too: the first of a session starts before its open', async () => {
  const byTheClock = marketDates.slice(0, 2).flatMap((date) =>
    Array.from({ length: 7 }, (_, hour): TickerHour => ({
      ticker: 'AAA',
      date,
      startMs: Date.parse(`${date}T14:00:00Z`) + hour * 3_600_000,
      session: 'regular',
      isComplete: true,
      m: 1 + hour,
    })),
  );
  const engine = await openMarket(byTheClock);
  const rows = await indexHours(
    engine.db,
    measuredHours(engine.db, 'range_pct'),
    asDate(sql.lit(marketDates[0] ?? '')),
  ).execute();
  expect(rows.map(({ index_100, reason }) => [index_100, reason])).toEqual(
    byTheClock.map(({ m }) => [(100 * (m ?? 0)) / 4, null]),
  );
  await engine.close();
});

describe('the label', () => {
  /** One hour a session: A above B in so many sessions, below in the others. Two tickers share the error. */
  const votes = (above: number, sessions: number): TickerHour[] =>
    marketDates.slice(0, sessions).flatMap((date, session) =>
      [
        ['A', session < above ? 2 : 1],
        ['B', session < above ? 1 : 2],
      ].map(([ticker, m]): TickerHour => ({
        ticker: String(ticker),
        date,
        startMs: Date.parse(`${date}T14:30:00Z`),
        session: 'regular',
        isComplete: true,
        m: Number(m),
      })),
    );

  test.each([6, 7, 8, 14])('of %s sessions is that of the exact binomial band, for every count', async (sessions) => {
    const band = binomialBand(sessions, 0.05 / 2);
    const engine = await openMarket([...votes(0, sessions)]);
    for (let above = 0; above <= sessions; above += 1) {
      await sql`delete from hourly_volatility`.execute(engine.db);
      await engine.db
        .insertInto('hourly_volatility')
        .values(hourRows(votes(above, sessions)))
        .execute();
      const rows = await standingOfTickers(engine.db, measuredHours(engine.db, 'range_pct')).execute();
      const label =
        band !== null && above >= band.high
          ? 'consistently above'
          : band !== null && above <= band.low
            ? 'consistently below'
            : 'no clear side';
      expect(rows.find(({ ticker }) => ticker === 'A')?.standing, `${above} of ${sessions}`).toBe(label);
    }
    await engine.close();
  });

  test('uses exact tails', async () => {
    const { db } = await openDuckDb();
    const pairs = [1, 2, 10, 35, 147, 500]
      .flatMap((n) => Array.from({ length: n + 1 }, (_, k) => ({ k, n })))
      .filter(({ k }) => k % 7 === 0);
    const { rows } = await sql<{
      k: number;
      n: number;
      tail: number;
    }>`select k, n, ${binomialTail(sql.ref<bigint>('k'), sql.ref<bigint>('n'))} as tail from (values ${sql.join(pairs.map(({ k, n }) => sql`(${k}, ${n})`))}) as v(k, n)`.execute(
      db,
    );
    expect(rows).toHaveLength(pairs.length);
    for (const { k, n, tail } of rows) expect(Math.abs(tail / exactTail(k, n) - 1), `${k} of ${n}`).toBeLessThan(1e-11);
  });
});

/** P(X <= k) by whole numbers of any size. */
function exactTail(k: number, n: number): number {
  let [term, sum] = [1n, 0n];
  for (let i = 0; i <= k; i += 1) {
    sum += term;
    term = (term * BigInt(n - i)) / BigInt(i + 1);
  }
  return Number((sum * 10n ** 200n) / 2n ** BigInt(n)) / 1e200;
}

test('impossible windows and errors are refused', async () => {
  const { db } = await openOnDuckDb();
  for (const hours of [0, 1.5]) expect(() => aggregateTickers(db, measuredHours(db, 'pk'), hours)).toThrow(RangeError);
  for (const alpha of [0, 1, Number.NaN])
    expect(() => standingOfTickers(db, measuredHours(db, 'pk'), alpha)).toThrow(RangeError);
});
