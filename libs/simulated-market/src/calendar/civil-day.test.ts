import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDayOfMonth, isDate, toDate, toDayNumber, toMonthNumber, toWeekday, toWeekdayCount } from './civil-day.ts';

describe('isDate', () => {
  it.each([
    { text: '2026-05-20', expected: true },
    { text: '2024-02-29', expected: true },
    { text: '2026-02-29', expected: false },
    { text: '2026-13-01', expected: false },
    { text: '2026-5-20', expected: false },
    { text: '20260520', expected: false },
    { text: '0000-01-01', expected: false },
  ])('$text: $expected', ({ text, expected }) => {
    expect(isDate(text)).toBe(expected);
  });
});

describe('day numbers', () => {
  const anyDay = fc.integer({ min: -20_000, max: 60_000 });

  it('turn into dates and back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(toDayNumber(toDate(day))).toBe(day);
      }),
    );
  });

  it('are in their month', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const month = toMonthNumber(day);
        expect(firstDayOfMonth(month)).toBeLessThanOrEqual(day);
        expect(firstDayOfMonth(month + 1)).toBeGreaterThan(day);
      }),
    );
  });

  it('count one weekday from Monday to Friday, none on the weekend', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const isWeekend = toWeekday(day) === 0 || toWeekday(day) === 6;
        expect(toWeekdayCount(day) - toWeekdayCount(day - 1)).toBe(isWeekend ? 0 : 1);
      }),
    );
  });
});
