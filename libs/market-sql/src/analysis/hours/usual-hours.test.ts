import { describe, expect, test } from 'vitest';
import { openOnDuckDb } from '../testing/open-analysis.ts';
import { rollUpSessionRows } from '../testing/minute-market.ts';
import { tradingDates } from '../testing/session-market.ts';
import { hourRows, type TickerHour } from '../testing/ticker-market.ts';
import { measuredHours } from './measured-hours.ts';
import { usualHours } from './usual-hours.ts';

const dates = tradingDates('XNYS', 10);
const today = dates.at(-1) ?? '';
const openOf = (date: string): number => Date.parse(`${date}T14:30:00Z`);
const hour = (date: string, minute: number, m: number, isComplete = true): TickerHour => ({
  ticker: 'AAA',
  date,
  startMs: openOf(date) + minute * 60_000,
  session: 'regular',
  isComplete,
  m,
});
/** The first and the second hour of the sessions before the newest one. */
const past = (...values: readonly number[]): TickerHour[] =>
  values.flatMap((m, index) => {
    const date = dates[dates.length - 1 - values.length + index] ?? '';
    return [hour(date, 0, m), hour(date, 60, m)];
  });
const quiet = past(1, 1, 2, 2, 3, 3, 2, 2, 2);

/** Rows of the newest session, which is open for 90 minutes. */
async function compare(hours: readonly TickerHour[]) {
  const engine = await openOnDuckDb();
  await engine.load(
    'sessions',
    'sessions',
    dates.map((tradingDate) =>
      rollUpSessionRows({
        calendar: 'XNYS',
        tradingDate,
        openMs: openOf(tradingDate),
        minutes: tradingDate === today ? 90 : 390,
      }),
    ),
  );
  await engine.load('hourly_volatility', 'hourly_volatility', hourRows(hours));
  const rows = await usualHours(engine.db, measuredHours(engine.db, 'range_pct'), 1).execute();
  await engine.close();
  return rows.map(({ minutes_since_open, m, usual, ratio, sessions }) => ({
    minute: Number(minutes_since_open),
    m,
    usual,
    ratio,
    sessions: Number(sessions),
  }));
}

describe('an hour against its usual', () => {
  test.each([
    {
      name: 'is the ratio to the median of earlier sessions',
      hours: [...quiet, hour(today, 0, 5)],
      row: { minute: 0, m: 5, usual: 2, ratio: 2.5, sessions: 9 },
    },
    {
      name: 'has none with four earlier sessions',
      hours: [...past(1, 1, 1, 1), hour(today, 0, 5)],
      row: { minute: 0, m: 5, usual: null, ratio: null, sessions: 4 },
    },
    {
      name: 'has none where an early close makes it shorter',
      hours: [...quiet, hour(today, 60, 5)],
      row: { minute: 60, m: 5, usual: null, ratio: null, sessions: 0 },
    },
    {
      name: 'has no ratio if the usual is 0',
      hours: [...past(0, 0, 0, 0, 0), hour(today, 0, 5)],
      row: { minute: 0, m: 5, usual: 0, ratio: null, sessions: 5 },
    },
    {
      name: 'leaves incomplete hours out of the past',
      hours: [...quiet.map((one) => (one.m === 3 ? { ...one, isComplete: false } : one)), hour(today, 0, 4)],
      row: { minute: 0, m: 4, usual: 2, ratio: 2, sessions: 7 },
    },
    {
      name: 'is a row before it has come',
      hours: [...quiet, hour(today, 60, 5)],
      row: { minute: 0, m: null, usual: 2, ratio: null, sessions: 9 },
    },
  ])('$name', async ({ hours, row }) => expect(await compare(hours)).toContainEqual(row));

  test('is no row after the close', async () =>
    expect(
      (await compare([...quiet, hour(dates[0] ?? '', 120, 1), hour(today, 0, 5)])).map(({ minute }) => minute),
    ).toEqual([0, 60]));
});
