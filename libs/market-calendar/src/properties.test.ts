import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContinuousCalendar } from './create-continuous-calendar.ts';
import { createForexCalendar } from './create-forex-calendar.ts';
import { createStockCalendar } from './create-stock-calendar.ts';
import { dueBars, expectedBars, expectedBarsBetween, expectedHours } from './coverage/expected-bars.ts';
import type { MarketCalendar, Session } from './market-calendar.ts';
import { newYorkDateAt, newYorkInstant } from './dates/new-york-time.ts';
import { addCalendarDays, isWeekend, toDayNumber, toTradingDate } from './dates/trading-date.ts';

const minute = 60_000;
const hour = 60 * minute;
const firstDay = toDayNumber('1990-01-10');
const lastDay = toDayNumber('2060-12-31');

const nightHours = {
  nightOpen: '21:00',
  preOpen: '04:00',
  open: '09:30',
  close: '16:00',
  postClose: '20:00',
  earlyPostClose: '17:00',
};

const calendars: readonly { name: string; calendar: MarketCalendar }[] = [
  { name: 'XNYS', calendar: createStockCalendar() },
  {
    name: 'XNYS with a night session',
    calendar: createStockCalendar({ hours: [{ ...nightHours, validFrom: '2027-01-04' }] }),
  },
  { name: '24/5', calendar: createForexCalendar() },
  { name: '24/7', calendar: createContinuousCalendar() },
];

const anyDate = fc.integer({ min: firstDay, max: lastDay }).map(toTradingDate);
const anyInstant = fc.integer({ min: firstDay * 24 * hour, max: lastDay * 24 * hour });
const anyDateBefore = fc
  .tuple(anyDate, fc.integer({ min: 0, max: 500 }))
  .map(([from, days]) => ({ from, to: addCalendarDays(from, days) }));
const anyLength = fc.constantFrom(1_000, minute, 5 * minute, 15 * minute, 30 * minute, hour);

/** New York's wall clock by the engine's own formatter, an independent way. */
const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

const toDates = (sessions: readonly Session[]) => sessions.map((session) => session.tradingDate);

describe.each(calendars)('$name', ({ calendar }) => {
  it('sessions of a range are sorted, unique, inside it, and each the answer for its date', () => {
    fc.assert(
      fc.property(anyDateBefore, ({ from, to }) => {
        const sessions = calendar.sessions(from, to);
        const dates = toDates(sessions);
        expect(dates).toEqual([...new Set(dates)].sort());
        expect(dates.every((date) => date >= from && date <= to)).toBe(true);
        for (const session of sessions) expect(calendar.session(session.tradingDate)).toEqual(session);
      }),
    );
  });

  it('instants of a session are in order, and sessions do not overlap', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const session = calendar.nextSession(date);
        expect(session.nightOpenMs).toBeLessThanOrEqual(session.preOpenMs);
        expect(session.preOpenMs).toBeLessThanOrEqual(session.openMs);
        expect(session.openMs).toBeLessThan(session.closeMs);
        expect(session.closeMs).toBeLessThanOrEqual(session.postCloseMs);
        expect(session.postCloseMs).toBeLessThanOrEqual(calendar.nextSession(session.tradingDate).nightOpenMs);
      }),
    );
  });

  it('a range has the sessions of its parts', () => {
    fc.assert(
      fc.property(anyDateBefore, fc.nat(500), ({ from, to }, days) => {
        const cut = addCalendarDays(from, days);
        const middle = cut > to ? to : cut;
        const parts = [...calendar.sessions(from, middle), ...calendar.sessions(addCalendarDays(middle, 1), to)];
        expect(parts).toEqual(calendar.sessions(from, to));
      }),
    );
  });

  it('a range has as many sessions as nextSession visits, and as previousSession does', () => {
    fc.assert(
      fc.property(anyDateBefore, ({ from, to }) => {
        const forwards: string[] = [];
        for (
          let next = calendar.nextSession(addCalendarDays(from, -1));
          next.tradingDate <= to;
          next = calendar.nextSession(next.tradingDate)
        )
          forwards.push(next.tradingDate);
        const backwards: string[] = [];
        for (
          let date = addCalendarDays(to, 1);
          calendar.previousSession(date).tradingDate >= from;
          date = backwards.at(-1) ?? from
        )
          backwards.push(calendar.previousSession(date).tradingDate);
        expect(forwards).toEqual(toDates(calendar.sessions(from, to)));
        expect(backwards.reverse()).toEqual(forwards);
      }),
      { numRuns: 40 },
    );
  });

  it('nextSession undoes previousSession, on a session; there is no other between them', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const session = calendar.nextSession(date);
        expect(calendar.nextSession(calendar.previousSession(session.tradingDate).tradingDate)).toEqual(session);
        expect(calendar.previousSession(calendar.nextSession(session.tradingDate).tradingDate)).toEqual(session);
        expect(session.tradingDate > date).toBe(true);
      }),
    );
  });

  it('each regular minute belongs to one session, at both its ends', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(), (date, pick) => {
        const session = calendar.nextSession(date);
        const at = session.openMs + (pick % ((session.closeMs - session.openMs) / minute)) * minute;
        const around = calendar.sessions(
          addCalendarDays(session.tradingDate, -5),
          addCalendarDays(session.tradingDate, 5),
        );
        expect(around.filter(({ openMs, closeMs }) => at >= openMs && at < closeMs)).toEqual([session]);
        for (const instantMs of [at, at + minute - 1])
          expect(calendar.locate(instantMs)).toMatchObject({
            tradingDate: session.tradingDate,
            part: calendar.id === 'XNYS' ? 'regular' : 'continuous',
          });
      }),
    );
  });

  it('an instant is within its hour, and the hour within its part', () => {
    fc.assert(
      fc.property(anyInstant, (instantMs) => {
        const here = calendar.locate(instantMs);
        expect(
          here.hourStartMs <= instantMs && instantMs < here.hourEndMs && here.hourEndMs - here.hourStartMs <= hour,
        ).toBe(true);
        expect(calendar.locate(here.hourStartMs)).toEqual(here);
        expect(calendar.locate(here.hourEndMs - 1)).toEqual(here);
        expect(calendar.locate(here.hourEndMs).hourStartMs).toBe(here.hourEndMs);
      }),
    );
  });

  it('a part that is known is the one that the session says', () => {
    fc.assert(
      fc.property(anyInstant, (instantMs) => {
        const { part, tradingDate } = calendar.locate(instantMs);
        const dates = [tradingDate, addCalendarDays(tradingDate, 1)];
        const holders = dates
          .map((date) => calendar.session(date))
          .filter((session) => session !== null && instantMs >= session.nightOpenMs && instantMs < session.postCloseMs);
        expect(holders.map((session) => session?.tradingDate)).toEqual(part === 'unknown' ? [] : [tradingDate]);
      }),
    );
  });

  it('the order of questions does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyInstant, { minLength: 2, maxLength: 20 }), (instants) => {
        const answers = instants.map(calendar.locate);
        expect(instants.toReversed().map(calendar.locate).reverse()).toEqual(answers);
      }),
    );
  });

  it('the last completed session has closed and the one after it has not', () => {
    fc.assert(
      fc.property(anyInstant, (instantMs) => {
        const session = calendar.lastCompletedSession(instantMs);
        expect(session.closeMs).toBeLessThanOrEqual(instantMs);
        expect(calendar.nextSession(session.tradingDate).closeMs).toBeGreaterThan(instantMs);
      }),
    );
  });

  it('the bars of a range are the windows that its sessions touch, one by one', () => {
    fc.assert(
      fc.property(anyDate, anyLength, fc.constantFrom('regular', 'extended'), (date, barMs, parts) => {
        const session = calendar.nextSession(date);
        const [startMs, endMs] =
          parts === 'regular' ? [session.openMs, session.closeMs] : [session.nightOpenMs, session.postCloseMs];
        let windows = 0;
        for (let at = Math.floor(startMs / barMs) * barMs; at < endMs; at += barMs) windows += 1;
        expect(expectedBars(session, barMs, parts)).toBe(windows);
        expect(expectedBarsBetween(calendar, session.tradingDate, session.tradingDate, barMs, parts)).toBe(windows);
      }),
      { numRuns: 60 },
    );
  });

  it('bars become due one after the other, and never more than expected', () => {
    fc.assert(
      fc.property(
        anyDate,
        anyLength,
        fc.constantFrom('session', 'clock'),
        fc.integer({ min: -hour, max: 30 * hour }),
        fc.nat(2 * hour),
        (date, barMs, grid, offsetMs, laterMs) => {
          const session = calendar.nextSession(date);
          const due = (atMs: number, delayMs = 0) => dueBars(session, { barMs, grid, atMs, delayMs });
          const atMs = session.openMs + offsetMs;
          expect(due(atMs)).toBeLessThanOrEqual(due(atMs + laterMs));
          expect(due(atMs + laterMs, laterMs)).toBe(due(atMs));
          expect(due(session.closeMs + hour)).toBe(
            barMs === hour ? expectedHours(session, grid) : expectedBars(session, barMs),
          );
          expect(due(session.openMs)).toBe(0);
        },
      ),
    );
  });
});

describe('New York', () => {
  const stocks = createStockCalendar();

  it('has no session on a weekend, and says why a date is closed', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        if (isWeekend(date)) expect(stocks.session(date)).toBeNull();
        expect(stocks.closure(date) === null).toBe(stocks.session(date) !== null);
      }),
    );
  });

  it('opens at 09:30 and closes at 16:00, 13:00 or 14:00 of its wall clock', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { tradingDate, openMs, closeMs, isEarlyClose } = stocks.nextSession(date);
        expect(wallClock.format(openMs)).toBe(`${tradingDate}, 09:30`);
        expect(isEarlyClose ? [`${tradingDate}, 13:00`, `${tradingDate}, 14:00`] : [`${tradingDate}, 16:00`]).toContain(
          wallClock.format(closeMs),
        );
      }),
    );
  });

  it('is closed for nine or ten holidays a year, and never a whole week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2022, max: 2400 }), (year) => {
        const sessions = stocks.sessions(`${year}-01-01`, `${year}-12-31`);
        expect(sessions.length).toBeGreaterThanOrEqual(250);
        expect(sessions.length).toBeLessThanOrEqual(253);
        for (const { tradingDate } of sessions)
          expect(
            toDayNumber(stocks.nextSession(tradingDate).tradingDate) - toDayNumber(tradingDate),
          ).toBeLessThanOrEqual(4);
      }),
      { numRuns: 15 },
    );
  });

  it('has the date of its wall clock, at any instant', () => {
    fc.assert(
      fc.property(anyInstant, (instantMs) => {
        expect(newYorkDateAt(instantMs)).toBe(wallClock.format(instantMs).slice(0, 10));
      }),
    );
  });

  it('has any minute of the day but those of a spring change at the instant of its wall clock', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(1_439), (date, minuteOfDay) => {
        const shown = wallClock.format(newYorkInstant(date, minuteOfDay));
        const two = (part: number) => String(part).padStart(2, '0');
        const isSkipped = minuteOfDay >= 120 && minuteOfDay < 180 && isWeekend(date);
        if (!isSkipped) expect(shown).toBe(`${date}, ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`);
      }),
    );
  });
});
