import { describe, expect, it } from 'vitest';
import { createStockCalendar } from './create-stock-calendar.ts';
import { absentOracle, readOracle } from './testing/oracle.ts';
import { toCalendarDates } from './dates/trading-date.ts';

const oracle = readOracle(process.env['CI']);
const calendar = createStockCalendar();

describe.skipIf(oracle === null)(
  `the sessions of exchange_calendars${oracle === null ? ` ${absentOracle}` : ''}`,
  () => {
    const rows = oracle ?? [];
    const first = rows[0]?.tradingDate ?? '';
    const last = rows.at(-1)?.tradingDate ?? '';

    it('are the 8,324 from 1990-01-02 to 2023-01-13', () => {
      expect([rows.length, first, last]).toEqual([8_324, '1990-01-02', '2023-01-13']);
    });

    it('are the sessions of the calendar, to the millisecond, none missing and none extra', () => {
      const ours = calendar
        .sessions('1990-01-01', last)
        .map(({ tradingDate, openMs, closeMs }) => ({ tradingDate, openMs, closeMs }));
      expect(ours).toEqual(rows);
    });

    it('are sessions one by one, and every other date is closed, with a reason', () => {
      const open = new Set(rows.map((row) => row.tradingDate));
      const wrong = toCalendarDates('1990-01-01', last).filter((date) => {
        const isOpen = open.has(date);
        return (calendar.session(date) !== null) !== isOpen || (calendar.closure(date) === null) !== isOpen;
      });
      expect(wrong).toEqual([]);
    });

    it('follow each other under nextSession and previousSession', () => {
      const forwards = [];
      for (let date = '1990-01-01'; date < last; date = forwards.at(-1) ?? last)
        forwards.push(calendar.nextSession(date).tradingDate);
      const backwards = [last];
      for (let date = last; date > first; date = backwards.at(-1) ?? first)
        backwards.push(calendar.previousSession(date).tradingDate);
      expect(forwards).toEqual(rows.map((row) => row.tradingDate));
      expect(backwards.reverse()).toEqual(forwards);
    });

    it('hold their open and their last millisecond, and not their close', () => {
      const wrong = rows.filter(({ tradingDate, openMs, closeMs }) => {
        const at = (ms: number) => calendar.locate(ms);
        const isRegular = [openMs, closeMs - 1].every(
          (ms) => at(ms).part === 'regular' && at(ms).tradingDate === tradingDate,
        );
        return !isRegular || at(openMs - 1).part !== 'pre' || at(closeMs).part !== 'post';
      });
      expect(wrong).toEqual([]);
    });

    it('are complete at their close and not a millisecond before', () => {
      const wrong = rows.filter(({ tradingDate, closeMs }, index) => {
        const before = rows[index - 1]?.tradingDate;
        const isLate = calendar.lastCompletedSession(closeMs).tradingDate !== tradingDate;
        return isLate || (before !== undefined && calendar.lastCompletedSession(closeMs - 1).tradingDate !== before);
      });
      expect(wrong).toEqual([]);
    });

    it('close early according to the calendar: 65 at 13:00 and 4 at 14:00 to the end of 2022', () => {
      const lengths = new Map<number, number>();
      for (const { isEarlyClose, openMs, closeMs } of calendar.sessions('1990-01-01', '2022-12-31')) {
        const minutes = (closeMs - openMs) / 60_000;
        expect(isEarlyClose).toBe(minutes !== 390);
        lengths.set(minutes, (lengths.get(minutes) ?? 0) + 1);
      }
      expect([...lengths].sort(([a], [b]) => a - b)).toEqual([
        [210, 65],
        [270, 4],
        [390, 8_246],
      ]);
    });
  },
);
