import { describe, expect, it } from 'vitest';
import { createStockCalendar } from './create-stock-calendar.ts';
import { CalendarInputError } from './errors.ts';
import { hoursOn, type HoursRow, knownTradingHours, toHoursTable, toMinuteOfDay } from './trading-hours.ts';

const day: HoursRow = {
  validFrom: '2027-01-04',
  nightOpen: null,
  preOpen: '04:00',
  open: '09:30',
  close: '16:00',
  postClose: '20:00',
  earlyPostClose: '17:00',
};
/** As Nasdaq has filed: trades from 21:00 to 24:00 count for the next trading date. */
const night: HoursRow = { ...day, nightOpen: '21:00' };

describe('a future row with a night session', () => {
  const calendar = createStockCalendar({ hours: [night] });

  it.each([
    { name: 'Sunday 21:00 counts for Monday', at: '2027-01-11T02:00Z', date: '2027-01-11', part: 'night' },
    { name: 'Sunday 20:59 does not', at: '2027-01-11T01:59Z', date: '2027-01-10', part: 'unknown' },
    { name: 'Monday 20:30 is the pause', at: '2027-01-12T01:30Z', date: '2027-01-11', part: 'unknown' },
    { name: 'Monday 19:30 is post', at: '2027-01-12T00:30Z', date: '2027-01-11', part: 'post' },
    { name: 'Monday 23:59 counts for Tuesday', at: '2027-01-12T04:59Z', date: '2027-01-12', part: 'night' },
    { name: 'Tuesday 00:00 as well', at: '2027-01-12T05:00Z', date: '2027-01-12', part: 'night' },
    { name: 'Friday 21:00 has no session to count for', at: '2027-01-16T02:00Z', date: '2027-01-15', part: 'unknown' },
    { name: 'the eve of a holiday neither', at: '2027-01-18T02:00Z', date: '2027-01-17', part: 'unknown' },
    {
      name: 'the evening of the holiday counts for the day after',
      at: '2027-01-19T02:00Z',
      date: '2027-01-19',
      part: 'night',
    },
    { name: 'in summer', at: '2027-07-07T01:00Z', date: '2027-07-07', part: 'night' },
    { name: 'the Sunday of the spring change', at: '2027-03-15T01:00Z', date: '2027-03-15', part: 'night' },
    { name: 'the Sunday of the autumn change', at: '2027-11-08T02:00Z', date: '2027-11-08', part: 'night' },
  ])('$name', ({ at, date, part }) => {
    expect(calendar.locate(Date.parse(at))).toMatchObject({ tradingDate: date, part });
  });

  it('starts with the evening before its first date, and leaves older dates as they were', () => {
    expect(calendar.locate(Date.parse('2027-01-04T02:00Z'))).toMatchObject({
      tradingDate: '2027-01-04',
      part: 'night',
    });
    expect(calendar.locate(Date.parse('2026-12-31T02:00Z'))).toMatchObject({
      tradingDate: '2026-12-30',
      part: 'unknown',
    });
    expect(calendar.session('2026-12-31')).toEqual(createStockCalendar().session('2026-12-31'));
  });

  it('changes neither the regular hours nor what is expected of them', () => {
    const session = calendar.nextSession('2027-01-11');
    expect([session.openMs, session.closeMs].map((ms) => new Date(ms).toISOString())).toEqual([
      '2027-01-12T14:30:00.000Z',
      '2027-01-12T21:00:00.000Z',
    ]);
    expect(calendar.expectedBars(session, 60_000)).toBe(390);
    expect(calendar.expectedBars(session, 60_000, 'extended')).toBe(960 + 7 * 60);
  });

  it('is in clock hours, 21:00 to 09:00', () => {
    const { nightOpenMs, openMs } = calendar.nextSession('2027-01-11');
    const starts = new Set<number>();
    for (let ms = nightOpenMs; ms < openMs; ms += 60_000)
      starts.add((calendar.locate(ms).hourStartMs - nightOpenMs) / 3_600_000);
    expect([...starts]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe('hours that do not start on the hour', () => {
  const calendar = createStockCalendar({ hours: [{ ...day, preOpen: '04:45', postClose: '19:20' }] });
  const locate = (at: string) => calendar.locate(Date.parse(at));

  it.each([
    {
      name: 'before the pre-market',
      at: '2027-01-12T09:44Z',
      part: 'unknown',
      from: '2027-01-12T09:00Z',
      to: '2027-01-12T10:00Z',
    },
    {
      name: 'its first quarter',
      at: '2027-01-12T09:45Z',
      part: 'pre',
      from: '2027-01-12T09:45Z',
      to: '2027-01-12T10:00Z',
    },
    {
      name: 'the last 20 minutes',
      at: '2027-01-13T00:19Z',
      part: 'post',
      from: '2027-01-13T00:00Z',
      to: '2027-01-13T00:20Z',
    },
    {
      name: 'after the post-market',
      at: '2027-01-13T00:20Z',
      part: 'unknown',
      from: '2027-01-13T00:00Z',
      to: '2027-01-13T01:00Z',
    },
  ])('$name', ({ at, part, from, to }) => {
    expect(locate(at)).toEqual({
      tradingDate: '2027-01-12',
      part,
      hourStartMs: Date.parse(from),
      hourEndMs: Date.parse(to),
    });
  });
});

describe('an early close after the usual early end of the post-market', () => {
  it('has no post-market', () => {
    const overrides = { earlyCloses: [{ date: '2027-01-12', close: '15:00', reason: 'storm' }] };
    const calendar = createStockCalendar({ hours: [{ ...day, earlyPostClose: '14:00' }], overrides });
    const closeMs = Date.parse('2027-01-12T20:00Z');
    expect(calendar.session('2027-01-12')).toMatchObject({ closeMs, postCloseMs: closeMs });
    expect(calendar.locate(closeMs).part).toBe('unknown');
  });
});

describe('toHoursTable', () => {
  it('puts rows in order, and a given row in the place of a known one', () => {
    const old = { ...day, validFrom: '1990-01-01', preOpen: '08:00' };
    expect(toHoursTable([night, old])).toEqual([old, night]);
    expect(toHoursTable([])).toEqual(knownTradingHours);
  });

  it.each([
    {
      name: 'a time of day that is none',
      row: { ...day, preOpen: '24:30' },
      says: '0.preOpen: is not a time of day (HH:mm)',
    },
    {
      name: 'a date that is none',
      row: { ...day, validFrom: '2027-02-29' },
      says: '0.validFrom: is not a calendar date (YYYY-MM-DD)',
    },
    {
      name: 'a close before the open',
      row: { ...day, close: '09:00' },
      says: 'the times are not in the order preOpen, open, close, postClose',
    },
    { name: 'a pre-market after the open', row: { ...day, preOpen: '10:00' }, says: 'the times are not in the order' },
    {
      name: 'an early end after the usual one',
      row: { ...day, earlyPostClose: '20:30' },
      says: 'earlyPostClose is not between open and postClose',
    },
    {
      name: 'a night that overlaps the post-market',
      row: { ...night, nightOpen: '19:00' },
      says: "nightOpen 19:00 on the previous evening is before that evening's postClose 20:00",
    },
    { name: 'a key that it does not know', row: { ...day, lunch: '12:00' }, says: 'lunch' },
  ])('refuses $name', ({ row, says }) => {
    expect(() => toHoursTable([row])).toThrow(CalendarInputError);
    expect(() => toHoursTable([row])).toThrow(says);
  });

  it('takes a night that starts when the post-market ends', () => {
    expect(toHoursTable([{ ...night, nightOpen: '20:00' }])).toHaveLength(2);
  });

  it('refuses two rows of one date', () => {
    expect(() => toHoursTable([day, night])).toThrow('two rows have the same validFrom');
  });

  it('refuses a night that overlaps the post-market of the row before', () => {
    const short = { ...night, postClose: '18:00', nightOpen: '18:30' };
    expect(() => toHoursTable([short])).toThrow('postClose 20:00. Correct the rows.');
  });
});

describe('hoursOn', () => {
  const table = toHoursTable([night]);

  it.each([
    { date: '1989-12-31', expected: undefined },
    { date: '1990-01-01', expected: null },
    { date: '2027-01-03', expected: null },
    { date: '2027-01-04', expected: '21:00' },
    { date: '2040-01-04', expected: '21:00' },
  ])('of $date: $expected', ({ date, expected }) => {
    expect(hoursOn(table, date)?.nightOpen).toBe(expected);
  });
});

describe('toMinuteOfDay', () => {
  it.each([
    { time: '00:00', expected: 0 },
    { time: '09:30', expected: 570 },
    { time: '24:00', expected: 1_440 },
  ])('of $time: $expected', ({ time, expected }) => {
    expect(toMinuteOfDay(time)).toBe(expected);
  });
});
