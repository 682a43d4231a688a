import type { dailyVolatilityTable, SqlRow } from '@tickerlake/record-schema';
import { type Bar, garmanKlass, logRange, parkinson, rangePct, rogersSatchell } from '@tickerlake/volatility';
import { rollUpSessionRows } from './minute-market.ts';
import { nextRandom } from './next-random.ts';

const dayMs = 86_400_000;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The trading dates of a calendar: weekdays, or every day, from a Monday on. */
export function tradingDates(calendar: 'XNYS' | '24/7', count: number): string[] {
  const start = Date.UTC(2026, 0, 5);
  const days = Array.from({ length: 2 * count }, (_, index) => start + index * dayMs);
  return days
    .filter((ms) => calendar === '24/7' || ![0, 6].includes(new Date(ms).getUTCDay()))
    .slice(0, count)
    .map(dateOf);
}

/** Rows of `sessions`. */
export function sessionRows(calendar: 'XNYS' | '24/7', dates: readonly string[]) {
  return dates.map((tradingDate) =>
    rollUpSessionRows({
      calendar,
      tradingDate,
      openMs: Date.parse(`${tradingDate}T14:30:00Z`),
      minutes: calendar === 'XNYS' ? 390 : 1_440,
    }),
  );
}

/** A random walk of session bars with gaps over night; the same seed gives the same bars. */
export function sessionBars(count: number, seed: number): Bar[] {
  const random = nextRandom(seed);
  let price = 100;
  return Array.from({ length: count }, () => {
    const open = price * (1 + (random() - 0.5) * 0.03);
    const close = open * (1 + (random() - 0.5) * 0.04);
    price = close;
    return {
      open,
      close,
      high: Math.max(open, close) * (1 + random() * 0.01),
      low: Math.min(open, close) * (1 - random() * 0.01),
    };
  });
}

/** A row of `daily_volatility` of a bar. */
export function dayRow(
  ticker: string,
  tradingDate: string,
  bar: Bar,
  isComplete = true,
): SqlRow<typeof dailyVolatilityTable> {
  return {
    ticker,
    trading_date: tradingDate,
    ...bar,
    range_pct: rangePct.value(bar),
    log_range: logRange.value(bar),
    pk: parkinson.value(bar),
    gk: garmanKlass.value(bar),
    rs: rogersSatchell.value(bar),
    day_return: Math.log(bar.close / bar.open),
    realized_var: parkinson.value(bar),
    bipower_var: null,
    hours: 7n,
    minutes: 390n,
    is_complete: isComplete,
    grid: 'session',
    adjusted: false,
    run_id: 'r1',
  };
}
