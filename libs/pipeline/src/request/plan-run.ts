import { addCalendarDays, type MarketCalendar, type Session, type TradingDate } from '@tickerlake/market-calendar';
import { assetClassOf, calendarIdOf } from '@tickerlake/record-schema';
import type { FetchChunk } from '../ports/bar-source.ts';
import type { Calendars } from '../ports/calendars.ts';
import { chunkSessions } from './chunk-sessions.ts';
import { sourceNamed } from '../sources/sources.ts';
import type { RunRequest } from './run-request.ts';

/** The calls of a run and how long they take. */
export interface RunPlan {
  readonly request: RunRequest;
  readonly chunks: readonly FetchChunk[];
  /** One for each chunk and each former name in it, one for the splits of all stocks, and those for reference data that is due; none without a chunk. */
  readonly calls: number;
  /** Time that the quota alone takes; null calls per minute take none. */
  readonly quotaMs: number;
}

const minuteMs = 60_000;
/** The limiter lets its calls start within any 61 seconds: a second more than the quota's minute, for clocks that differ. */
export const quotaWindowMs = 61_000;

/**
 * Cuts a request into chunks of one call each (at most the base bars that a call of the source takes; hour bars cost as many as their minutes),
 * and counts the calls, the one for the splits included, and how long they take under the quota. Where all sessions are wanted,
 * the chunks of a ticker cover every day of the range, also those without a session: bars there are kept too.
 *
 * @param facts.referenceCalls calls for reference data that are due, none by default.
 * @param facts.callsOf how many calls the chunks take, one each by default: a chunk may be outside the life of its ticker, or include a former name.
 * @param facts.isWanted which sessions of a ticker are asked for, all by default.
 * @example
 * planRun(request, calendars, 5).chunks.length; // 70 for seven stocks and two years
 */
export function planRun(
  request: RunRequest,
  calendars: Calendars,
  callsPerMinute: number | null,
  facts: {
    readonly referenceCalls?: number;
    readonly isWanted?: (ticker: string, date: TradingDate) => boolean;
    readonly callsOf?: (plan: Pick<RunPlan, 'request' | 'chunks'>) => number;
  } = {},
): RunPlan {
  const source = sourceNamed(request.source);
  const { referenceCalls = 0, isWanted = () => true, callsOf = ({ chunks: all }) => all.length } = facts;
  const chunks = request.tickers.flatMap((ticker) =>
    chunksOf(ticker, request, calendars[calendarIdOf(ticker)], {
      isWanted: (date) => isWanted(ticker, date),
      barsPerCall: source.barsPerCall,
    }),
  );
  if (chunks.length === 0) return { request, chunks, calls: 0, quotaMs: 0 };
  const hasSplits = source.hasSplits && request.tickers.some((ticker) => assetClassOf(ticker) === 'stock');
  const calls = callsOf({ request, chunks }) + (hasSplits ? 1 : 0) + referenceCalls;
  const rounds = callsPerMinute === null ? 0 : Math.max(0, Math.ceil(calls / callsPerMinute) - 1);
  return { request, chunks, calls, quotaMs: rounds * quotaWindowMs };
}

function chunksOf(
  ticker: string,
  request: RunRequest,
  calendar: MarketCalendar,
  { isWanted, barsPerCall }: { readonly isWanted: (date: TradingDate) => boolean; readonly barsPerCall: number },
): FetchChunk[] {
  const sessions = calendar.sessions(request.from, request.to);
  const dateAt = (at: number): TradingDate => sessions[at]?.tradingDate ?? request.to;
  const spans = chunkSessions(
    sessions.map((session) => baseBarsOf(session, request.barMs)),
    (at) => isWanted(dateAt(at)),
    barsPerCall,
  );
  return spans.map(({ first, last }, index) => {
    const from = first === 0 ? request.from : dateAt(first);
    const isFollowed = spans[index + 1]?.first === last + 1;
    const to = isFollowed
      ? addCalendarDays(dateAt(last + 1), -1)
      : last === sessions.length - 1
        ? request.to
        : dateAt(last);
    return {
      id: chunkId(ticker, from),
      ticker,
      from,
      to,
      barMs: request.barMs,
      ...(hasNight(calendar, from) && { askFrom: addCalendarDays(from, -1) }),
    };
  });
}

/**
 * Whether a session of a ticker is in one of the chunks.
 *
 * @example
 * isAsked(plan.chunks, 'AAPL', '2026-05-29');
 */
export const isAsked = (
  chunks: readonly Pick<FetchChunk, 'ticker' | 'from' | 'to'>[],
  ticker: string,
  date: TradingDate,
): boolean => chunks.some((chunk) => chunk.ticker === ticker && chunk.from <= date && chunk.to >= date);

/** Whether the session of a date begins on the evening before. */
function hasNight(calendar: MarketCalendar, date: TradingDate): boolean {
  const session = calendar.session(date);
  return session !== null && session.nightOpenMs < session.preOpenMs;
}

/** Day bars and longer are built from days, everything shorter from minutes. */
const baseBarsOf = ({ nightOpenMs, postCloseMs }: Session, barMs: number): number =>
  barMs >= 86_400_000 ? 1 : Math.ceil((postCloseMs - nightOpenMs) / minuteMs);

/**
 * The id of a chunk. Tickers hold `:` and `.`, file names must not: everything unusual is written as its code.
 *
 * @param from the first date of the chunk; empty for the beginning that all chunks of the ticker share.
 * @example
 * chunkId('BRK.B', '2026-05-01'); // 'BRK_2e_B-2026-05-01'
 */
export function chunkId(ticker: string, from: TradingDate): string {
  return `${ticker.replace(/[^A-Za-z0-9]/g, (char) => `_${char.codePointAt(0)?.toString(16)}_`)}-${from}`;
}
