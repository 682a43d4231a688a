import type { TradingSession } from '../../time/trading-time.ts';
import type { ComparedHour } from '../hours.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * Sessions on consecutive days, of two hours each.
 *
 * @example
 * makeSessions(Date.UTC(2026, 10, 2, 14, 30), 12).at(-1)?.date; // '2026-11-13'
 */
export const makeSessions = (firstOpenMs: number, count: number): TradingSession[] =>
  Array.from({ length: count }, (_, day) => {
    const openMs = firstOpenMs + day * dayMs;
    return { date: new Date(openMs).toISOString().slice(0, 10), openMs, closeMs: openMs + 2 * hourMs };
  });

/**
 * An hour of a session; `usual` is what it is compared with, if anything.
 *
 * @example
 * makeHour('AAPL', sessions[0], 60, 1.5, 1);
 */
export const makeHour = (
  ticker: string,
  session: TradingSession | undefined,
  minute: number,
  value: number,
  usual: number | null = null,
): ComparedHour => ({
  ticker,
  timeMs: (session?.openMs ?? 0) + minute * 60_000,
  date: session?.date ?? '',
  minute,
  value,
  zScore: null,
  isComplete: true,
  sessions: usual === null ? 0 : 10,
  past: usual === null ? null : [usual, usual, usual, usual, usual],
  usual,
  ratio: usual === null ? null : value / usual,
});
