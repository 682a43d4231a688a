import { createStockCalendar } from '@tickerlake/market-calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDate, toDayNumber } from './civil-day.ts';
import { NEW_YORK_ZONE, newYorkOffsetHours } from './time-zone.ts';

const FORMAT = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});

const anyInstant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });

describe('NEW_YORK_ZONE', () => {
  it('finds the day of any instant as the time zone database does', () => {
    fc.assert(
      fc.property(anyInstant, (instantMs) => {
        expect(toDate(NEW_YORK_ZONE.dayOf(instantMs))).toBe(FORMAT.format(instantMs).slice(0, 10));
      }),
    );
  });

  it('finds midnight of any day as the time zone database does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7305, max: 32_000 }), (day) => {
        expect(FORMAT.format(NEW_YORK_ZONE.midnightMs(day))).toBe(`${toDate(day)}, 00`);
      }),
    );
  });

  it('agrees with the calendar on every open of 2024 to 2028', () => {
    for (const { tradingDate, openMs } of createStockCalendar().sessions('2024-01-01', '2028-12-31')) {
      expect(openMs - NEW_YORK_ZONE.midnightMs(toDayNumber(tradingDate))).toBe(9.5 * 3_600_000);
    }
  });
});

describe('newYorkOffsetHours', () => {
  it.each([
    { name: 'before the spring change', at: '2026-03-08T06:59:59Z', expected: -5 },
    { name: 'after the spring change', at: '2026-03-08T07:00:00Z', expected: -4 },
    { name: 'before the autumn change', at: '2026-11-01T05:59:59Z', expected: -4 },
    { name: 'after the autumn change', at: '2026-11-01T06:00:00Z', expected: -5 },
  ])('$name', ({ at, expected }) => {
    expect(newYorkOffsetHours(Date.parse(at))).toBe(expected);
  });
});
