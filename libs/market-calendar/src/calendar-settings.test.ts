import { expect, test } from 'vitest';
import { CalendarInputError } from './errors.ts';
import { configuredStockCalendar, parseCalendarSettings } from './calendar-settings.ts';

test('a closure, an early close and a night session are one object', () => {
  const calendar = configuredStockCalendar(
    parseCalendarSettings({
      closures: [{ date: '2026-05-20', reason: 'day of mourning' }],
      earlyCloses: [{ date: '2026-05-21', reason: 'storm' }],
      hours: [{ validFrom: '2026-06-01', nightOpen: '21:00' }],
    }),
  );
  expect(calendar.closure('2026-05-20')).toBe('day of mourning');
  expect(calendar.session('2026-05-21')?.isEarlyClose).toBe(true);
  expect(calendar.locate(Date.parse('2026-06-02T02:00Z'))).toMatchObject({ tradingDate: '2026-06-02', part: 'night' });
});

test.each([
  {
    name: 'a closure on a Sunday',
    settings: { closures: [{ date: '2026-05-24', reason: 'x' }] },
    says: 'closures.0.date: 2026-05-24 is on a weekend, which is always closed',
  },
  {
    name: 'an early close of a closed day',
    settings: { earlyCloses: [{ date: '2026-07-03', reason: 'x' }] },
    says: '2026-07-03 cannot close early: it is closed (Independence Day)',
  },
  {
    name: 'one date closed and open',
    settings: { closures: [{ date: '2026-05-20', reason: 'x' }], fullSessions: [{ date: '2026-05-20', reason: 'y' }] },
    says: '2026-05-20 appears more than once',
  },
  {
    name: 'a night that starts before the evening is over',
    settings: { hours: [{ validFrom: '2026-06-01', nightOpen: '18:00' }] },
    says: "nightOpen 18:00 on the previous evening is before that evening's postClose 20:00",
  },
  { name: 'a key that does not exist', settings: { holidays: [] }, says: 'holidays' },
])('refuses $name', ({ settings, says }) => {
  expect(() => parseCalendarSettings(settings)).toThrow(CalendarInputError);
  expect(() => parseCalendarSettings(settings)).toThrow(says);
});

test('a problem is said once', () => {
  expect(() => parseCalendarSettings({ closures: [{ date: '2026-11-22', reason: 'x' }] })).toThrow(
    expect.objectContaining({ issues: [expect.stringContaining('2026-11-22 is on a weekend')] }),
  );
});
