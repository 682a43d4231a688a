import type { TZDate } from '@date-fns/tz';
import { calendarDay } from './calendar-day.ts';

/**
 * Easter Sunday in the Gregorian calendar, by the anonymous algorithm in Meeus, Astronomical Algorithms, chapter 8.
 *
 * @example
 * easterSunday(2026); // 5 April
 */
export function easterSunday(year: number): TZDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const leapCorrection = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCorrection - moonCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sinceMarch = epact + toSunday - 7 * shift + 114;
  return calendarDay(year, Math.floor(sinceMarch / 31), (sinceMarch % 31) + 1);
}
