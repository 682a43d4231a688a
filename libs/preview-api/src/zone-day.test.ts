import { expect, test } from 'vitest';
import { addDays, zoneDay, zoneInstant } from './zone-day.ts';

test.each([
  { name: 'summer', day: '2026-05-29', starts: '2026-05-29T04:00:00.000Z' },
  { name: 'winter', day: '2026-01-05', starts: '2026-01-05T05:00:00.000Z' },
  { name: 'the day on which clocks go forward', day: '2026-03-08', starts: '2026-03-08T05:00:00.000Z' },
  { name: 'the day after', day: '2026-03-09', starts: '2026-03-09T04:00:00.000Z' },
  { name: 'the day on which clocks go back', day: '2026-11-01', starts: '2026-11-01T04:00:00.000Z' },
  { name: 'the day after', day: '2026-11-02', starts: '2026-11-02T05:00:00.000Z' },
])('$name: $day starts at $starts, and a millisecond earlier is the day before', ({ day, starts }) => {
  const ms = zoneInstant(day, 'America/New_York');
  expect(new Date(ms).toISOString()).toBe(starts);
  expect([zoneDay(ms, 'America/New_York'), zoneDay(ms - 1, 'America/New_York')]).toEqual([day, addDays(day, -1)]);
});

test('an empty date field is reported', () => {
  expect(() => zoneInstant('', 'UTC')).toThrow('Choose both dates');
});

test.each([
  ['2026-05-29', 1, '2026-05-30'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s and %i days: %s', (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected);
});

test.each([
  { zone: 'America/New_York', time: '09:30', instant: '2026-05-29T13:30:00.000Z' },
  { zone: 'UTC', time: '00:00', instant: '2026-05-29T00:00:00.000Z' },
  { zone: 'Asia/Kolkata', time: '12:00', instant: '2026-05-29T06:30:00.000Z' },
])('$time in $zone is $instant', ({ zone, time, instant }) => {
  expect(new Date(zoneInstant('2026-05-29', zone, time)).toISOString()).toBe(instant);
});
