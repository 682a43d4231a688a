import { describe, expect, it } from 'vitest';
import { createStockCalendar } from '../create-stock-calendar.ts';
import { findSuspectDates } from './suspect-dates.ts';

const calendar = createStockCalendar();
const week = ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'];

describe('findSuspectDates', () => {
  it.each([
    {
      name: 'nothing where every session has bars',
      bars: week.map((date) => [date, 7] as const),
      tickers: 7,
      found: [],
    },
    {
      name: 'nothing where one ticker of many has bars',
      bars: week.map((date) => [date, 1] as const),
      tickers: 7,
      found: [],
    },
    {
      name: 'a session that no ticker has bars for',
      bars: week.filter((date) => date !== '2026-05-20').map((date) => [date, 7] as const),
      tickers: 7,
      found: ['2026-05-20 session-without-bars'],
    },
    { name: 'nothing of it among few tickers', bars: [], tickers: 4, found: [] },
    {
      name: 'a closed day with bars',
      bars: [...week, '2026-05-23'].map((date) => [date, 3] as const),
      tickers: 3,
      found: ['2026-05-23 bars-on-closed-day'],
    },
  ])('finds $name', ({ bars, tickers, found }) => {
    const suspects = findSuspectDates(calendar, '2026-05-18', '2026-05-24', {
      tickers,
      tickersWithBars: new Map(bars),
    });
    expect(suspects.map(({ tradingDate, kind }) => `${tradingDate} ${kind}`)).toEqual(found);
  });

  it('says what to do about either', () => {
    const tickersWithBars = new Map([['2026-05-25', 2]]);
    const messages = findSuspectDates(calendar, '2026-05-25', '2026-05-26', { tickers: 7, tickersWithBars }).map(
      ({ message }) => message,
    );
    expect(messages).toEqual([
      '2026-05-25 is closed, but 2 of 7 tickers have bars: if there was a session, add the date to the fullSessions of the overrides.',
      '2026-05-26 is a session, but none of 7 tickers has a bar: if the market was closed, add the date to the closures of the overrides.',
    ]);
  });
});
