import { describe, expect, it } from 'vitest';
import { parseCalendarOverrides } from './calendar-overrides.ts';
import { createStockCalendar } from '../create-stock-calendar.ts';
import { CalendarInputError } from '../errors.ts';

const reason = 'as announced';

describe('overrides', () => {
  const calendar = createStockCalendar({
    overrides: parseCalendarOverrides(
      JSON.parse(`{
        "closures": [{ "date": "2026-05-20", "reason": "day of mourning" }, { "date": "2026-12-24", "reason": "executive order" }],
        "earlyCloses": [{ "date": "2026-05-21", "reason": "storm" }, { "date": "2026-11-27", "close": "12:15", "reason": "fault" }],
        "fullSessions": [{ "date": "2029-12-24", "reason": "as published" }, { "date": "2029-01-15", "reason": "as published" }]
      }`),
    ),
  });

  it.each([
    { name: 'a closure', date: '2026-05-20', closure: 'day of mourning' },
    { name: 'a closure of what would be an early close', date: '2026-12-24', closure: 'executive order' },
    { name: 'a holiday by rule stays one', date: '2026-05-25', closure: 'Memorial Day' },
  ])('$name', ({ date, closure }) => {
    expect(calendar.session(date)).toBeNull();
    expect(calendar.closure(date)).toBe(closure);
  });

  it.each([
    {
      name: 'an early close at 13:00, unless said',
      date: '2026-05-21',
      isEarlyClose: true,
      close: '2026-05-21T17:00Z',
      postClose: '2026-05-21T21:00Z',
    },
    {
      name: 'an early close at the time said',
      date: '2026-11-27',
      isEarlyClose: true,
      close: '2026-11-27T17:15Z',
      postClose: '2026-11-27T22:00Z',
    },
    {
      name: 'a full session instead of an early close',
      date: '2029-12-24',
      isEarlyClose: false,
      close: '2029-12-24T21:00Z',
      postClose: '2029-12-25T01:00Z',
    },
    {
      name: 'a full session instead of a closure',
      date: '2029-01-15',
      isEarlyClose: false,
      close: '2029-01-15T21:00Z',
      postClose: '2029-01-16T01:00Z',
    },
  ])('$name', ({ date, isEarlyClose, close, postClose }) => {
    expect(calendar.session(date)).toMatchObject({
      isEarlyClose,
      closeMs: Date.parse(close),
      postCloseMs: Date.parse(postClose),
    });
    expect(calendar.closure(date)).toBeNull();
  });

  it('reach every question', () => {
    expect(calendar.sessions('2026-05-18', '2026-05-22').map((session) => session.tradingDate)).not.toContain(
      '2026-05-20',
    );
    expect(calendar.nextSession('2026-05-19').tradingDate).toBe('2026-05-21');
    expect(calendar.previousSession('2026-05-21').tradingDate).toBe('2026-05-19');
    expect(calendar.locate(Date.parse('2026-05-20T15:00Z'))).toMatchObject({
      tradingDate: '2026-05-20',
      part: 'unknown',
    });
    expect(calendar.lastCompletedSession(Date.parse('2026-05-20T23:00Z')).tradingDate).toBe('2026-05-19');
  });

  it('count in the hours of an early close at 12:15', () => {
    const session = calendar.nextSession('2026-11-26');
    expect([
      calendar.expectedBars(session, 60_000),
      calendar.expectedHours(session, 'session'),
      calendar.expectedHours(session, 'clock'),
    ]).toEqual([165, 3, 4]);
    expect(calendar.locate(Date.parse('2026-11-27T17:20Z'))).toEqual({
      tradingDate: '2026-11-27',
      part: 'post',
      hourStartMs: Date.parse('2026-11-27T17:15Z'),
      hourEndMs: Date.parse('2026-11-27T18:00Z'),
    });
  });

  it('of one calendar do not reach another', () => {
    expect(createStockCalendar().session('2026-05-20')).not.toBeNull();
  });

  it('may close what a rule closes already, so that a file outlives the release that knows it', () => {
    const twice = createStockCalendar({
      overrides: {
        closures: [
          { date: '2025-01-09', reason },
          { date: '2026-12-25', reason },
        ],
      },
    });
    expect(twice.sessions('2025-01-01', '2026-12-31')).toEqual(
      createStockCalendar().sessions('2025-01-01', '2026-12-31'),
    );
  });
});

describe('overrides that cannot be used', () => {
  it.each([
    { name: 'no object', input: [], says: 'input: Invalid input' },
    { name: 'an unknown key', input: { holidays: [] }, says: 'holidays' },
    {
      name: 'a date that is none',
      input: { closures: [{ date: '2026-02-30', reason }] },
      says: 'closures.0.date: is not a calendar date (YYYY-MM-DD)',
    },
    {
      name: 'a day on a weekend',
      input: { closures: [{ date: '2026-05-23', reason }] },
      says: 'closures.0.date: 2026-05-23 is on a weekend',
    },
    {
      name: 'a session on a weekend',
      input: { fullSessions: [{ date: '2026-05-24', reason }] },
      says: 'fullSessions.0.date: 2026-05-24 is on a weekend',
    },
    { name: 'no reason', input: { closures: [{ date: '2026-05-20' }] }, says: 'closures.0.reason' },
    {
      name: 'a misspelt key',
      input: { earlyCloses: [{ date: '2026-05-20', reason, closes: '13:00' }] },
      says: 'closes',
    },
    {
      name: 'a time that is none',
      input: { earlyCloses: [{ date: '2026-05-20', reason, close: '1pm' }] },
      says: 'earlyCloses.0.close: is not a time of day (HH:mm)',
    },
    {
      name: 'a date in two lists',
      input: { closures: [{ date: '2026-05-20', reason }], earlyCloses: [{ date: '2026-05-20', reason }] },
      says: '2026-05-20 appears more than once',
    },
  ])('$name', ({ input, says }) => {
    expect(() => parseCalendarOverrides(input)).toThrow(CalendarInputError);
    expect(() => parseCalendarOverrides(input)).toThrow(says);
    expect(() => parseCalendarOverrides(input)).toThrow(/^Cannot use the calendar overrides: .*Correct the file\.$/);
  });

  it.each([
    {
      name: 'on a holiday',
      day: { date: '2026-12-25', reason },
      says: '2026-12-25 cannot close early: it is closed (Christmas)',
    },
    {
      name: 'on an ad-hoc closure',
      day: { date: '2025-01-09', reason },
      says: '2025-01-09 cannot close early: it is closed (mourning for President Carter)',
    },
    {
      name: 'after the usual close',
      day: { date: '2026-05-20', reason, close: '16:30' },
      says: 'cannot close early at 16:30: regular hours are 09:30 to 16:00',
    },
    {
      name: 'before the open',
      day: { date: '2026-05-20', reason, close: '09:30' },
      says: 'cannot close early at 09:30',
    },
    {
      name: 'before the rules',
      day: { date: '1989-12-29', reason },
      says: '1989-12-29 cannot close early: its trading hours are unknown',
    },
  ])('an early close $name', ({ day, says }) => {
    expect(() => createStockCalendar({ overrides: { earlyCloses: [day] } })).toThrow(CalendarInputError);
    expect(() => createStockCalendar({ overrides: { earlyCloses: [day] } })).toThrow(says);
  });

  it('lists every fault, with the cause', () => {
    const input = { closures: [{ date: 'x', reason }], earlyCloses: [{ date: 'y', reason }] };
    expect(() => parseCalendarOverrides(input)).toThrow(
      expect.objectContaining({
        transient: false,
        issues: [expect.stringContaining('closures.0'), expect.stringContaining('earlyCloses.0')],
        cause: expect.any(Error),
      }),
    );
  });
});
