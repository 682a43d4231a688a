import type { TradingSession } from '../time/trading-time.ts';
import { type ComparedHour, leastSessions, type SessionHour, type SessionMean } from './hours.ts';
import { normalDay, type NormalDay } from './normal-day.ts';
import { type TickerRow, tickerRows } from './ticker-rows.ts';
import { topHours, unusualSentence } from './unusual-sentence.ts';

/** What the first screen shows, apart from how it is drawn. */
export interface OverviewData {
  /** What is unusual in the newest session, or why nothing can be compared. */
  readonly lead: string;
  /** The last five sessions with hours; the last one is the newest. */
  readonly shown: readonly TradingSession[];
  readonly newest: TradingSession;
  /** The hours of the shown sessions. */
  readonly compared: readonly ComparedHour[];
  /** The most unusual ticker of the newest session first; those that cannot be compared come last, by name. */
  readonly tickers: readonly string[];
  /** In the order of the tickers. */
  readonly rows: readonly TickerRow[];
  normalDay(ticker: string): NormalDay;
}

const shownSessions = 5;
const halfDayMs = 6 * 3_600_000;

/**
 * What the first screen shows.
 *
 * @param hours of the newest sessions, in order.
 * @param sessions of the hours and the means, in order; later ones without hours are ignored.
 * @returns null if there is no hour of a session: crypto alone, or an empty range.
 * @example
 * overviewData(hours, means, sessions, 'America/New_York')?.lead; // 'Friday 27 Nov, half day: NVDA reached ...'
 */
export function overviewData(
  hours: readonly SessionHour[],
  means: readonly SessionMean[],
  sessions: readonly TradingSession[],
  zone: string,
): OverviewData | null {
  const compared = hours.filter((hour): hour is ComparedHour => hour.value !== null);
  const withHours = new Set(compared.map(({ date }) => date));
  const shown = sessions.filter(({ date }) => withHours.has(date)).slice(-shownSessions);
  const newest = shown.at(-1);
  if (newest === undefined) return null;
  const today = compared.filter(({ date }) => date === newest.date);
  const tickers = byUnusual(today, [...new Set(hours.map(({ ticker }) => ticker))].sort());
  const upToNewest = sessions.filter(({ date }) => date <= newest.date);
  return {
    lead:
      unusualSentence(today, newest.closeMs - newest.openMs < halfDayMs, zone) ??
      `No hour can be compared yet: an hour needs ${leastSessions} earlier sessions. "tickerlake backfill" fetches the months before.`,
    shown,
    newest,
    compared,
    tickers,
    rows: tickerRows(tickers, means, today, upToNewest),
    normalDay: (ticker) => normalDay(hours, newest.date, ticker),
  };
}

function byUnusual(today: readonly ComparedHour[], tickers: readonly string[]): string[] {
  const ranked = topHours(today).map(({ ticker }) => ticker);
  return [...ranked, ...tickers.filter((ticker) => !ranked.includes(ticker))];
}
