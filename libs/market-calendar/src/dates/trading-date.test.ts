import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarInputError, CalendarRangeError } from '../errors.ts';
import {
  addCalendarDays,
  isTradingDate,
  isWeekend,
  toCalendarDates,
  toDayNumber,
  toTradingDate,
  toWeekday,
} from './trading-date.ts';

describe('isTradingDate', () => {
  it.each([
    { name: 'a date', value: '2026-05-20', expected: true },
    { name: 'a leap day', value: '2024-02-29', expected: true },
    { name: 'the leap day of a century of 400', value: '2000-02-29', expected: true },
    { name: 'no leap day in a century', value: '2100-02-29', expected: false },
    { name: 'no leap day', value: '2026-02-29', expected: false },
    { name: 'the 31st of a short month', value: '2026-04-31', expected: false },
    { name: 'month 13', value: '2026-13-01', expected: false },
    { name: 'day 0', value: '2026-05-00', expected: false },
    { name: 'year 0', value: '0000-01-01', expected: false },
    { name: 'the first date', value: '0001-01-01', expected: true },
    { name: 'the last date', value: '9999-12-31', expected: true },
    { name: 'missing zeros', value: '2026-5-20', expected: false },
    { name: 'no dashes', value: '20260520', expected: false },
    { name: 'an instant', value: '2026-05-20T00:00:00Z', expected: false },
    { name: 'white space', value: ' 2026-05-20', expected: false },
    { name: 'a line end', value: '2026-05-20\n', expected: false },
    { name: 'a number', value: 20_260_520, expected: false },
    { name: 'null', value: null, expected: false },
  ])('$name: $expected', ({ value, expected }) => {
    expect(isTradingDate(value)).toBe(expected);
  });
});

describe('addCalendarDays', () => {
  it.each([
    { date: '2026-02-28', days: 1, expected: '2026-03-01' },
    { date: '2024-02-28', days: 1, expected: '2024-02-29' },
    { date: '2026-01-01', days: -1, expected: '2025-12-31' },
    { date: '2026-03-07', days: 2, expected: '2026-03-09' },
    { date: '2026-10-31', days: 2, expected: '2026-11-02' },
    { date: '2026-05-20', days: 0, expected: '2026-05-20' },
    { date: '2026-05-20', days: 365, expected: '2027-05-20' },
    { date: '1969-12-31', days: 1, expected: '1970-01-01' },
  ])('$date + $days = $expected', ({ date, days, expected }) => {
    expect(addCalendarDays(date, days)).toBe(expected);
  });

  it.each([
    {
      name: 'no date',
      date: '2026-02-30',
      days: 1,
      error: CalendarInputError,
      says: '"2026-02-30" is not a calendar date: write it as YYYY-MM-DD',
    },
    {
      name: 'half a day',
      date: '2026-02-28',
      days: 0.5,
      error: CalendarInputError,
      says: '2026-02-28 cannot be moved: 0.5 is not a whole number of days',
    },
    {
      name: 'after the last date',
      date: '9999-12-31',
      days: 1,
      error: CalendarRangeError,
      says: 'outside 0001-01-01 to 9999-12-31',
    },
    {
      name: 'before the first date',
      date: '0001-01-01',
      days: -1,
      error: CalendarRangeError,
      says: 'outside 0001-01-01 to 9999-12-31',
    },
    {
      name: 'farther than any date',
      date: '2026-01-01',
      days: 1e12,
      error: CalendarRangeError,
      says: 'outside 0001-01-01 to 9999-12-31',
    },
  ])('refuses $name', ({ date, days, error, says }) => {
    expect(() => addCalendarDays(date, days)).toThrow(error);
    expect(() => addCalendarDays(date, days)).toThrow(says);
  });
});

describe('toCalendarDates', () => {
  it.each([
    {
      name: 'both ends',
      from: '2026-02-27',
      to: '2026-03-02',
      expected: ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'],
    },
    { name: 'one date', from: '2026-02-27', to: '2026-02-27', expected: ['2026-02-27'] },
    { name: 'a reversed range', from: '2026-03-02', to: '2026-02-27', expected: [] },
    {
      name: 'the weekend of a clock change',
      from: '2026-03-07',
      to: '2026-03-09',
      expected: ['2026-03-07', '2026-03-08', '2026-03-09'],
    },
  ])('$name', ({ from, to, expected }) => {
    expect(toCalendarDates(from, to)).toEqual(expected);
  });
});

describe('day numbers', () => {
  const anyDay = fc.integer({ min: toDayNumber('0001-01-01'), max: toDayNumber('9999-12-31') });

  it('turn into dates and back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(isTradingDate(toTradingDate(day))).toBe(true);
        expect(toDayNumber(toTradingDate(day))).toBe(day);
      }),
    );
  });

  it('sort as their dates do', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(toTradingDate(a) < toTradingDate(b)).toBe(a < b);
      }),
    );
  });

  it('of a week have seven weekdays, two of them a weekend', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600_000, max: 2_000_000 }), (day) => {
        const week = Array.from({ length: 7 }, (_, index) => toTradingDate(day + index));
        expect(week.map(toWeekday).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
        expect(week.filter(isWeekend).map(toWeekday).sort()).toEqual([0, 6]);
      }),
    );
  });
});
