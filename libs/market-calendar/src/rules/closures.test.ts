import { describe, expect, it } from 'vitest';
import { adHocClosures, adHocEarlyCloses } from './ad-hoc.ts';
import { toDateText } from './calendar-day.ts';
import { closureRules } from './closures.ts';
import { earlyCloseRules } from './early-closes.ts';

function datesIn(year: number, days: readonly (Date | null)[]): string[] {
  const texts = days.filter((day) => day !== null).map(toDateText);
  expect(texts.every((text) => text.startsWith(String(year)))).toBe(true);
  return texts.map((text) => text.slice(5));
}

describe('the closures that NYSE published on 23 December 2025', () => {
  it.each([
    { year: 2026, closed: ['01-01', '01-19', '02-16', '04-03', '05-25', '06-19', '07-03', '09-07', '11-26', '12-25'] },
    { year: 2027, closed: ['01-01', '01-18', '02-15', '03-26', '05-31', '06-18', '07-05', '09-06', '11-25', '12-24'] },
    { year: 2028, closed: ['01-17', '02-21', '04-14', '05-29', '06-19', '07-04', '09-04', '11-23', '12-25'] },
  ])('$year', ({ year, closed }) => {
    expect(
      datesIn(
        year,
        closureRules.map((rule) => rule.observedIn(year)),
      ),
    ).toEqual(closed);
  });
});

describe('New Year', () => {
  it.each([
    { name: 'on a weekday', year: 2026, observed: '2026-01-01' },
    { name: 'on a Sunday, observed on Monday', year: 2023, observed: '2023-01-02' },
    { name: 'on a Saturday, not observed', year: 2022, observed: null },
    { name: 'on another Saturday', year: 2028, observed: null },
  ])('$name', ({ year, observed }) => {
    const day = closureRules.find((rule) => rule.name === "New Year's Day")?.observedIn(year) ?? null;
    expect(day === null ? null : toDateText(day)).toBe(observed);
  });
});

describe('Thanksgiving', () => {
  it.each([
    { name: 'the fourth of five Thursdays', year: 2023, observed: '2023-11-23' },
    { name: 'the earliest', year: 2029, observed: '2029-11-22' },
    { name: 'the latest', year: 2030, observed: '2030-11-28' },
  ])('$name', ({ year, observed }) => {
    const day = closureRules.find((rule) => rule.name === 'Thanksgiving')?.observedIn(year) ?? null;
    expect(day === null ? null : toDateText(day)).toBe(observed);
  });
});

describe('early closes', () => {
  it.each([
    { year: 1990, early: ['12-24'] },
    { year: 1991, early: ['12-24'] },
    { year: 1992, early: ['11-27', '12-24'] },
    { year: 1994, early: ['11-25'] },
    { year: 1995, early: ['11-24', '07-03'] },
    { year: 1996, early: ['11-29', '12-24', '07-05'] },
    { year: 2002, early: ['11-29', '12-24', '07-05'] },
    { year: 2012, early: ['11-23', '12-24', '07-03'] },
    { year: 2013, early: ['11-29', '12-24', '07-03'] },
    { year: 2019, early: ['11-29', '12-24', '07-03'] },
    { year: 2024, early: ['11-29', '12-24', '07-03'] },
    { year: 2026, early: ['11-27', '12-24'] },
    { year: 2027, early: ['11-26'] },
    { year: 2028, early: ['11-24', '07-03'] },
  ])('$year: $early', ({ year, early }) => {
    expect(
      datesIn(
        year,
        earlyCloseRules.map((rule) => rule.dayIn(year)),
      ),
    ).toEqual(early);
  });

  it('are at 14:00 until 1992 and at 13:00 since', () => {
    for (const { closeIn } of earlyCloseRules)
      expect([1990, 1992, 1993, 2028].map(closeIn)).toEqual(['14:00', '14:00', '13:00', '13:00']);
  });
});

describe('the ad-hoc lists', () => {
  it.each([
    { name: 'closures', days: adHocClosures, count: 11 },
    { name: 'early closes', days: adHocEarlyCloses, count: 3 },
  ])('$name are in order, each once', ({ days, count }) => {
    const dates = days.map((day) => day.date);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates).toHaveLength(count);
  });

  it('name no day that a rule closes already', () => {
    const byRule = adHocClosures.flatMap(({ date }) =>
      closureRules
        .map((rule) => rule.observedIn(Number(date.slice(0, 4))))
        .filter((day) => day !== null && toDateText(day) === date),
    );
    expect(byRule).toEqual([]);
  });
});
