import type { Tables } from '@tickerlake/record-schema';
import { averageTrueRange as expectedRanges, type Bar, closeReturns, closeToClose, garmanKlass, gkYangZhangTerms, overnightReturns, parkinson, percentOfClose, rogersSatchell, rollingVolatility, trueRanges, yangZhang } from '@tickerlake/volatility';
import { absentVectors, readVectors } from '@tickerlake/volatility/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDuckDb } from '../testing.ts';
import { averageTrueRange } from './average-true-range.ts';
import { rollingSessions } from './rolling-sessions.ts';
import { sessionReturns } from './session-returns.ts';
import { duckDbEngine } from './testing/analysis-engine.ts';
import { expectClose } from './testing/expect-rows.ts';
import { dayRow, sessionBars, sessionRows, tradingDates } from './testing/session-market.ts';

const vectors = readVectors(process.env['CI']);
const stockDates = tradingDates('XNYS', 60);
const cryptoDates = tradingDates('24/7', 60);
/** The calendar itself lacks a month: as when January and March are published. */
const cutDates = (dates: readonly string[]): string[] => dates.filter((_, index) => index < 25 || index >= 46);

interface Series {
  readonly ticker: string;
  readonly dates: readonly string[];
  readonly bars: readonly (Bar | null)[];
  /** Bars that are there, and incomplete. */
  readonly incomplete?: readonly number[];
  readonly year: number;
}

const bars = (count: number, seed: number, missing: readonly number[] = []) => sessionBars(count, seed).map((bar, index) => (missing.includes(index) ? null : bar));
const market: readonly Series[] = [
  { ticker: 'FULL', dates: stockDates, bars: bars(60, 1), year: 252 },
  { ticker: 'GAPS', dates: stockDates, bars: bars(60, 2, [20, 36]), year: 252 },
  { ticker: 'HALF', dates: stockDates, bars: bars(60, 3), incomplete: [17], year: 252 },
  { ticker: 'X:COIN', dates: cryptoDates, bars: bars(60, 4), year: 365 },
  ...(vectors === null ? [] : [{ ticker: 'TALIB', dates: stockDates.slice(0, 51), bars: vectors.bars, year: 252 }]),
];

async function analyse(series: readonly Series[], calendar: (dates: readonly string[]) => readonly string[]) {
  const { db, run } = await openDuckDb();
  const engine = duckDbEngine(run);
  await engine.load('sessions', 'sessions', [...sessionRows('XNYS', calendar(stockDates)), ...sessionRows('24/7', calendar(cryptoDates))]);
  await engine.load('daily_volatility', 'daily_volatility', series.flatMap(({ ticker, dates, bars: own, incomplete = [] }) =>
    own.flatMap((bar, index) => (bar === null || !calendar(dates).includes(dates[index] ?? '') ? [] : [dayRow(ticker, dates[index] ?? '', bar, !incomplete.includes(index))]))));
  const tables = db.withTables<Tables>();
  await run(`create view session_returns as ${sessionReturns(tables).compile().sql}`);
  const [returns, rolling, ranges] = [await run('select * from session_returns'), await rollingSessions(tables, 10).execute(), await averageTrueRange(tables, 14).execute()];
  return (ticker: string, date: string) => {
    const find = <Row extends Readonly<Record<string, unknown>>>(rows: readonly Row[]) => rows.find((row) => row['ticker'] === ticker && row['trading_date'] === date);
    return { ...find(returns), ...find(rolling), atr: null, natr: null, ...find(ranges) } as Readonly<Record<string, unknown>>;
  };
}

/** What TypeScript says, an incomplete session being none. */
function expectedOf({ bars: all, incomplete = [], year }: Pick<Series, 'bars' | 'incomplete' | 'year'>) {
  const own = all.map((bar, index) => (incomplete.includes(index) ? null : bar));
  const mean = (value: (bar: Bar) => number | null) => rollingVolatility(own.map((bar) => (bar === null ? null : value(bar))), 10, year);
  const atr = expectedRanges(own, 14);
  return {
    overnight_return: overnightReturns(own), close_return: closeReturns(own), true_range: trueRanges(own), gk_yz: gkYangZhangTerms(own),
    yang_zhang: yangZhang(own, 10, year), close_to_close: closeToClose(own, 10, year), gk_yang_zhang: rollingVolatility(gkYangZhangTerms(own), 10, year),
    parkinson: mean(parkinson.value), garman_klass: mean(garmanKlass.value), rogers_satchell: mean(rogersSatchell.value), realized: mean(parkinson.value),
    atr, natr: percentOfClose(atr, own),
  };
}

describe('sessions in SQL are what TypeScript says', () => {
  let at: Awaited<ReturnType<typeof analyse>>;
  beforeAll(async () => {
    at = await analyse(market, (dates) => dates);
  });

  test.each(market)('$ticker', (series) => {
    for (const [name, values] of Object.entries(expectedOf(series))) {
      expect(values.some((value) => value !== null), name).toBe(true);
      series.bars.forEach((bar, index) => {
        if (bar !== null) expectClose(at(series.ticker, series.dates[index] ?? '')[name], values[index] ?? null, `${name} of session ${index}`);
      });
    }
  });

  test.skipIf(vectors === null).each([
    { column: 'tr', name: 'true_range' }, { column: 'atr14', name: 'atr' }, { column: 'rs10_A252', name: 'rogers_satchell' },
    { column: 'gk10_A252', name: 'garman_klass' }, { column: 'pk10_A252', name: 'parkinson' }, { column: 'yz10_A252', name: 'yang_zhang' },
  ])(`the outside vectors have $column (${vectors === null ? absentVectors : '51 bars'})`, ({ column, name }) => {
    vectors?.column(column).forEach((value, index) => expectClose(at('TALIB', stockDates[index] ?? '')[name], value, `${column} of bar ${index}`));
  });
});

test('a month that the calendar itself lacks is no night, and no window spans it', async () => {
  const [full] = market;
  if (full === undefined) throw new Error('no series');
  const at = await analyse([full], cutDates);
  const [before, after] = [full.bars.slice(0, 25), full.bars.slice(46)];
  for (const [part, first] of [[before, 0], [after, 46]] as const) {
    for (const [name, values] of Object.entries(expectedOf({ ...full, bars: part }))) {
      values.forEach((value, index) => expectClose(at('FULL', full.dates[first + index] ?? '')[name], value, `${name} of session ${first + index}`));
    }
  }
});

test.each([
  { name: 'on another grid', change: { grid: 'clock' } },
  { name: 'adjusted otherwise', change: { adjusted: true } },
])('after a session $name there is no night', async ({ change }) => {
  const { db, run } = await openDuckDb();
  const engine = duckDbEngine(run);
  const [first, second] = sessionBars(2, 5);
  if (first === undefined || second === undefined) throw new Error('no bars');
  await engine.load('sessions', 'sessions', sessionRows('XNYS', stockDates.slice(0, 2)));
  await engine.load('daily_volatility', 'daily_volatility', [{ ...dayRow('ODD', stockDates[0] ?? '', first), ...change }, dayRow('ODD', stockDates[1] ?? '', second)]);
  const rows = await sessionReturns(db.withTables<Tables>()).execute();
  expect(rows.map((row) => row.overnight_return)).toEqual([null, null]);
});

test.each([1, 1.5, 0])('a window of %s sessions is refused', async (n) => {
  const { db } = await openDuckDb<Tables>();
  expect(() => rollingSessions(db, n)).toThrow(RangeError);
  if (n !== 1) expect(() => averageTrueRange(db, n)).toThrow(RangeError);
});
