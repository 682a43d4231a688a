import { describe, expect, test } from 'vitest';
import { createForexCalendar } from './create-forex-calendar.ts';

const calendar = createForexCalendar();
const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString().slice(0, 16));

describe('the week of currencies', () => {
  test.each([
    {
      name: 'a Sunday in summer',
      date: '2026-05-17',
      open: '2026-05-17T21:00',
      close: '2026-05-18T00:00',
      minutes: 180,
    },
    { name: 'a Monday', date: '2026-05-18', open: '2026-05-18T00:00', close: '2026-05-19T00:00', minutes: 1_440 },
    {
      name: 'a Friday in summer',
      date: '2026-05-22',
      open: '2026-05-22T00:00',
      close: '2026-05-22T21:00',
      minutes: 1_260,
    },
    { name: 'a Saturday', date: '2026-05-23', open: null, close: null, minutes: 0 },
    {
      name: 'a Sunday in winter',
      date: '2026-01-04',
      open: '2026-01-04T22:00',
      close: '2026-01-05T00:00',
      minutes: 120,
    },
    {
      name: 'a Friday in winter',
      date: '2026-01-09',
      open: '2026-01-09T00:00',
      close: '2026-01-09T22:00',
      minutes: 1_320,
    },
    {
      name: 'the Sunday of the spring change',
      date: '2026-03-08',
      open: '2026-03-08T21:00',
      close: '2026-03-09T00:00',
      minutes: 180,
    },
    {
      name: 'the Sunday of the autumn change',
      date: '2026-11-01',
      open: '2026-11-01T22:00',
      close: '2026-11-02T00:00',
      minutes: 120,
    },
    {
      name: 'Christmas, when trading is thin',
      date: '2026-12-25',
      open: '2026-12-25T00:00',
      close: '2026-12-25T22:00',
      minutes: 1_320,
    },
  ])('$name, $date: $minutes minutes', ({ date, open, close, minutes }) => {
    const session = calendar.session(date);
    expect({ open: iso(session?.openMs), close: iso(session?.closeMs) }).toEqual({ open, close });
    expect(session === null ? 0 : calendar.expectedBars(session, 60_000)).toBe(minutes);
  });

  test.each([
    { name: 'before the week opens', at: '2026-05-17T20:59Z', date: '2026-05-17', part: 'unknown' },
    { name: 'the first minute', at: '2026-05-17T21:00Z', date: '2026-05-17', part: 'continuous' },
    { name: 'the last minute', at: '2026-05-22T20:59Z', date: '2026-05-22', part: 'continuous' },
    { name: 'after the week closes', at: '2026-05-22T21:00Z', date: '2026-05-22', part: 'unknown' },
  ])('$name is $part', ({ at, date, part }) => {
    expect(calendar.locate(Date.parse(at))).toMatchObject({ tradingDate: date, part });
  });

  test.each([
    { name: 'on a Saturday, the Friday', at: '2026-05-23T12:00Z', date: '2026-05-22' },
    { name: 'on a Friday evening in New York, the Friday', at: '2026-05-22T21:00Z', date: '2026-05-22' },
    { name: 'on a Monday, the Sunday', at: '2026-05-18T12:00Z', date: '2026-05-17' },
  ])('the last completed session is, $name', ({ at, date }) => {
    expect(calendar.lastCompletedSession(Date.parse(at)).tradingDate).toBe(date);
  });

  test('neighbours skip Saturdays', () => {
    expect(calendar.nextSession('2026-05-22').tradingDate).toBe('2026-05-24');
    expect(calendar.previousSession('2026-05-24').tradingDate).toBe('2026-05-22');
  });
});
