import type { Session, TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { Calendars } from '../ports/calendars.ts';
import { type Absence, reasonOn } from '../values/absence.ts';
import { type GapFacts, toGapMap } from './gap-map.ts';
import { joinAbsences } from './join-absences.ts';
import type { Ledger, LedgerGap, LedgerState } from '../values/ledger.ts';
import { isConfirmedEmpty, nextAsk, type RememberedGap } from '../values/remembered-gap.ts';

/** What is published of a ticker's session. */
export interface PublishedSession {
  readonly ticker: string;
  readonly tradingDate: TradingDate;
  readonly bars: number;
  /** When the newest of its bars was fetched. */
  readonly fetchedAt: Date;
  /** Minutes that are missing although their neighbours are busy. */
  readonly missingMinutes: number;
  readonly isCorrected: boolean;
}

/** What a ledger follows from. */
export interface LedgerFacts {
  readonly tickers: readonly string[];
  readonly from: TradingDate;
  readonly to: TradingDate;
  readonly barMs: number;
  readonly calendars: Calendars;
  /** Where no bars are expected, as far as it is known before the run; without overlaps. */
  readonly absences: readonly Absence[];
  readonly published: readonly PublishedSession[];
  readonly remembered: readonly RememberedGap[];
  readonly now: Date;
}

/**
 * The ledger of tickers between two trading dates, both included. A session is absent until a bar of it is published, and
 * as long as it was fetched before its extended hours ended. Gaps that were asked for in vain wait for their next ask; one that
 * was just fetched with missing minutes has been asked for once.
 *
 * @example
 * settleLedger({ tickers: ['AAPL'], from, to, barMs: 60_000, calendars, absences: [], published, remembered, now }).counts.absent; // 0
 */
export function settleLedger(facts: LedgerFacts): Ledger {
  const { tickers, from, to, barMs, calendars, now } = facts;
  const published = byTicker(facts.published);
  const remembered = toGapMap(facts.remembered, barMs, calendars);
  const counts: Record<LedgerState, number> = {
    fetched: 0,
    corrected: 0,
    suspicious: 0,
    absent: 0,
    'confirmed-empty': 0,
    'out-of-plan': 0,
    closed: 0,
  };
  const gaps: LedgerGap[] = [];
  const confirmed: Absence[] = [];
  const days = Math.max(0, (Date.parse(to) - Date.parse(from)) / dayMs + 1);
  for (const ticker of [...new Set(tickers)].sort()) {
    const sessions = calendars[calendarIdOf(ticker)].sessions(from, to);
    const own = facts.absences.filter((one) => one.ticker === ticker);
    counts.closed += days - sessions.length;
    for (const session of sessions) {
      const { tradingDate } = session;
      const there = published.get(ticker)?.get(tradingDate);
      const known = remembered.get(ticker)?.get(tradingDate);
      const entry = settle({
        ticker,
        session,
        there,
        known,
        isExpected: reasonOn(own, ticker, tradingDate) === null,
        now,
      });
      counts[entry.state] += 1;
      if (entry.gap !== null) gaps.push(entry.gap);
      if (entry.absence !== null) confirmed.push(entry.absence);
    }
  }
  return {
    counts,
    gaps,
    absences: joinAbsences(confirmed, calendars),
    bars: Object.fromEntries(
      [...published].map(([ticker, dates]) => [
        ticker,
        Object.fromEntries([...dates].map(([date, { bars }]) => [date, bars])),
      ]),
    ),
  };
}

interface Settled {
  readonly state: LedgerState;
  readonly gap: LedgerGap | null;
  readonly absence: Absence | null;
}

function settle(of: {
  readonly ticker: string;
  readonly session: Session;
  readonly there: PublishedSession | undefined;
  readonly known: GapFacts | undefined;
  readonly isExpected: boolean;
  readonly now: Date;
}): Settled {
  const { ticker, session, there, known, now } = of;
  const { tradingDate } = session;
  const gap = (state: LedgerGap['state'], facts: Pick<GapFacts, 'reason' | 'asked' | 'askedAt'> | null): Settled => {
    const nextAskAt = facts === null ? null : nextAsk(facts);
    const isDue = facts === null || (nextAskAt !== null && nextAskAt.getTime() <= now.getTime());
    const { reason, asked } = facts ?? { reason: null, asked: 0 };
    const missingMinutes = there?.missingMinutes ?? 0;
    return {
      state,
      absence: null,
      gap: { ticker, tradingDate, state, reason, missingMinutes, asked, nextAskAt, isDue },
    };
  };
  if (there === undefined) {
    if (!of.isExpected) return { state: 'confirmed-empty', gap: null, absence: null };
    if (known === undefined) return gap('absent', null);
    const { reason } = known;
    if (isConfirmedEmpty(reason) && isAbsence(reason))
      return {
        state: 'confirmed-empty',
        gap: null,
        absence: { ticker, from: tradingDate, to: tradingDate, reason },
      };
    return gap(reason === 'refused' ? 'out-of-plan' : 'absent', known);
  }
  const askedAt = Math.max(there.fetchedAt.getTime(), known === undefined ? 0 : Date.parse(known.askedAt));
  if (askedAt < session.postCloseMs) return gap('absent', null);
  if (there.missingMinutes > 0) {
    const again = known?.reason === 'missing-minutes' ? known : { asked: 1, askedAt: new Date(askedAt).toISOString() };
    return gap('suspicious', { ...again, reason: 'missing-minutes' });
  }
  return { state: there.isCorrected ? 'corrected' : 'fetched', gap: null, absence: null };
}

const isAbsence = (reason: GapFacts['reason']): reason is Extract<GapFacts['reason'], Absence['reason']> =>
  isConfirmedEmpty(reason) || reason === 'refused';

function byTicker(published: readonly PublishedSession[]): Map<string, Map<TradingDate, PublishedSession>> {
  const map = new Map<string, Map<TradingDate, PublishedSession>>();
  for (const one of published) {
    const own = map.get(one.ticker) ?? new Map<TradingDate, PublishedSession>();
    own.set(one.tradingDate, one);
    map.set(one.ticker, own);
  }
  return map;
}

const dayMs = 86_400_000;
