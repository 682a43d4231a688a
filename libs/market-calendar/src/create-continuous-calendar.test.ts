import { describe, expect, it } from 'vitest';
import { calendarFor } from './calendar-for.ts';
import { createContinuousCalendar } from './create-continuous-calendar.ts';
import { CalendarInputError, CalendarRangeError } from './errors.ts';

const calendar = createContinuousCalendar();

describe('the continuous calendar', () => {
  it.each([
    { name: 'a weekend', date: '2026-05-24' },
    { name: 'a holiday of stocks', date: '2026-12-25' },
    { name: 'the spring change of New York', date: '2026-03-08' },
    { name: 'the autumn change of New York', date: '2026-11-01' },
    { name: 'a leap day', date: '2024-02-29' },
    { name: 'before 1990', date: '1989-12-29' },
  ])('trades a whole UTC day on $name', ({ date }) => {
    const openMs = Date.parse(`${date}T00:00Z`);
    const closeMs = openMs + 86_400_000;
    expect(calendar.session(date)).toEqual({
      tradingDate: date,
      isEarlyClose: false,
      nightOpenMs: openMs,
      preOpenMs: openMs,
      openMs,
      closeMs,
      postCloseMs: closeMs,
    });
  });

  it('has every date of a range, and its neighbours', () => {
    expect(calendar.sessions('2026-02-27', '2026-03-02').map((session) => session.tradingDate)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(calendar.sessions('2026-01-01', '2026-12-31')).toHaveLength(365);
    expect(calendar.nextSession('2026-02-28').tradingDate).toBe('2026-03-01');
    expect(calendar.previousSession('2026-03-01').tradingDate).toBe('2026-02-28');
  });

  it.each([
    { name: 'midnight', at: '2026-05-24T00:00Z', date: '2026-05-24', hour: '2026-05-24T00:00Z' },
    { name: 'the last millisecond', at: '2026-05-24T23:59:59.999Z', date: '2026-05-24', hour: '2026-05-24T23:00Z' },
    { name: 'an evening in New York', at: '2026-05-25T00:30Z', date: '2026-05-25', hour: '2026-05-25T00:00Z' },
    { name: 'before 1970', at: '1969-12-31T23:59:59.999Z', date: '1969-12-31', hour: '1969-12-31T23:00Z' },
  ])('locates $name', ({ at, date, hour }) => {
    const hourStartMs = Date.parse(hour);
    expect(calendar.locate(Date.parse(at))).toEqual({
      tradingDate: date,
      part: 'continuous',
      hourStartMs,
      hourEndMs: hourStartMs + 3_600_000,
    });
  });

  it.each([
    { name: 'at midnight', at: '2026-05-24T00:00Z', expected: '2026-05-23' },
    { name: 'a millisecond before', at: '2026-05-23T23:59:59.999Z', expected: '2026-05-22' },
  ])('has completed the day before, $name', ({ at, expected }) => {
    expect(calendar.lastCompletedSession(Date.parse(at)).tradingDate).toBe(expected);
  });

  it('is never a forecast', () => {
    expect(calendar.isForecast('2060-05-20')).toBe(false);
  });

  it('refuses what is neither a date nor an instant', () => {
    for (const ask of [calendar.session, calendar.nextSession, calendar.previousSession, calendar.isForecast])
      expect(() => ask('2026-02-30')).toThrow(CalendarInputError);
    expect(() => calendar.sessions('2026-02-30', '2026-03-01')).toThrow(CalendarInputError);
    expect(() => calendar.locate(Number.NaN)).toThrow(CalendarInputError);
    expect(() => calendar.lastCompletedSession(Infinity)).toThrow(CalendarInputError);
    expect(() => calendar.nextSession('9999-12-31')).toThrow(CalendarRangeError);
  });
});

describe('calendarFor', () => {
  it.each([
    { assetClass: 'stock', id: 'XNYS' },
    { assetClass: 'etf', id: 'XNYS' },
    { assetClass: 'index', id: 'XNYS' },
    { assetClass: 'crypto', id: '24/7' },
    { assetClass: 'forex', id: '24/5' },
  ] as const)('$assetClass: $id', ({ assetClass, id }) => {
    expect(calendarFor(assetClass).id).toBe(id);
  });

  it('passes the overrides on', () => {
    const overrides = { closures: [{ date: '2026-05-20', reason: 'day of mourning' }] };
    expect(calendarFor('etf', { overrides }).session('2026-05-20')).toBeNull();
    expect(calendarFor('crypto', { overrides }).session('2026-05-20')).not.toBeNull();
  });
});
