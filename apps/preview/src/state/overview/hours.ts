import type { PanelData } from '@tickerlake/preview-api';
import { toRows } from '../rows.ts';

/** An hour of a session, whether it has come or not, against the same hour of earlier sessions. */
export interface SessionHour {
  readonly ticker: string;
  readonly timeMs: number;
  /** New York date of the session. */
  readonly date: string;
  /** Minutes since the open. */
  readonly minute: number;
  /** In the selected measure; null if it is missing or has not come yet. */
  readonly value: number | null;
  /** Standard deviations of the logarithm from the ticker's own past; null with fewer than 20 earlier sessions. */
  readonly zScore: number | null;
  readonly isComplete: boolean;
  /** Earlier sessions it is compared with, up to 60; fewer than 5 give no percentiles. */
  readonly sessions: number;
  /** The 10th, 25th, 50th, 75th and 90th percentile of them. */
  readonly past: readonly [number, number, number, number, number] | null;
  /** Their median. */
  readonly usual: number | null;
  /** Value divided by usual. */
  readonly ratio: number | null;
}

/** An hour with a value. */
export type ComparedHour = SessionHour & { readonly value: number };

/** An hour of the selected measure against its usual value; null if it is not known. */
export type CompareHour = (ticker: string, timeMs: number) => ComparedHour | null;

/** The mean of a session's hours. */
export interface SessionMean {
  readonly ticker: string;
  readonly openMs: number;
  readonly mean: number;
  /** Garman-Klass volatility of the session in percent a year; null without a variance. */
  readonly annualised: number | null;
}

/** Fewer earlier sessions give no usual value: the rule of the query. */
export const leastSessions = 5;

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/**
 * The rows of the page's query `hours`.
 *
 * @example
 * const hours = toHours(await api.page(uid, 'hours', range, chosen));
 */
export function toHours(data: PanelData): SessionHour[] {
  return toRows(data).map((row) => {
    const [p10, p25, usual, p75, p90] = ['p10', 'p25', 'usual', 'p75', 'p90'].map((name) => row[name]).map(numberOf);
    return {
      ticker: String(row['ticker']),
      timeMs: Number(row['time']),
      date: String(row['trading_date']),
      minute: Number(row['minute']),
      value: numberOf(row['value']),
      zScore: numberOf(row['z_score']),
      isComplete: row['is_complete'] === true,
      sessions: Number(row['sessions']),
      past:
        typeof p10 === 'number' &&
        typeof p25 === 'number' &&
        typeof usual === 'number' &&
        typeof p75 === 'number' &&
        typeof p90 === 'number'
          ? [p10, p25, usual, p75, p90]
          : null,
      usual: usual ?? null,
      ratio: numberOf(row['ratio']),
    };
  });
}

/**
 * The rows of the page's query `means`.
 *
 * @example
 * const means = toMeans(await api.page(uid, 'means', range, chosen));
 */
export const toMeans = (data: PanelData): SessionMean[] =>
  toRows(data).map((row) => ({
    ticker: String(row['ticker']),
    openMs: Number(row['time']),
    mean: Number(row['session_mean']),
    annualised: numberOf(row['annualised']),
  }));
