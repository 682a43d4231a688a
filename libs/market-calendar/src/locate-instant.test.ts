import { describe, expect, it } from 'vitest';
import { createStockCalendar } from './create-stock-calendar.ts';
import { CalendarInputError, CalendarRangeError } from './errors.ts';
import { createInstantLocator } from './locate-instant.ts';
import type { MarketCalendar } from './market-calendar.ts';
import { sessionAt } from './session-at.ts';

const calendar = createStockCalendar();

/** A location as text: `2026-05-20 regular 13:30-14:30`, its hour in UTC. */
function describeLocation(of: MarketCalendar, instant: string): string {
  const { tradingDate, part, hourStartMs, hourEndMs } = of.locate(Date.parse(instant));
  const time = (ms: number) => new Date(ms).toISOString().slice(11, 16);
  return `${tradingDate} ${part} ${time(hourStartMs)}-${time(hourEndMs)}`;
}

describe('locate', () => {
  it.each([
    { name: 'before the pre-market', at: '2026-05-20T07:59:59.999Z', says: '2026-05-20 unknown 07:00-08:00' },
    { name: 'the first pre-market hour', at: '2026-05-20T08:00Z', says: '2026-05-20 pre 08:00-09:00' },
    {
      name: 'the last pre-market hour has 30 minutes',
      at: '2026-05-20T13:29:59.999Z',
      says: '2026-05-20 pre 13:00-13:30',
    },
    { name: 'the open', at: '2026-05-20T13:30Z', says: '2026-05-20 regular 13:30-14:30' },
    { name: 'the last minute of the first hour', at: '2026-05-20T14:29Z', says: '2026-05-20 regular 13:30-14:30' },
    { name: 'the second hour', at: '2026-05-20T14:30Z', says: '2026-05-20 regular 14:30-15:30' },
    { name: 'the sixth hour', at: '2026-05-20T18:30Z', says: '2026-05-20 regular 18:30-19:30' },
    {
      name: 'the last regular hour has 30 minutes',
      at: '2026-05-20T19:59:59.999Z',
      says: '2026-05-20 regular 19:30-20:00',
    },
    { name: 'a bar at the close is post', at: '2026-05-20T20:00Z', says: '2026-05-20 post 20:00-21:00' },
    { name: 'the last post hour', at: '2026-05-20T23:59:59.999Z', says: '2026-05-20 post 23:00-00:00' },
    { name: 'after the post-market', at: '2026-05-21T00:00Z', says: '2026-05-20 unknown 00:00-01:00' },
    { name: 'midnight in New York', at: '2026-05-21T04:00Z', says: '2026-05-21 unknown 04:00-05:00' },
    { name: 'a minute before midnight', at: '2026-05-21T03:59Z', says: '2026-05-20 unknown 03:00-04:00' },
    {
      name: 'the 19:00 hour in winter is on the next UTC date',
      at: '2026-01-07T00:30Z',
      says: '2026-01-06 post 00:00-01:00',
    },
    { name: 'after it', at: '2026-01-07T01:00Z', says: '2026-01-06 unknown 01:00-02:00' },
    { name: 'a Sunday evening', at: '2026-01-05T00:30Z', says: '2026-01-04 unknown 00:00-01:00' },
    { name: 'an early close', at: '2026-11-27T17:59Z', says: '2026-11-27 regular 17:30-18:00' },
    { name: 'after an early close', at: '2026-11-27T18:00Z', says: '2026-11-27 post 18:00-19:00' },
    { name: 'the last post hour of an early close', at: '2026-11-27T21:59Z', says: '2026-11-27 post 21:00-22:00' },
    { name: '17:00 on an early close', at: '2026-11-27T22:00Z', says: '2026-11-27 unknown 22:00-23:00' },
    { name: 'the first hour after the spring change', at: '2026-03-09T13:30Z', says: '2026-03-09 regular 13:30-14:30' },
    { name: 'the same hour before it', at: '2026-03-06T14:30Z', says: '2026-03-06 regular 14:30-15:30' },
    { name: 'a holiday at noon', at: '2026-07-03T16:15Z', says: '2026-07-03 unknown 16:00-17:00' },
    { name: 'a Saturday at noon', at: '2026-05-23T16:15Z', says: '2026-05-23 unknown 16:00-17:00' },
    { name: 'before the rules', at: '1989-12-29T16:15Z', says: '1989-12-29 unknown 16:00-17:00' },
    { name: 'before 1970', at: '1969-12-31T23:59:59.999Z', says: '1969-12-31 unknown 23:00-00:00' },
    { name: 'the skipped hour of the spring change', at: '2026-03-08T07:00Z', says: '2026-03-08 unknown 07:00-08:00' },
    { name: 'midnight before the spring change', at: '2026-03-08T05:00Z', says: '2026-03-08 unknown 05:00-06:00' },
    { name: 'midnight after it', at: '2026-03-09T04:00Z', says: '2026-03-09 unknown 04:00-05:00' },
    {
      name: 'a minute before midnight before the autumn change',
      at: '2026-11-01T03:59Z',
      says: '2026-10-31 unknown 03:00-04:00',
    },
    { name: 'a minute before midnight after it', at: '2026-11-02T04:59Z', says: '2026-11-01 unknown 04:00-05:00' },
  ])('$name', ({ at, says }) => {
    expect(describeLocation(calendar, at)).toBe(says);
  });

  it('names the regular hours of a session from 09:30 and its pre-market hours from 04:00', () => {
    const session = calendar.nextSession('2026-05-19');
    const starts = (part: string, fromMs: number, toMs: number) => {
      const found = new Set<number>();
      for (let ms = fromMs; ms < toMs; ms += 60_000) {
        expect(calendar.locate(ms).part).toBe(part);
        found.add((calendar.locate(ms).hourStartMs - session.preOpenMs) / 3_600_000 + 4);
      }
      return [...found];
    };
    expect(starts('pre', session.preOpenMs, session.openMs)).toEqual([4, 5, 6, 7, 8, 9]);
    expect(starts('regular', session.openMs, session.closeMs)).toEqual([9.5, 10.5, 11.5, 12.5, 13.5, 14.5, 15.5]);
    expect(starts('post', session.closeMs, session.postCloseMs)).toEqual([16, 17, 18, 19]);
  });

  it('takes fractions of a millisecond', () => {
    expect(calendar.locate(Date.parse('2026-05-20T13:30Z') - 0.5).part).toBe('pre');
    expect(calendar.locate(Date.parse('2026-05-20T13:30Z') + 0.5)).toEqual(
      calendar.locate(Date.parse('2026-05-20T13:30Z')),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses %s', (instantMs) => {
    expect(() => calendar.locate(instantMs)).toThrow(CalendarInputError);
    expect(() => calendar.locate(instantMs)).toThrow(`${instantMs} is not an instant`);
  });

  it('refuses an instant that no date can be written for', () => {
    expect(() => calendar.locate(8.64e15)).toThrow(CalendarRangeError);
    expect(() => calendar.locate(1e18)).toThrow(CalendarRangeError);
  });

  it('answers on after a question that it refused', () => {
    expect(() => calendar.locate(Number.NaN)).toThrow(CalendarInputError);
    expect(calendar.locate(Date.parse('2026-05-20T13:30Z')).part).toBe('regular');
  });

  it('looks up the sessions of a UTC day once, however many instants are located', () => {
    const requested: string[] = [];
    const locate = createInstantLocator((date) => {
      requested.push(date);
      return calendar.session(date);
    });
    for (let ms = Date.parse('2026-05-20T00:00Z'); ms < Date.parse('2026-05-22T00:00Z'); ms += 60_000) locate(ms);
    for (let ms = Date.parse('2026-05-20T00:00Z'); ms < Date.parse('2026-05-22T00:00Z'); ms += 60_000) locate(ms);
    expect(requested.length).toBeLessThanOrEqual(6);
  });
});

describe('sessionAt', () => {
  it.each([
    { name: 'a Sunday evening has no trading date', at: '2026-01-05T00:30Z', expected: undefined },
    { name: 'a winter evening after midnight UTC', at: '2026-01-07T00:30Z', expected: '2026-01-06' },
    { name: 'the post-market of an early close', at: '2026-11-27T18:00Z', expected: '2026-11-27' },
    { name: 'after the post-market', at: '2026-01-07T01:00Z', expected: undefined },
    { name: 'before the rules', at: '1989-12-29T16:15Z', expected: undefined },
  ])('$name', ({ at, expected }) => {
    expect(sessionAt(calendar, Date.parse(at))?.tradingDate).toBe(expected);
  });
});
