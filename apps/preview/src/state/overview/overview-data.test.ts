import { describe, expect, test } from 'vitest';
import type { SessionHour } from './hours.ts';
import { overviewData } from './overview-data.ts';
import { makeHour, makeSessions } from './testing/make-hours.ts';
import { sortRows, type TickerRow } from './ticker-rows.ts';

/** Twelve days of two hours; the last one has no hours yet. */
const sessions = makeSessions(Date.UTC(2026, 10, 2, 14, 30), 12);
const shown = sessions.slice(6, 11);
const hoursOf = (ticker: string, value: number, usual: number | null, own = shown): SessionHour[] =>
  own.flatMap((session) => [0, 60].map((minute) => makeHour(ticker, session, minute, value, usual)));
const calm = hoursOf('AAPL', 1, 1);
const wild = hoursOf('NVDA', 11, 5.5);
const listed = hoursOf('RIVN', 1, null, shown.slice(-1));
const meansOf = (ticker: string, mean: number, own = sessions.slice(0, 11)) =>
  own.map(({ openMs }) => ({ ticker, openMs, mean, annualised: 20 * mean }));
const means = [...meansOf('AAPL', 1), ...meansOf('NVDA', 11), ...meansOf('RIVN', 1, shown.slice(-1))];

describe('the first screen', () => {
  const data = overviewData([...calm, ...wild, ...listed], means, sessions, 'America/New_York');

  test('shows the newest sessions with hours', () =>
    expect(data?.shown.map(({ date }) => date)).toEqual(shown.map(({ date }) => date)));

  test('begins with the most unusual ticker; one that cannot be compared is last', () =>
    expect(data?.tickers).toEqual(['NVDA', 'AAPL', 'RIVN']));

  test('has a row per ticker, in the same order, with means up to the newest session', () =>
    expect(
      data?.rows.map(({ ticker, last, ratio, sessionMean, annualised }) => [
        ticker,
        last,
        ratio,
        sessionMean,
        annualised,
      ]),
    ).toEqual([
      ['NVDA', 11, 2, 11, 220],
      ['AAPL', 1, 1, 1, 20],
      ['RIVN', 1, null, 1, 20],
    ]));

  test('has no mean for a session before a ticker was listed', () =>
    expect(data?.rows.at(-1)?.recent).toEqual([...Array.from({ length: 10 }, () => null), 1]));

  test('has the hours of the newest session for a normal day', () => {
    const day = data?.normalDay('NVDA');
    expect(day?.sessionCount).toBe(10);
    expect(day?.hours.map(({ value, past }) => [value, past?.[2]])).toEqual([
      [11, 5.5],
      [11, 5.5],
    ]);
  });

  test('says how to get a comparison if no hour has one', () =>
    expect(overviewData(listed, means, sessions, 'UTC')?.lead).toContain('tickerlake backfill'));

  test.each([
    { name: 'no hours', hours: [] },
    { name: 'hours that have not come', hours: calm.map((hour) => ({ ...hour, value: null })) },
  ])('is empty with $name', ({ hours }) => expect(overviewData(hours, means, sessions, 'UTC')).toBeNull());
});

describe('sorting', () => {
  const row = (ticker: string, ratio: number | null): TickerRow => ({
    ticker,
    ratio,
    last: null,
    zScore: null,
    sessionMean: null,
    annualised: null,
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
