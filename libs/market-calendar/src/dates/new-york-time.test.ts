import { describe, expect, it } from 'vitest';
import { CalendarInputError, CalendarRangeError } from '../errors.ts';
import { newYorkDateAt, newYorkInstant, toUtcDate } from './new-york-time.ts';

describe('newYorkInstant', () => {
  it.each([
    { name: 'winter', date: '2026-01-06', minute: 570, expected: '2026-01-06T14:30Z' },
    { name: 'summer', date: '2026-05-20', minute: 570, expected: '2026-05-20T13:30Z' },
    { name: 'the evening before', date: '2026-05-20', minute: -180, expected: '2026-05-20T01:00Z' },
    { name: '24:00', date: '2026-05-20', minute: 1_440, expected: '2026-05-21T04:00Z' },
    { name: 'midnight before the spring change', date: '2026-03-08', minute: 0, expected: '2026-03-08T05:00Z' },
    { name: 'a minute before it', date: '2026-03-08', minute: 119, expected: '2026-03-08T06:59Z' },
    { name: 'the minute of it', date: '2026-03-08', minute: 180, expected: '2026-03-08T07:00Z' },
    {
      name: 'within the hours in which UTC and New York disagree on it',
      date: '2026-03-08',
      minute: 210,
      expected: '2026-03-08T07:30Z',
    },
    { name: 'the first 01:30 of the autumn change', date: '2026-11-01', minute: 90, expected: '2026-11-01T05:30Z' },
    { name: '02:00 after it', date: '2026-11-01', minute: 120, expected: '2026-11-01T07:00Z' },
    { name: 'noon after it', date: '2026-11-01', minute: 720, expected: '2026-11-01T17:00Z' },
    { name: 'the old rule: 1 April 2006 is winter', date: '2006-04-01', minute: 720, expected: '2006-04-01T17:00Z' },
    { name: 'the old rule: 3 April 2006 is summer', date: '2006-04-03', minute: 720, expected: '2006-04-03T16:00Z' },
    { name: "New Year's Eve", date: '2026-12-31', minute: 1_200, expected: '2027-01-01T01:00Z' },
  ])('$name', ({ date, minute, expected }) => {
    expect(new Date(newYorkInstant(date, minute))).toEqual(new Date(expected));
  });
});

describe('newYorkDateAt', () => {
  it.each([
    { name: 'a winter evening', at: '2026-01-07T00:30Z', expected: '2026-01-06' },
    { name: 'midnight in winter', at: '2026-01-07T05:00Z', expected: '2026-01-07' },
    { name: 'a millisecond before midnight in summer', at: '2026-05-20T03:59:59.999Z', expected: '2026-05-19' },
    { name: 'midnight in summer', at: '2026-05-20T04:00Z', expected: '2026-05-20' },
    { name: 'midnight before the spring change', at: '2026-03-08T05:00Z', expected: '2026-03-08' },
    { name: 'midnight after it', at: '2026-03-09T04:00Z', expected: '2026-03-09' },
    { name: 'New Year', at: '2027-01-01T04:59:59.999Z', expected: '2026-12-31' },
  ])('$name', ({ at, expected }) => {
    expect(newYorkDateAt(Date.parse(at))).toBe(expected);
  });
});

describe('toUtcDate', () => {
  it('is the UTC date', () => {
    expect(toUtcDate(Date.parse('2026-01-07T00:30Z'))).toBe('2026-01-07');
    expect(toUtcDate(-1)).toBe('1969-12-31');
  });

  it.each([newYorkDateAt, toUtcDate])('$name refuses what is not an instant', (of) => {
    expect(() => of(Number.NaN)).toThrow(CalendarInputError);
    expect(() => of(1e18)).toThrow(CalendarRangeError);
  });
});
