import type { barsTable, hourSlotsTable, sessionsTable, SqlRow } from '@tickerlake/record-schema';
import type { TimedBar } from '@tickerlake/volatility';
import { nextRandom } from './next-random.ts';

const slotMs = 1_800_000;

/** A session of a calendar, with its minutes. */
export interface MarketSession {
  readonly calendar: 'XNYS' | '24/7';
  readonly tradingDate: string;
  readonly openMs: number;
  readonly minutes: number;
}

/** A random walk of minute bars over a session; the same seed gives the same bars. */
export function minuteBars(session: MarketSession, seed: number): TimedBar[] {
  const random = nextRandom(seed);
  let price = 50 + 100 * random();
  return Array.from({ length: session.minutes }, (_, minute) => {
    const open = price * (1 + (random() - 0.5) * 0.001);
    const close = open * (1 + (random() - 0.5) * 0.004);
    const high = Math.max(open, close) * (1 + random() * 0.001);
    const low = Math.min(open, close) * (1 - random() * 0.001);
    price = close;
    return { startMs: session.openMs + minute * 60_000, lengthMs: 60_000, open, high, low, close };
  });
}

/** Bars as rows of `bars`. */
export function barRows(ticker: string, session: MarketSession, bars: readonly TimedBar[]): SqlRow<typeof barsTable>[] {
  return bars.map(({ startMs, lengthMs, open, high, low, close }) => ({
    ticker,
    trading_date: session.tradingDate,
    session: session.calendar === 'XNYS' ? 'regular' : 'continuous',
    bar_start: new Date(startMs),
    bar_ms: BigInt(lengthMs),
    open,
    high,
    low,
    close,
    volume: null,
    vwap: null,
    trades: null,
    adjusted: false,
    run_id: 'r1',
    request_id: null,
    fetched_at: new Date(0),
  }));
}

/** The half hours of a session, with the one before it, as rows of `hour_slots`. */
export function hourSlotRows(session: MarketSession): SqlRow<typeof hourSlotsTable>[] {
  const closeMs = session.openMs + session.minutes * 60_000;
  const isStock = session.calendar === 'XNYS';
  return Array.from({ length: session.minutes / 30 + (isStock ? 1 : 0) }, (_, index) => {
    const startMs = session.openMs + (index - (isStock ? 1 : 0)) * slotMs;
    const hourStartMs = session.openMs + Math.floor((startMs - session.openMs) / 3_600_000) * 3_600_000;
    const part = startMs < session.openMs ? 'pre' : isStock ? 'regular' : 'continuous';
    return {
      calendar: session.calendar,
      slot: BigInt(startMs / slotMs),
      trading_date: session.tradingDate,
      session: part,
      clock_session: isStock ? 'regular' : part,
      hour_start_ms: BigInt(hourStartMs),
      hour_end_ms: BigInt(Math.min(hourStartMs + 3_600_000, closeMs)),
    };
  });
}

/** A session as a row of `sessions`. */
export function rollUpSessionRows({
  calendar,
  tradingDate,
  openMs,
  minutes,
}: MarketSession): SqlRow<typeof sessionsTable> {
  const open = new Date(openMs);
  const close = new Date(openMs + minutes * 60_000);
  return {
    calendar,
    trading_date: tradingDate,
    pre_open: open,
    open,
    close,
    post_close: close,
    is_early_close: minutes === 210,
    expected_bars: minutes,
  };
}
