import type { barsTable, SqlRow } from '@tickerlake/record-schema';

/** A row of `bars`. */
export type Bar = SqlRow<typeof barsTable>;

const openMs = Date.parse('2026-05-18T13:30:00Z');

/**
 * A bar of AAPL in the regular hours of 2026-05-18.
 *
 * @param minute since the open.
 * @example
 * minuteBar(5, { high: 2 }).bar_start; // 2026-05-18T13:35:00.000Z
 */
export const minuteBar = (minute: number, values: Partial<Bar> = {}): Bar => ({
  ticker: 'AAPL',
  trading_date: '2026-05-18',
  session: 'regular',
  bar_start: new Date(openMs + minute * 60_000),
  bar_ms: 60_000n,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 5,
  vwap: 1,
  trades: 3n,
  adjusted: false,
  run_id: 'r1',
  request_id: 'q',
  fetched_at: new Date(0),
  ...values,
});
