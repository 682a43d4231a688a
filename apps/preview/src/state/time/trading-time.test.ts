import { createStockCalendar } from '@tickerlake/market-calendar';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tradingTicks } from './trading-ticks.ts';
import { isOpen, type TradingSession, tradingTime } from './trading-time.ts';

const hourMs = 3_600_000;
const newYork = 'America/New_York';
/** Every session of New York from 1990 to 2028, with early closes, holidays and both changes of clocks of every year. */
const sessions: readonly TradingSession[] = createStockCalendar()
  .sessions('1990-01-02', '2028-12-29')
  .map(({ tradingDate, openMs, closeMs }) => ({ date: tradingDate, openMs, closeMs }));
const axis = tradingTime(sessions);
const last = sessions.length - 1;
const anyInstant = fc.integer({ min: sessions[0]?.openMs ?? 0, max: sessions[last]?.closeMs ?? 0 });
const hoursOf = ({ openMs, closeMs }: TradingSession): number[] =>
  Array.from({ length: Math.ceil((closeMs - openMs) / hourMs) }, (_, hour) => openMs + hour * hourMs);

describe('the axis of trading time, 1990 to 2028', () => {
  test('has one whole number for each open hour, in order of time: no sessions overlap', () => {
    expect(sessions.length).toBeGreaterThan(9_800);
    const positions = sessions.flatMap(hoursOf).map((ms) => axis.position(ms));
    expect(positions.every((x, rank) => x === rank)).toBe(true);
  });

  test('keeps pixel order equal to time order', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, (a, b) => {
        const [before, after] = [Math.min(a, b), Math.max(a, b)];
        expect(axis.position(before)).toBeLessThanOrEqual(axis.position(after));
        if (before < after && isOpen(axis, before) && isOpen(axis, after))
          expect(axis.position(before)).toBeLessThan(axis.position(after));
      }),
      { numRuns: 1_000 },
    );
  });

  test('leads back to the same instant, or from a closed market to the next open or the last close', () => {
    fc.assert(
      fc.property(anyInstant, (ms) => {
        const back = axis.instant(axis.position(ms));
        if (isOpen(axis, ms)) expect(Math.abs(back - ms)).toBeLessThan(1);
        else expect(sessions.some(({ openMs }) => openMs === back && openMs > ms)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    { name: 'the Friday after Thanksgiving', date: '2026-11-27', hours: 4 },
    { name: 'the week of the change to summer time', date: '2026-03-09', hours: 7 },
    { name: 'the week of the change to winter time', date: '2026-11-02', hours: 7 },
  ])('$name has $hours hours', ({ date, hours }) => {
    const index = sessions.findIndex((session) => session.date === date);
    expect((axis.sessions[index + 1]?.start ?? 0) - (axis.sessions[index]?.start ?? 0)).toBe(hours);
  });

  test('is empty without sessions', () => {
    expect([tradingTime([]).position(5), tradingTime([]).instant(5), isOpen(tradingTime([]), 5)]).toEqual([
      0,
      0,
      false,
    ]);
  });
});

describe('the marks of trading time', () => {
  const dates = new Map(axis.sessions.map(({ start, date }) => [start, date]));
  const stretch = fc
    .tuple(fc.integer({ min: 0, max: last - 1 }), fc.integer({ min: 1, max: 3_000 }))
    .map(([first, length]) => ({ from: axis.sessions[first]?.start ?? 0, length }));

  test('are at true dates, in order, each text once per line, and have room', () => {
    fc.assert(
      fc.property(stretch, fc.integer({ min: 320, max: 2_000 }), ({ from, length }, width) => {
        const ticks = tradingTicks(axis, from, from + length, width, newYork);
        const positions = ticks.map(({ x }) => x);
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
        expect(positions.every((x) => x >= from && x <= from + length)).toBe(true);
        for (const { x, text } of ticks) {
          const date = dates.get(x);
          if (date === undefined)
            expect(text).toMatch(/^\d\d:\d\d$/); // an hour within a session
          else if (/^[A-Z][a-z]{2} \d/.test(text))
            expect(text.split('\n')[0]).toBe(
              new Date(`${date}T12:00Z`).toLocaleDateString('en-US', {
                month: 'short',
                day: 'numeric',
                timeZone: 'UTC',
              }),
            );
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    { name: 'hours', date: '2026-11-27', hours: 3.9, width: 900, texts: ['09:30\nNov 27', '10:30', '11:30', '12:30'] },
    {
      name: 'days, without Thanksgiving',
      date: '2026-11-25',
      hours: 17,
      width: 300,
      texts: ['Nov 25\n2026', 'Nov 27', 'Nov 30'],
    },
    {
      name: 'weeks, from their first session',
      date: '2026-08-31',
      hours: 90,
      width: 320,
      texts: ['Aug 31\n2026', 'Sep 8', 'Sep 14'],
    },
    { name: 'years', date: '2020-01-02', hours: 8_000, width: 320, texts: ['2020', '2021', '2022', '2023', '2024'] },
  ])('are $name', ({ date, hours, width, texts }) => {
    const from = axis.sessions.find((session) => session.date === date)?.start ?? 0;
    expect(tradingTicks(axis, from, from + hours, width, newYork).map(({ text }) => text)).toEqual(texts);
  });
});
