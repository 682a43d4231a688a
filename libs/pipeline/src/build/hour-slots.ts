import type { MarketCalendar } from '@tickerlake/market-calendar';
import { type hourSlotsTable, type JsonRow, slotMs } from '@tickerlake/record-schema';
import { type Month, monthRange } from '../values/month.ts';

/** Half hours before and after a month that can hold bars of its trading dates: New York is at most 5 hours behind UTC, and a future night session starts on the evening before. */
const marginMs = 36 * 3_600_000;

/**
 * The trading hours of a month as rows of `hour_slots`: every half hour of the month with a margin, the same ones for every
 * calendar.
 *
 * @example
 * hourSlots('2026-05', createStockCalendar()).find((row) => row.session === 'regular');
 */
export function hourSlots(month: Month, calendar: MarketCalendar): JsonRow<typeof hourSlotsTable>[] {
  const { from, to } = monthRange(month);
  const startMs = Date.parse(`${from}T00:00:00Z`) - marginMs;
  const endMs = Date.parse(`${to}T00:00:00Z`) + 86_400_000 + marginMs;
  const rows: JsonRow<typeof hourSlotsTable>[] = [];
  let next = calendar.locate(startMs);
  for (let ms = startMs; ms < endMs; ms += slotMs) {
    const here = next;
    next = calendar.locate(ms + slotMs);
    rows.push({
      calendar: calendar.id,
      slot: ms / slotMs,
      trading_date: here.tradingDate,
      session: here.part,
      clock_session: here.part === 'pre' && next.part === 'regular' ? 'regular' : here.part,
      hour_start_ms: here.hourStartMs,
      hour_end_ms: here.hourEndMs,
    });
  }
  return rows;
}
