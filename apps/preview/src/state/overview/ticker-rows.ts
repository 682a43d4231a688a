import type { TradingSession } from '../time/trading-time.ts';
import type { ComparedHour, SessionMean } from './hours.ts';
import { topHours } from './unusual-sentence.ts';

/** A ticker in the table of the first screen; null is what it has no value for. */
export interface TickerRow {
  readonly ticker: string;
  /** The newest hour of the session. */
  readonly last: number | null;
  /** The largest hour of the session against its usual value. */
  readonly ratio: number | null;
  /** The z-score of that hour. */
  readonly zScore: number | null;
  readonly sessionMean: number | null;
  /** Garman-Klass volatility of the session in percent a year. */
  readonly annualised: number | null;
  /** Means of the last 20 sessions, in order; null for a session without hours. */
  readonly recent: readonly (number | null)[];
}

const recentSessions = 20;

/**
 * The rows of the tickers for the newest session.
 *
 * @param means of the sessions.
 * @param today the hours of the newest session, in order.
 * @param sessions in order; the newest one is the last.
 * @example
 * tickerRows(['NVDA'], means, today, sessions)[0]?.ratio; // 2.3
 */
export function tickerRows(
  tickers: readonly string[],
  means: readonly SessionMean[],
  today: readonly ComparedHour[],
  sessions: readonly TradingSession[],
): TickerRow[] {
  const known = new Map(means.map((one) => [`${one.ticker} ${one.openMs}`, one]));
  return tickers.map((ticker) => {
    const own = today.filter((hour) => hour.ticker === ticker);
    const [peak] = topHours(own);
    const recent = sessions.slice(-recentSessions).map(({ openMs }) => known.get(`${ticker} ${openMs}`));
    return {
      ticker,
      last: own.at(-1)?.value ?? null,
      ratio: peak?.ratio ?? null,
      zScore: peak?.zScore ?? null,
      sessionMean: recent.at(-1)?.mean ?? null,
      annualised: recent.at(-1)?.annualised ?? null,
      recent: recent.map((session) => session?.mean ?? null),
    };
  });
}

/**
 * Rows by one of their values; rows without it come last in both directions, and equal ones keep their order.
 *
 * @example
 * sortRows(rows, 'ratio', true)[0]?.ticker; // 'NVDA'
 */
export function sortRows(rows: readonly TickerRow[], key: Exclude<keyof TickerRow, 'recent'>, isDown: boolean) {
  return [...rows].sort((a, b) => {
    const [one, other] = [a[key], b[key]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order =
      typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other));
    return isDown ? -order : order;
  });
}
