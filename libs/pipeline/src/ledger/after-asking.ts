import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { FetchChunk } from '../ports/bar-source.ts';
import type { Calendars } from '../ports/calendars.ts';
import { type Absence, reasonOn } from '../values/absence.ts';
import { fromGapMap, type GapFacts, toGapMap } from './gap-map.ts';
import type { LedgerGap } from '../values/ledger.ts';
import { type GapReason, nextAsk, type RememberedGap } from '../values/remembered-gap.ts';

/** What a run asked for, and what came. */
export interface Asked {
  readonly runId: string;
  readonly at: Date;
  readonly barMs: number;
  readonly calendars: Calendars;
  readonly chunks: readonly Pick<FetchChunk, 'ticker' | 'from' | 'to'>[];
  /** Of each ticker, how many bars came of each trading date. */
  readonly rows: Readonly<Record<string, Readonly<Record<TradingDate, number>>>>;
  /** Of each ticker, how many bars each trading date had before. */
  readonly bars: Readonly<Record<string, Readonly<Record<TradingDate, number>>>>;
  /** Tickers that the source refuses. */
  readonly refused: readonly string[];
  /** Where no bars are expected, with what this run found out. */
  readonly absences: readonly Absence[];
  /** The gaps before the run. */
  readonly gaps: readonly Pick<LedgerGap, 'ticker' | 'tradingDate' | 'state' | 'asked'>[];
}

/**
 * What is remembered after a run asked: sessions without a bar with the reason, once more for those that had been asked for; of
 * sessions with bars only those whose missing minutes were asked for again, or that were published before their extended hours ended.
 *
 * @example
 * const next = afterAsking(known, { runId, at, barMs, calendars, chunks, rows, bars: {}, refused: [], absences, gaps: [] });
 */
export function afterAsking(known: readonly RememberedGap[], asked: Asked): RememberedGap[] {
  const { barMs, calendars, runId } = asked;
  const map = toGapMap(known, barMs, calendars);
  const gaps = new Map(asked.gaps.map((gap) => [`${gap.ticker} ${gap.tradingDate}`, gap]));
  const at = asked.at.toISOString();
  for (const { ticker, from, to } of asked.chunks) {
    const own = map.get(ticker) ?? new Map<TradingDate, GapFacts>();
    map.set(ticker, own);
    const absences = asked.absences.filter((one) => one.ticker === ticker);
    for (const { tradingDate } of calendars[calendarIdOf(ticker)].sessions(from, to)) {
      const before = own.get(tradingDate);
      if (before?.runId === runId) continue;
      // A run that follows the market asks every hour: an ask before the next ask does not extend the back-off.
      const isEarly = (reason: GapReason): boolean =>
        reason !== 'unfinished' && before?.reason === reason && (nextAsk(before)?.getTime() ?? 0) > asked.at.getTime();
      const again = (reason: GapReason, times: number): void => {
        if (!isEarly(reason)) own.set(tradingDate, { reason, asked: times + 1, askedAt: at, runId });
      };
      const hasBars = (asked.rows[ticker]?.[tradingDate] ?? asked.bars[ticker]?.[tradingDate] ?? 0) > 0;
      const gap = gaps.get(`${ticker} ${tradingDate}`);
      const reason = hasBars ? null : reasonOf(asked, absences, ticker, tradingDate);
      if (reason !== null) again(reason, before?.asked ?? 0);
      else if (gap?.state === 'suspicious') again('missing-minutes', gap.asked);
      // Published before its extended hours ended: whether more came since cannot be seen in its bars.
      else if (gap?.state === 'absent' && (asked.bars[ticker]?.[tradingDate] ?? 0) > 0) again('unfinished', 0);
      else own.delete(tradingDate);
    }
  }
  return [...known.filter((gap) => gap.barMs !== barMs), ...fromGapMap(map, barMs, calendars)];
}

function reasonOf(
  { refused }: Asked,
  absences: readonly Absence[],
  ticker: string,
  date: TradingDate,
): GapReason | null {
  if (refused.includes(ticker)) return 'refused';
  const reason = reasonOn(absences, ticker, date);
  if (reason === 'not-a-member') return null; // the configuration knows, and may change
  return reason === null || reason === 'not-recorded' || reason === 'missing' ? 'no-bars' : reason;
}
