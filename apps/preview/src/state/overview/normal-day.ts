import type { SessionHour } from './hours.ts';

/** An hour of a session and the same hour of earlier ones. */
export type NormalHour = Pick<SessionHour, 'timeMs' | 'value' | 'past'>;

/** A session of a ticker against its earlier sessions. */
export interface NormalDay {
  readonly hours: readonly NormalHour[];
  /** Earlier sessions in the percentiles: the most of any hour. */
  readonly sessionCount: number;
}

/**
 * The hours of a ticker in a session, with the percentiles of the same hour in earlier sessions.
 *
 * @example
 * normalDay(hours, '2026-11-27', 'NVDA').hours[0]?.past?.[2]; // the median
 */
export function normalDay(all: readonly SessionHour[], date: string, ticker: string): NormalDay {
  const hours = all.filter((hour) => hour.ticker === ticker && hour.date === date);
  return { hours, sessionCount: Math.max(0, ...hours.map(({ sessions }) => sessions)) };
}
