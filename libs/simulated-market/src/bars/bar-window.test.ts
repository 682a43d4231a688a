import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_YORK_ZONE, UTC_ZONE } from '../calendar/time-zone.ts';
import { createBarWindows, TIMESPANS } from './bar-window.ts';

const CHICAGO_SHIFT_MS = 3_600_000;

describe('createBarWindows', () => {
  it.each([
    {
      name: 'minute',
      timespan: 'minute',
      multiplier: 1,
      at: '2026-05-20T13:30:59Z',
      from: '2026-05-20T13:30Z',
      to: '2026-05-20T13:31Z',
    },
    {
      name: '5 minutes',
      timespan: 'minute',
      multiplier: 5,
      at: '2026-05-20T13:34Z',
      from: '2026-05-20T13:30Z',
      to: '2026-05-20T13:35Z',
    },
    {
      name: '45 minutes restart at midnight',
      timespan: 'minute',
      multiplier: 45,
      at: '2026-05-20T04:44Z',
      from: '2026-05-20T04:00Z',
      to: '2026-05-20T04:45Z',
    },
    {
      name: 'clock hour around the open',
      timespan: 'hour',
      multiplier: 1,
      at: '2026-05-20T13:31Z',
      from: '2026-05-20T13:00Z',
      to: '2026-05-20T14:00Z',
    },
    {
      name: '4 hours in summer',
      timespan: 'hour',
      multiplier: 4,
      at: '2026-05-20T14:00Z',
      from: '2026-05-20T12:00Z',
      to: '2026-05-20T16:00Z',
    },
    {
      name: '4 hours in winter',
      timespan: 'hour',
      multiplier: 4,
      at: '2026-01-20T14:00Z',
      from: '2026-01-20T13:00Z',
      to: '2026-01-20T17:00Z',
    },
    {
      name: 'day in summer',
      timespan: 'day',
      multiplier: 1,
      at: '2026-05-20T23:59Z',
      from: '2026-05-20T04:00Z',
      to: '2026-05-21T04:00Z',
    },
    {
      name: 'day in winter, after midnight in UTC',
      timespan: 'day',
      multiplier: 1,
      at: '2026-01-07T00:30Z',
      from: '2026-01-06T05:00Z',
      to: '2026-01-07T05:00Z',
    },
    {
      name: 'day of 23 hours',
      timespan: 'day',
      multiplier: 1,
      at: '2026-03-08T12:00Z',
      from: '2026-03-08T05:00Z',
      to: '2026-03-09T04:00Z',
    },
    {
      name: 'week from Sunday',
      timespan: 'week',
      multiplier: 1,
      at: '2026-05-20T15:00Z',
      from: '2026-05-17T04:00Z',
      to: '2026-05-24T04:00Z',
    },
    {
      name: 'month over the change to summer time',
      timespan: 'month',
      multiplier: 1,
      at: '2026-03-20T15:00Z',
      from: '2026-03-01T05:00Z',
      to: '2026-04-01T04:00Z',
    },
    {
      name: 'quarter',
      timespan: 'quarter',
      multiplier: 1,
      at: '2026-05-20T15:00Z',
      from: '2026-04-01T04:00Z',
      to: '2026-07-01T04:00Z',
    },
    {
      name: 'half a year',
      timespan: 'quarter',
      multiplier: 2,
      at: '2026-05-20T15:00Z',
      from: '2026-01-01T05:00Z',
      to: '2026-07-01T04:00Z',
    },
    {
      name: 'year',
      timespan: 'year',
      multiplier: 1,
      at: '2026-05-20T15:00Z',
      from: '2026-01-01T05:00Z',
      to: '2027-01-01T05:00Z',
    },
  ] as const)('$name', ({ timespan, multiplier, at, from, to }) => {
    const window = { startMs: 0, endMs: 0 };
    createBarWindows(timespan, multiplier, NEW_YORK_ZONE, 0).locate(Date.parse(at), window);
    expect(new Date(window.startMs).toISOString()).toBe(new Date(from).toISOString());
    expect(new Date(window.endMs).toISOString()).toBe(new Date(to).toISOString());
  });

  it('starts the day of an index at midnight in Chicago', () => {
    const window = { startMs: 0, endMs: 0 };
    createBarWindows('day', 1, NEW_YORK_ZONE, CHICAGO_SHIFT_MS).locate(Date.parse('2026-01-06T15:00Z'), window);
    expect(new Date(window.startMs).toISOString()).toBe('2026-01-06T06:00:00.000Z');
  });

  it('that spans the midnight after the clock jumped starts before it', () => {
    const window = { startMs: 0, endMs: 0 };
    const midnightMs = Date.parse('2020-03-09T04:00:00Z');
    createBarWindows('second', 11, NEW_YORK_ZONE, 0).locate(midnightMs, window);
    expect([window.startMs - midnightMs, window.endMs - midnightMs]).toEqual([-2_000, 9_000]);
  });

  it('contains the given instant and ends where the next window starts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TIMESPANS),
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom(NEW_YORK_ZONE, UTC_ZONE),
        fc.integer({ min: Date.UTC(2004, 0, 1), max: Date.UTC(2035, 0, 1) }),
        (timespan, multiplier, zone, instantMs) => {
          // Seconds to hours: away from the night in which New York's clock jumps.
          const dayNumber = zone.dayOf(instantMs);
          fc.pre(zone.midnightMs(dayNumber + 1) - zone.midnightMs(dayNumber) === 86_400_000);
          const windows = createBarWindows(timespan, multiplier, zone, 0);
          const window = { startMs: 0, endMs: 0 };
          windows.locate(instantMs, window);
          const { startMs, endMs } = window;
          expect(startMs).toBeLessThanOrEqual(instantMs);
          expect(endMs).toBeGreaterThan(instantMs);
          windows.locate(endMs, window);
          expect(window.startMs).toBe(endMs);
        },
      ),
    );
  });
});
