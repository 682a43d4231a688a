import { createContinuousCalendar, createStockCalendar, type MarketCalendar } from '@tickerlake/market-calendar';
import { rowSchema, hourSlotsTable, slotMs } from '@tickerlake/record-schema';
import { describe, expect, it, test } from 'vitest';
import { hourSlots } from './hour-slots.ts';

const stocks = createStockCalendar();
const crypto = createContinuousCalendar();

/** The distinct hours of a date's part, in order, as New York wall times with their lengths in minutes. */
function hoursOf(date: string, part: string, calendar: MarketCalendar = stocks): string[] {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' });
  const rows = hourSlots(date.slice(0, 7), calendar).filter((row) => row.trading_date === date && row.session === part);
  const hours = new Map(rows.map((row) => [row.hour_start_ms, row.hour_end_ms]));
  return [...hours].map(([start, end]) => `${clock.format(start)}+${(end - start) / 60_000}`);
}

const fullDay = ['09:30+60', '10:30+60', '11:30+60', '12:30+60', '13:30+60', '14:30+60', '15:30+30'];
const halfDay = ['09:30+60', '10:30+60', '11:30+60', '12:30+30'];

describe('the hours of a session count from the open, in New York', () => {
  test.each([
    { name: 'summer time', date: '2026-05-20', hours: fullDay },
    { name: 'winter time', date: '2026-01-20', hours: fullDay },
    { name: 'the Friday before the clocks go forward', date: '2026-03-06', hours: fullDay },
    { name: 'the Monday after', date: '2026-03-09', hours: fullDay },
    { name: 'the Friday before the clocks go back', date: '2026-10-30', hours: fullDay },
    { name: 'the Monday after', date: '2026-11-02', hours: fullDay },
    { name: 'the early close after Thanksgiving', date: '2026-11-27', hours: halfDay },
    { name: 'the early close of Christmas Eve', date: '2026-12-24', hours: halfDay },
    { name: 'a holiday has none', date: '2026-12-25', hours: [] },
    { name: 'a Saturday has none', date: '2026-05-30', hours: [] },
  ])('$name: $date', ({ date, hours }) => {
    expect(hoursOf(date, 'regular')).toEqual(hours);
  });

  test.each([
    {
      name: 'before the open, the last hour cut by it',
      date: '2026-05-20',
      part: 'pre',
      hours: ['04:00+60', '05:00+60', '06:00+60', '07:00+60', '08:00+60', '09:00+30'],
    },
    {
      name: 'after the close',
      date: '2026-05-20',
      part: 'post',
      hours: ['16:00+60', '17:00+60', '18:00+60', '19:00+60'],
    },
    {
      name: 'after an early close',
      date: '2026-11-27',
      part: 'post',
      hours: ['13:00+60', '14:00+60', '15:00+60', '16:00+60'],
    },
  ])('clock hours $name', ({ date, part, hours }) => {
    expect(hoursOf(date, part)).toEqual(hours);
  });
});

describe('the rows of a month', () => {
  const months = ['2026-02', '2026-03', '2026-11', '2026-12', '2027-01', '2024-02'];

  it.each(months)('%s: consecutive half hours, the same ones for every calendar, as the table says', (month) => {
    const [first, second] = [hourSlots(month, stocks), hourSlots(month, crypto)];
    expect(first.map((row) => row.slot)).toEqual(second.map((row) => row.slot));
    expect(first.every((row, index) => index === 0 || row.slot === (first[index - 1]?.slot ?? 0) + 1)).toBe(true);
    const schema = rowSchema(hourSlotsTable);
    for (const row of [...first.slice(0, 200), ...second.slice(0, 200)]) expect(schema.parse(row)).toEqual(row);
  });

  it.each(months)('%s: every instant of every session has its slot, its trading date and its part', (month) => {
    const rows = new Map(hourSlots(month, stocks).map((row) => [row.slot, row]));
    for (const session of stocks.sessions(`${month}-01`, `${month}-${month.endsWith('02') ? '28' : '30'}`)) {
      for (let ms = session.preOpenMs; ms < session.postCloseMs; ms += slotMs) {
        const part = ms < session.openMs ? 'pre' : ms < session.closeMs ? 'regular' : 'post';
        expect(rows.get(ms / slotMs)).toMatchObject({ trading_date: session.tradingDate, session: part });
      }
    }
  });

  it('the evening of a month in New York, which is the next month in UTC, is there', () => {
    const rows = hourSlots('2026-12', stocks).filter(
      (row) => row.trading_date === '2026-12-31' && row.session === 'post',
    );
    expect(new Date(rows.at(-1)?.hour_end_ms ?? 0).toISOString()).toBe('2027-01-01T01:00:00.000Z');
  });

  it('crypto has 24 hours on every UTC date, also when clocks change', () => {
    expect(hoursOf('2026-03-08', 'continuous', crypto)).toHaveLength(24);
    expect(hoursOf('2026-11-01', 'continuous', crypto)).toHaveLength(24);
  });

  it('a clock-hour bar of 09:00 touches the open, so it is regular; that of 08:00 is not', () => {
    const at = (time: string) =>
      hourSlots('2026-05', stocks).find((row) => row.slot === Date.parse(`2026-05-20T${time}Z`) / slotMs)
        ?.clock_session;
    expect([at('12:00'), at('13:00'), at('13:30'), at('20:00')]).toEqual(['pre', 'regular', 'regular', 'post']);
  });
});
