import { describe, expect, test } from 'vitest';
import type { Hour } from './hours.ts';
import { overviewData } from './overview-data.ts';
import { makeHour, makeSessions } from './testing/make-hours.ts';
import { sortRows, type TickerRow } from './ticker-rows.ts';

/** Twelve days of two hours; the last one has no hours yet. */
const sessions = makeSessions(Date.UTC(2026, 10, 2, 14, 30), 12);
const hoursOf = (ticker: string, values: readonly number[]): Hour[] =>
  values.flatMap((value, day) => [0, 60].map((minute) => makeHour(ticker, sessions[day], minute, value)));
const calm = hoursOf('AAPL', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
const wild = hoursOf('NVDA', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
const listed = hoursOf('RIVN', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]).slice(-2);
const crypto = hoursOf('X:BTCUSD', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]);

describe('the first screen', () => {
  const data = overviewData([...calm, ...wild, ...listed, ...crypto], sessions, 'America/New_York');

  test('shows the five newest sessions with hours', () =>
    expect(data?.shown.map(({ date }) => date)).toEqual(sessions.slice(6, 11).map(({ date }) => date)));

  test('begins with the most unusual ticker; one that cannot be compared is last, and crypto is left out', () =>
    expect(data?.tickers).toEqual(['NVDA', 'AAPL', 'RIVN']));

  test('has a row per ticker, in the same order, with means up to the newest session', () =>
    expect(data?.rows.map(({ ticker, last, ratio, sessionMean }) => [ticker, last, ratio, sessionMean])).toEqual([
      ['NVDA', 11, 2, 11],
      ['AAPL', 1, 1, 1],
      ['RIVN', 1, null, 1],
    ]));

  test('has no mean for a session before a ticker was listed', () =>
    expect(data?.rows.at(-1)?.recent).toEqual([...Array.from({ length: 10 }, () => null), 1]));

  test('compares a ticker with the same hour of ten earlier sessions', () => {
    const day = data?.normalDay('NVDA');
    expect(day?.sessionCount).toBe(10);
    expect(day?.hours.map(({ value }) => value)).toEqual([11, 11]);
    expect(day?.hours[1]?.past?.map((value) => Number(value.toFixed(2)))).toEqual([1.9, 3.25, 5.5, 7.75, 9.1]);
  });

  test('has no bands for a ticker with fewer than five earlier sessions', () =>
    expect(data?.normalDay('RIVN').hours.map(({ past }) => past)).toEqual([null, null]));

  test('says how to get a comparison if no hour has one', () =>
    expect(overviewData(listed, sessions, 'UTC')?.lead).toContain('tickerlake backfill'));

  test.each([
    { name: 'no hours', hours: [] },
    { name: 'crypto alone', hours: crypto },
  ])('is empty with $name', ({ hours }) => expect(overviewData(hours, sessions, 'UTC')).toBeNull());
});

describe('sorting', () => {
  const row = (ticker: string, ratio: number | null): TickerRow => ({
    ticker,
    ratio,
    last: null,
    zScore: null,
    sessionMean: null,
    recent: [],
  });
  const rows = [row('B', null), row('C', 1), row('A', 2)];

  test.each([
    { key: 'ratio', isDown: true, order: 'ACB' },
    { key: 'ratio', isDown: false, order: 'CAB' },
    { key: 'ticker', isDown: false, order: 'ABC' },
    { key: 'ticker', isDown: true, order: 'CBA' },
    { key: 'last', isDown: true, order: 'BCA' },
  ] as const)('by $key, down: $isDown, puts rows without a value last', ({ key, isDown, order }) =>
    expect(
      sortRows(rows, key, isDown)
        .map(({ ticker }) => ticker)
        .join(''),
    ).toBe(order),
  );
});
