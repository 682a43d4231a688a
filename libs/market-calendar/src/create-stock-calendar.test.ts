import { describe, expect, it } from 'vitest';
import { createStockCalendar } from './create-stock-calendar.ts';
import { CalendarInputError, CalendarRangeError } from './errors.ts';
import { expectedBarsBetween } from './coverage/expected-bars.ts';

const calendar = createStockCalendar();

/** A session as text: its regular hours in UTC, or that it is closed. */
function answer(date: string): string {
  const session = calendar.session(date);
  if (session === null) return 'closed';
  const time = (ms: number) => new Date(ms).toISOString().slice(11, 16);
  return `${session.isEarlyClose ? 'early' : 'full'} ${time(session.openMs)}-${time(session.closeMs)}`;
}

describe('trap dates', () => {
  it.each([
    { date: '2021-12-31', says: 'full 14:30-21:00', because: '1 January 2022 is a Saturday and not observed' },
    { date: '2022-01-03', says: 'full 14:30-21:00', because: 'nor is it observed on the Monday' },
    { date: '2027-12-31', says: 'full 14:30-21:00', because: '1 January 2028 is a Saturday' },
    { date: '2023-01-02', says: 'closed', because: '1 January 2023 is a Sunday' },
    { date: '1997-01-20', says: 'full 14:30-21:00', because: 'Martin Luther King Day starts in 1998' },
    { date: '1998-01-19', says: 'closed', because: 'Martin Luther King Day starts in 1998' },
    { date: '2021-06-18', says: 'full 13:30-20:00', because: 'Juneteenth starts in 2022' },
    { date: '2022-06-20', says: 'closed', because: 'Juneteenth on a Sunday' },
    { date: '2027-06-18', says: 'closed', because: 'Juneteenth on a Saturday' },
    { date: '2012-07-03', says: 'early 13:30-17:00', because: 'a Tuesday' },
    { date: '2013-07-03', says: 'early 13:30-17:00', because: 'a Wednesday since 2013' },
    { date: '2002-07-03', says: 'full 13:30-20:00', because: 'a Wednesday before 2013' },
    { date: '1996-07-03', says: 'full 13:30-20:00', because: 'a Wednesday before 2013' },
    { date: '1996-07-05', says: 'early 13:30-17:00', because: 'the Friday after, 1995 to 2012' },
    { date: '2013-07-05', says: 'full 13:30-20:00', because: 'the Friday after is full since 2013' },
    { date: '2019-07-05', says: 'full 13:30-20:00', because: 'the Friday after is full since 2013' },
    { date: '2024-07-03', says: 'early 13:30-17:00', because: 'a Wednesday' },
    { date: '2025-07-03', says: 'early 13:30-17:00', because: 'a Thursday' },
    { date: '2025-07-04', says: 'closed', because: 'Independence Day' },
    { date: '2026-07-03', says: 'closed', because: '4 July is a Saturday: closed, not early' },
    { date: '2026-07-02', says: 'full 13:30-20:00', because: 'the day before the observed holiday is full' },
    { date: '2027-07-05', says: 'closed', because: '4 July is a Sunday' },
    { date: '2027-12-24', says: 'closed', because: 'Christmas is a Saturday: closed, not early' },
    { date: '2027-12-23', says: 'full 14:30-21:00', because: 'the day before the observed holiday is full' },
    { date: '2022-12-26', says: 'closed', because: 'Christmas is a Sunday' },
    { date: '2022-12-23', says: 'full 14:30-21:00', because: 'a Friday before a weekend Christmas is full' },
    { date: '2025-01-09', says: 'closed', because: 'mourning for President Carter' },
    { date: '2018-12-05', says: 'closed', because: 'mourning for President Bush' },
    { date: '2012-10-29', says: 'closed', because: 'hurricane Sandy' },
    { date: '2012-10-30', says: 'closed', because: 'hurricane Sandy' },
    { date: '2001-09-14', says: 'closed', because: 'attacks of 11 September' },
    { date: '2001-09-17', says: 'full 13:30-20:00', because: 'the first session after them' },
    { date: '2024-03-29', says: 'closed', because: 'Good Friday' },
    { date: '2024-04-01', says: 'full 13:30-20:00', because: 'Easter Monday is a session' },
    { date: '2026-10-12', says: 'full 13:30-20:00', because: 'Columbus Day is a holiday of banks' },
    { date: '2026-11-11', says: 'full 14:30-21:00', because: 'Veterans Day is a holiday of banks' },
    { date: '2026-11-03', says: 'full 14:30-21:00', because: 'Election Day is none' },
    { date: '2026-03-06', says: 'full 14:30-21:00', because: 'before summer time' },
    { date: '2026-03-09', says: 'full 13:30-20:00', because: 'after summer time began' },
    { date: '2026-10-30', says: 'full 13:30-20:00', because: 'before summer time ends' },
    { date: '2026-11-02', says: 'full 14:30-21:00', because: 'after summer time' },
    { date: '2006-03-31', says: 'full 14:30-21:00', because: 'summer time began in April until 2006' },
    { date: '2006-04-03', says: 'full 13:30-20:00', because: 'summer time began in April until 2006' },
    { date: '2006-10-30', says: 'full 14:30-21:00', because: 'and ended in October' },
    { date: '2007-03-12', says: 'full 13:30-20:00', because: 'in March since 2007' },
    { date: '2027-03-15', says: 'full 13:30-20:00', because: 'summer time of 2027' },
    { date: '2027-11-08', says: 'full 14:30-21:00', because: 'after summer time of 2027' },
    { date: '2028-03-13', says: 'full 13:30-20:00', because: 'summer time of 2028' },
    { date: '2028-11-06', says: 'full 14:30-21:00', because: 'after summer time of 2028' },
    { date: '2026-11-27', says: 'early 14:30-18:00', because: 'the day after Thanksgiving' },
    { date: '1992-11-27', says: 'early 14:30-19:00', because: 'at 14:00 in 1992' },
    { date: '1991-11-29', says: 'full 14:30-21:00', because: 'full before 1992' },
    { date: '2003-12-26', says: 'early 14:30-18:00', because: 'ad hoc' },
    { date: '1999-12-31', says: 'early 14:30-18:00', because: 'ad hoc' },
    { date: '2026-05-23', says: 'closed', because: 'a Saturday' },
    { date: '2026-05-24', says: 'closed', because: 'a Sunday' },
    { date: '2045-07-04', says: 'closed', because: 'the table never ends' },
    { date: '2099-12-24', says: 'early 14:30-18:00', because: 'the table never ends' },
  ])('$date is $says: $because', ({ date, says }) => {
    expect(answer(date)).toBe(says);
  });
});

describe('the extended day', () => {
  it.each([
    {
      name: 'winter, over midnight UTC',
      date: '2026-01-06',
      preOpen: '2026-01-06T09:00Z',
      postClose: '2026-01-07T01:00Z',
    },
    { name: 'summer', date: '2026-05-20', preOpen: '2026-05-20T08:00Z', postClose: '2026-05-21T00:00Z' },
    {
      name: 'an early close in winter',
      date: '2026-11-27',
      preOpen: '2026-11-27T09:00Z',
      postClose: '2026-11-27T22:00Z',
    },
    {
      name: 'an early close in summer',
      date: '2028-07-03',
      preOpen: '2028-07-03T08:00Z',
      postClose: '2028-07-03T21:00Z',
    },
    {
      name: 'an early close at 14:00',
      date: '1991-12-24',
      preOpen: '1991-12-24T09:00Z',
      postClose: '1991-12-24T22:00Z',
    },
  ])('$name', ({ date, preOpen, postClose }) => {
    expect(calendar.session(date)).toMatchObject({
      nightOpenMs: Date.parse(preOpen),
      preOpenMs: Date.parse(preOpen),
      postCloseMs: Date.parse(postClose),
    });
  });
});

describe('years', () => {
  it.each([
    { year: 2023, sessions: 250, early: 2, minutes: 97_140, hours: 1_744 },
    { year: 2024, sessions: 252, early: 3, minutes: 97_740, hours: 1_755 },
    { year: 2025, sessions: 250, early: 3, minutes: 96_960, hours: 1_741 },
    { year: 2026, sessions: 251, early: 2, minutes: 97_530, hours: 1_751 },
    { year: 2027, sessions: 251, early: 1, minutes: 97_710, hours: 1_754 },
    { year: 2028, sessions: 251, early: 2, minutes: 97_530, hours: 1_751 },
  ])('$year', ({ year, sessions, early, minutes, hours }) => {
    const found = calendar.sessions(`${year}-01-01`, `${year}-12-31`);
    expect({
      sessions: found.length,
      early: found.filter((session) => session.isEarlyClose).length,
      minutes: expectedBarsBetween(calendar, `${year}-01-01`, `${year}-12-31`, 60_000),
      hours: found.reduce((sum, session) => sum + calendar.expectedHours(session, 'session'), 0),
    }).toEqual({ sessions, early, minutes, hours });
  });
});

describe('sessions', () => {
  it.each([
    { name: 'both ends are included', from: '2026-05-28', to: '2026-05-29', expected: ['2026-05-28', '2026-05-29'] },
    { name: 'ends on closed days', from: '2026-05-23', to: '2026-05-26', expected: ['2026-05-26'] },
    { name: 'none in a weekend', from: '2026-05-23', to: '2026-05-25', expected: [] },
    { name: 'over New Year', from: '2026-12-31', to: '2027-01-04', expected: ['2026-12-31', '2027-01-04'] },
    { name: 'none when reversed', from: '2026-05-29', to: '2026-05-28', expected: [] },
    { name: 'none when reversed over years', from: '2027-05-29', to: '2026-05-28', expected: [] },
  ])('$name', ({ from, to, expected }) => {
    expect(calendar.sessions(from, to).map((session) => session.tradingDate)).toEqual(expected);
  });

  it('are not changed for the next caller by what this one does', () => {
    const first = calendar.sessions('2026-05-01', '2026-05-29');
    const count = first.length;
    first.length = 0;
    expect(calendar.sessions('2026-05-01', '2026-05-29')).toHaveLength(count);
    expect(Object.isFrozen(calendar.session('2026-05-20'))).toBe(true);
  });
});

describe('nextSession and previousSession', () => {
  it.each([
    { date: '2026-05-20', previous: '2026-05-19', next: '2026-05-21' },
    { date: '2026-05-24', previous: '2026-05-22', next: '2026-05-26' },
    { date: '2026-07-03', previous: '2026-07-02', next: '2026-07-06' },
    { date: '2026-12-31', previous: '2026-12-30', next: '2027-01-04' },
    { date: '2027-01-01', previous: '2026-12-31', next: '2027-01-04' },
    { date: '2001-09-11', previous: '2001-09-10', next: '2001-09-17' },
  ])('of $date are $previous and $next', ({ date, previous, next }) => {
    expect(calendar.previousSession(date).tradingDate).toBe(previous);
    expect(calendar.nextSession(date).tradingDate).toBe(next);
  });
});

describe('lastCompletedSession', () => {
  it.each([
    { name: 'at the close', at: '2026-05-20T20:00:00Z', expected: '2026-05-20' },
    { name: 'a millisecond before', at: '2026-05-20T19:59:59.999Z', expected: '2026-05-19' },
    { name: 'in the evening, already tomorrow in UTC', at: '2026-01-07T00:30:00Z', expected: '2026-01-06' },
    { name: 'on a holiday', at: '2026-05-25T18:00:00Z', expected: '2026-05-22' },
    { name: 'after an early close', at: '2026-11-27T18:00:00Z', expected: '2026-11-27' },
    { name: 'on New Year', at: '2027-01-01T12:00:00Z', expected: '2026-12-31' },
  ])('$name', ({ at, expected }) => {
    expect(calendar.lastCompletedSession(Date.parse(at)).tradingDate).toBe(expected);
  });
});

describe('closure', () => {
  it.each([
    { date: '2026-05-20', reason: null },
    { date: '2026-05-23', reason: 'weekend' },
    { date: '2026-07-04', reason: 'weekend' },
    { date: '2026-07-03', reason: 'Independence Day' },
    { date: '2026-04-03', reason: 'Good Friday' },
    { date: '2025-01-09', reason: 'mourning for President Carter' },
  ])('of $date: $reason', ({ date, reason }) => {
    expect(calendar.closure(date)).toBe(reason);
  });
});

describe('isForecast', () => {
  it.each([
    { date: '1990-01-02', expected: false },
    { date: '2028-12-31', expected: false },
    { date: '2029-01-01', expected: true },
    { date: '2060-05-20', expected: true },
  ])('of $date: $expected', ({ date, expected }) => {
    expect(calendar.isForecast(date)).toBe(expected);
  });
});

describe('a date that the calendar cannot answer for', () => {
  const questions = [
    { ask: 'session', of: (date: string) => calendar.session(date) },
    { ask: 'sessions from', of: (date: string) => calendar.sessions(date, '2026-05-29') },
    { ask: 'sessions to', of: (date: string) => calendar.sessions('2026-05-01', date) },
    { ask: 'nextSession', of: (date: string) => calendar.nextSession(date) },
    { ask: 'previousSession', of: (date: string) => calendar.previousSession(date) },
    { ask: 'isForecast', of: (date: string) => calendar.isForecast(date) },
    { ask: 'closure', of: (date: string) => calendar.closure(date) },
  ];

  it.each(questions)('$ask refuses a date before 1990 by its name and names the valid range', ({ of }) => {
    expect(() => of('1989-12-29')).toThrow(CalendarRangeError);
    expect(() => of('1989-12-29')).toThrow(
      /1989-12-29: New York sessions are supported from 1990\. Use 1990-01-01 or later/,
    );
    expect(() => of('1989-12-29')).toThrow(RangeError);
  });

  it.each(questions)('$ask refuses what is not a date', ({ of }) => {
    for (const text of ['2026-02-30', '2026-5-1', '', '2026-05-20T00:00:00Z']) {
      expect(() => of(text)).toThrow(CalendarInputError);
      expect(() => of(text)).toThrow(`${JSON.stringify(text)} is not a calendar date`);
    }
  });

  it('names its bounds as fields', () => {
    const facts = { requested: '1989-12-29', validFrom: '1990-01-01', validTo: '9999-12-31', transient: false };
    expect(() => calendar.session('1989-12-29')).toThrow(expect.objectContaining(facts));
  });

  it('the first session has none before it, the last none after it', () => {
    expect(() => calendar.previousSession('1990-01-02')).toThrow(
      /1990-01-02: the previous session is before the first supported date\. Use a later date/,
    );
    expect(() => calendar.lastCompletedSession(Date.parse('1990-01-02T20:59:59Z'))).toThrow(CalendarRangeError);
    expect(() => calendar.nextSession('9999-12-31')).toThrow(/9999-12-31: the next session is beyond 9999-12-31/);
  });

  it.each([Number.NaN, Infinity, -Infinity])('lastCompletedSession refuses the instant %s', (instantMs) => {
    expect(() => calendar.lastCompletedSession(instantMs)).toThrow(
      `${instantMs} is not an instant: pass UTC milliseconds since 1970`,
    );
  });
});
