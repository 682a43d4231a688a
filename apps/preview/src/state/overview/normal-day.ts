import { hourCount, hourStart, type TradingSession } from '../time/trading-time.ts';
import { type Hour, leastSessions, pastValues, quantile } from './hours.ts';

/** An hour of a session and the same hour of earlier ones. */
export interface NormalHour {
  readonly timeMs: number;
  /** Null if the ticker has no such hour. */
  readonly value: number | null;
  /** The 10th, 25th, 50th, 75th and 90th percentile; null with fewer than 5 earlier sessions. */
  readonly past: readonly [number, number, number, number, number] | null;
}

/** A session of a ticker against its earlier sessions. */
export interface NormalDay {
  readonly hours: readonly NormalHour[];
  /** Earlier sessions in the percentiles: the most of any hour. */
  readonly sessionCount: number;
}

/**
 * Every hour of a session with the percentiles of the same hour in earlier sessions.
 *
 * @param hours of all tickers, with those of earlier sessions.
 * @param sessions of all hours, in order.
 * @example
 * normalDay(hours, sessions, session, 'NVDA').hours[0]?.past?.[2]; // the median
 */
export function normalDay(
  hours: readonly Hour[],
  sessions: readonly TradingSession[],
  session: TradingSession,
  ticker: string,
): NormalDay {
  const own = hours.filter((hour) => hour.ticker === ticker);
  const pasts = Array.from({ length: hourCount(session) }, (_, index) =>
    pastValues(own, sessions, ticker, index * 60, session.date),
  );
  return {
    sessionCount: Math.max(0, ...pasts.map(({ length }) => length)),
    hours: pasts.map((past, index) => {
      const timeMs = hourStart(session, index);
      const at = (share: number): number => quantile(past, share);
      return {
        timeMs,
        value: own.find((hour) => hour.timeMs === timeMs)?.value ?? null,
        past: past.length < leastSessions ? null : [at(0.1), at(0.25), at(0.5), at(0.75), at(0.9)],
      };
    }),
  };
}
