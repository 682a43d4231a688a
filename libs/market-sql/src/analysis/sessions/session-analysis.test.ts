import { absentVectors } from '@tickerlake/volatility/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { averageTrueRange } from './average-true-range.ts';
import { rollingSessions } from './rolling-sessions.ts';
import { sessionReturns } from './session-returns.ts';
import { expectClose } from '../testing/expect-rows.ts';
import { openOnDuckDb } from '../testing/open-analysis.ts';
import { analyse, cutDates, expectedOf, market, stockDates, vectors } from '../testing/session-cases.ts';
import { dayRow, sessionBars, sessionRows } from '../testing/session-market.ts';

describe('sessions in SQL are what TypeScript says', () => {
  let at: Awaited<ReturnType<typeof analyse>>;
  beforeAll(async () => {
    at = await analyse(await openOnDuckDb(), market, (dates) => dates);
  });

  test.each(market)('$ticker', (series) => {
    for (const [name, values] of Object.entries(expectedOf(series))) {
      expect(
        values.some((value) => value !== null),
        name,
      ).toBe(true);
      series.bars.forEach((bar, index) => {
        if (bar !== null)
          expectClose(
            at(series.ticker, series.dates[index] ?? '')[name],
            values[index] ?? null,
            `${name} of session ${index}`,
          );
      });
    }
  });

  test.skipIf(vectors === null).each([
    { column: 'tr', name: 'true_range' },
    { column: 'atr14', name: 'atr' },
    { column: 'rs10_A252', name: 'rogers_satchell' },
    { column: 'gk10_A252', name: 'garman_klass' },
    { column: 'pk10_A252', name: 'parkinson' },
    { column: 'yz10_A252', name: 'yang_zhang' },
  ])(`the outside vectors have $column (${vectors === null ? absentVectors : '51 bars'})`, ({ column, name }) => {
    vectors
      ?.column(column)
      .forEach((value, index) =>
        expectClose(at('TALIB', stockDates[index] ?? '')[name], value, `${column} of bar ${index}`),
      );
  });
});

test('a month that the calendar itself lacks is not a night, and no window spans it', async () => {
  const [full] = market;
  if (full === undefined) throw new Error('no series');
  const at = await analyse(await openOnDuckDb(), [full], cutDates);
  const [before, after] = [full.bars.slice(0, 25), full.bars.slice(46)];
  for (const [part, first] of [
    [before, 0],
    [after, 46],
  ] as const) {
    for (const [name, values] of Object.entries(expectedOf({ ...full, bars: part }))) {
      values.forEach((value, index) =>
        expectClose(at('FULL', full.dates[first + index] ?? '')[name], value, `${name} of session ${first + index}`),
      );
    }
  }
});

test.each([
  { name: 'on another grid', change: { grid: 'clock' } },
  { name: 'adjusted otherwise', change: { adjusted: true } },
])('after a session $name there is no night', async ({ change }) => {
  const engine = await openOnDuckDb();
  const [first, second] = sessionBars(2, 5);
  if (first === undefined || second === undefined) throw new Error('no bars');
  await engine.load('sessions', 'sessions', sessionRows('XNYS', stockDates.slice(0, 2)));
  await engine.load('splits', 'splits', []);
  await engine.load('daily_volatility', 'daily_volatility', [
    { ...dayRow('ODD', stockDates[0] ?? '', first), ...change },
    dayRow('ODD', stockDates[1] ?? '', second),
  ]);
  const rows = await sessionReturns(engine.db).execute();
  expect(rows.map((row) => row.overnight_return)).toEqual([null, null]);
});

test.each([1, 1.5, 0])('a window of %s sessions is refused', async (n) => {
  const { db } = await openOnDuckDb();
  expect(() => rollingSessions(db, n)).toThrow(RangeError);
  if (n !== 1) expect(() => averageTrueRange(db, n)).toThrow(RangeError);
});
