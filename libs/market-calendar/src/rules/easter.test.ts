import { getDay } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDateText } from './calendar-day.ts';
import { easterSunday } from './easter.ts';

describe('easterSunday', () => {
  it.each([
    { name: 'the earliest that can be', expected: '1818-03-22' },
    { name: 'the latest that can be', expected: '1943-04-25' },
    { name: 'an epact exception', expected: '1954-04-18' },
    { name: 'another epact exception', expected: '1981-04-19' },
    { name: 'after a century without leap day', expected: '2100-03-28' },
    { name: 'a leap year', expected: '2024-03-31' },
    { name: '2026', expected: '2026-04-05' },
    { name: '2027', expected: '2027-03-28' },
    { name: '2028', expected: '2028-04-16' },
    { name: 'the latest of this century', expected: '2038-04-25' },
  ])('$name: $expected', ({ expected }) => {
    expect(toDateText(easterSunday(Number(expected.slice(0, 4))))).toBe(expected);
  });

  it('is that of the almanacs, 2000 to 2030', () => {
    const almanac = `04-23 04-15 03-31 04-20 04-11 03-27 04-16 04-08 03-23 04-12
      04-04 04-24 04-08 03-31 04-20 04-05 03-27 04-16 04-01 04-21
      04-12 04-04 04-17 04-09 03-31 04-20 04-05 03-28 04-16 04-01 04-21`;
    const ours = Array.from({ length: 31 }, (_, index) => toDateText(easterSunday(2000 + index)).slice(5));
    expect(ours).toEqual(almanac.split(/\s+/));
  });

  it('is a Sunday from 22 March to 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 9999 }), (year) => {
        const easter = easterSunday(year);
        expect(getDay(easter)).toBe(0);
        expect(toDateText(easter).slice(5) >= '03-22' && toDateText(easter).slice(5) <= '04-25').toBe(true);
      }),
    );
  });
});
