import { describe, expect, it } from 'vitest';
import { createContinuousCalendar } from '../create-continuous-calendar.ts';
import { createStockCalendar } from '../create-stock-calendar.ts';
import { CalendarInputError } from '../errors.ts';
import { dueBars, expectedBars, expectedBarsBetween, expectedHours } from './expected-bars.ts';

const calendar = createStockCalendar();
const full = calendar.nextSession('2026-05-19');
const early = calendar.nextSession('2026-11-26');
const earlyAtTwo = calendar.nextSession('1992-11-26');
const continuous = createContinuousCalendar().nextSession('2026-03-07');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('expectedBars', () => {
  it.each([
    { name: '1 minute', barMs: minute, counts: [390, 210, 960, 780] },
    { name: '5 minutes', barMs: 5 * minute, counts: [78, 42, 192, 156] },
    { name: '30 minutes', barMs: 30 * minute, counts: [13, 7, 32, 26] },
    { name: 'clock hours', barMs: hour, counts: [7, 4, 16, 13] },
    { name: 'days', barMs: day, counts: [1, 1, 1, 1] },
    { name: '20 minutes, which the open cuts', barMs: 20 * minute, counts: [20, 11, 48, 39] },
    { name: '1 second', barMs: 1_000, counts: [23_400, 12_600, 57_600, 46_800] },
  ])('$name: full and early, regular and extended', ({ barMs, counts }) => {
    expect([
      calendar.expectedBars(full, barMs),
      calendar.expectedBars(early, barMs),
      calendar.expectedBars(full, barMs, 'extended'),
      calendar.expectedBars(early, barMs, 'extended'),
    ]).toEqual(counts);
  });

  it('counts an early close at 14:00', () => {
    expect([minute, 30 * minute, hour].map((barMs) => expectedBars(earlyAtTwo, barMs))).toEqual([270, 9, 5]);
  });

  it('counts a day of crypto', () => {
    expect([minute, hour, day].map((barMs) => expectedBars(continuous, barMs))).toEqual([1_440, 24, 1]);
    expect(expectedBars(continuous, minute, 'extended')).toBe(1_440);
  });

  it.each([0, -minute, 7 * minute, 2 * hour, 0.5, Number.NaN, Infinity, 7 * day])(
    'refuses a length of %s ms',
    (barMs) => {
      expect(() => expectedBars(full, barMs)).toThrow(CalendarInputError);
      expect(() => expectedBars(full, barMs)).toThrow(`${barMs} ms is neither a divisor of an hour nor a day`);
    },
  );
});

describe('expectedHours', () => {
  it.each([
    { name: 'a full session', session: full, onSession: 7, onClock: 7 },
    { name: 'an early close', session: early, onSession: 4, onClock: 4 },
    { name: 'an early close at 14:00', session: earlyAtTwo, onSession: 5, onClock: 5 },
    { name: 'a day of crypto', session: continuous, onSession: 24, onClock: 24 },
  ])('of $name', ({ session, onSession, onClock }) => {
    expect([expectedHours(session, 'session'), expectedHours(session, 'clock')]).toEqual([onSession, onClock]);
  });
});

describe('expectedBarsBetween', () => {
  it.each([
    { name: 'a week with a holiday', from: '2026-05-25', to: '2026-05-29', parts: 'regular', expected: 4 * 390 },
    {
      name: 'a week with an early close',
      from: '2026-11-23',
      to: '2026-11-27',
      parts: 'regular',
      expected: 3 * 390 + 210,
    },
    {
      name: 'the same week, extended',
      from: '2026-11-23',
      to: '2026-11-27',
      parts: 'extended',
      expected: 3 * 960 + 780,
    },
    { name: 'a weekend', from: '2026-05-23', to: '2026-05-25', parts: 'regular', expected: 0 },
  ] as const)('of $name', ({ from, to, parts, expected }) => {
    expect(expectedBarsBetween(calendar, from, to, minute, parts)).toBe(expected);
  });
});

describe('dueBars', () => {
  it.each([
    { name: 'nothing before the open', barMs: minute, at: '13:00', expected: 0 },
    { name: 'nothing while the first minute runs', barMs: minute, at: '13:30:59.999', expected: 0 },
    { name: 'the first minute at its end', barMs: minute, at: '13:31', expected: 1 },
    { name: 'all but the last', barMs: minute, at: '19:59:59.999', expected: 389 },
    { name: 'all at the close', barMs: minute, at: '20:00', expected: 390 },
    { name: 'all after it', barMs: minute, at: '23:00', expected: 390 },
    { name: '15 minutes late', barMs: minute, at: '14:00', delayMs: 15 * minute, expected: 15 },
    {
      name: 'not all at the close when 15 minutes late',
      barMs: minute,
      at: '20:00',
      delayMs: 15 * minute,
      expected: 375,
    },
    { name: 'the clock hour of the open at 10:00', barMs: hour, at: '14:00', expected: 1 },
    { name: 'no session hour at 10:00', barMs: hour, at: '14:00', grid: 'session', expected: 0 },
    { name: 'the first session hour at 10:30', barMs: hour, at: '14:30', grid: 'session', expected: 1 },
    { name: 'six session hours before the close', barMs: hour, at: '19:59', grid: 'session', expected: 6 },
    { name: 'the half session hour at the close', barMs: hour, at: '20:00', grid: 'session', expected: 7 },
    { name: 'the pre-market of extended hours', barMs: minute, at: '13:30', parts: 'extended', expected: 330 },
    { name: 'no day before the close', barMs: day, at: '19:59', expected: 0 },
    { name: 'the day at the close', barMs: day, at: '20:00', expected: 1 },
  ] as const)('$name', ({ at, expected, name: _name, ...due }) => {
    const instant = at.length === 5 ? `${at}:00` : at;
    expect(dueBars(full, { ...due, atMs: Date.parse(`2026-05-20T${instant}Z`) })).toBe(expected);
  });

  it('waits for the end of a clock hour that reaches past an early close', () => {
    const overrides = { earlyCloses: [{ date: '2026-05-20', reason: 'storm', close: '12:30' }] };
    const session = createStockCalendar({ overrides }).nextSession('2026-05-19');
    const due = (at: string) => dueBars(session, { barMs: hour, atMs: Date.parse(at) });
    expect([due('2026-05-20T16:30Z'), due('2026-05-20T17:00Z')]).toEqual([3, 4]);
  });

  it("refuses extended hours on the session's grid", () => {
    const requested = { barMs: hour, atMs: 0, parts: 'extended', grid: 'session' } as const;
    expect(() => dueBars(full, requested)).toThrow('the session grid covers regular hours only');
  });
});
