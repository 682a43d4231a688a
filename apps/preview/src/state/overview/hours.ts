import type { PanelData } from '@tickerlake/preview-api';
import { toRows } from '../rows.ts';
import type { TradingSession } from '../time/trading-time.ts';

/** One hour of a ticker in the selected measure. */
export interface Hour {
  readonly ticker: string;
  readonly timeMs: number;
  /** New York date of the session. */
  readonly date: string;
  /** Minutes since the open. */
  readonly minute: number;
  readonly value: number;
  /** Standard deviations of the logarithm from the ticker's own past; null with fewer than 20 earlier sessions. */
  readonly zScore: number | null;
  readonly isComplete: boolean;
}

/** An hour against the same hour of earlier sessions. */
export interface ComparedHour extends Hour {
  /** Median of up to 60 earlier sessions; null with fewer than 5, or if the hour is shorter than usual. */
  readonly usual: number | null;
  /** Value divided by usual. */
  readonly ratio: number | null;
}

/** The most sessions that an hour is compared with. */
const mostSessions = 60;
/** Fewer earlier sessions give no usual value. */
export const leastSessions = 5;
const hourMs = 3_600_000;

/**
 * The rows of the page's query `hours`.
 *
 * @example
 * const hours = toHours(await api.page(uid, 'hours', range, chosen));
 */
export function toHours(data: PanelData): Hour[] {
  return toRows(data).map((row) => ({
    ticker: String(row['ticker']),
    timeMs: Number(row['time']),
    date: String(row['trading_date']),
    minute: Number(row['minute']),
    value: Number(row['value']),
    zScore: typeof row['z_score'] === 'number' ? row['z_score'] : null,
    isComplete: row['is_complete'] === true,
  }));
}

/**
 * The value below which a share of the values is, linear between neighbours (Hyndman and Fan's type 7, as Excel and NumPy have it).
 *
 * @param sorted in ascending order, not empty.
 * @example
 * quantile([1, 2, 4], 0.5); // 2
 */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * The values of the same hour in earlier sessions, at most 60 and ascending: complete hours of the same length alone, because an
 * early close has a shorter last hour.
 *
 * @example
 * quantile(pastValues(hours, sessions, 'AAPL', 0, '2026-11-27'), 0.5);
 */
export function pastValues(
  hours: readonly Hour[],
  sessions: readonly TradingSession[],
  ticker: string,
  minute: number,
  date: string,
): number[] {
  const lengths = lengthsOf(sessions);
  const length = lengths(date, minute);
  return hours
    .filter((hour) => hour.ticker === ticker && hour.minute === minute && hour.date < date && hour.isComplete)
    .filter((hour) => lengths(hour.date, minute) === length)
    .sort((a, b) => b.timeMs - a.timeMs)
    .slice(0, mostSessions)
    .map(({ value }) => value)
    .sort((a, b) => a - b);
}

/**
 * The hours of the given dates, each with its usual value.
 *
 * @example
 * compareHours(hours, sessions, ['2026-11-27'])[0]?.ratio; // 1.3
 */
export function compareHours(
  hours: readonly Hour[],
  sessions: readonly TradingSession[],
  dates: readonly string[],
): ComparedHour[] {
  const groups = new Map<string, Hour[]>();
  for (const hour of hours) {
    const key = `${hour.ticker} ${hour.minute}`;
    const group = groups.get(key) ?? [];
    group.push(hour);
    groups.set(key, group);
  }
  return hours
    .filter(({ date }) => dates.includes(date))
    .map((hour) => {
      const past = pastValues(
        groups.get(`${hour.ticker} ${hour.minute}`) ?? [],
        sessions,
        hour.ticker,
        hour.minute,
        hour.date,
      );
      const usual = past.length < leastSessions ? null : quantile(past, 0.5);
      return { ...hour, usual, ratio: usual === null || usual <= 0 ? null : hour.value / usual };
    });
}

function lengthsOf(sessions: readonly TradingSession[]): (date: string, minute: number) => number {
  const known = new Map(sessions.map((session) => [session.date, session]));
  return (date, minute) => {
    const session = known.get(date);
    return session === undefined ? hourMs : Math.min(hourMs, session.closeMs - session.openMs - minute * 60_000);
  };
}
