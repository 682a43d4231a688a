import type { TradingDate } from '@tickerlake/market-calendar';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { Calendars } from '../ports/calendars.ts';
import type { RememberedGap } from '../values/remembered-gap.ts';

/** What is remembered of one session. */
export type GapFacts = Omit<RememberedGap, 'ticker' | 'from' | 'to' | 'barMs'>;

/** Remembered gaps by ticker and trading date. */
export type GapMap = Map<string, Map<TradingDate, GapFacts>>;

/**
 * The remembered gaps of bars of one length, session by session.
 *
 * @example
 * toGapMap(gaps, 60_000, calendars).get('AAPL')?.get('2026-05-12')?.asked; // 2
 */
export function toGapMap(gaps: readonly RememberedGap[], barMs: number, calendars: Calendars): GapMap {
  const map: GapMap = new Map();
  for (const { ticker, from, to, barMs: length, ...facts } of gaps) {
    if (length !== barMs) continue;
    const own = map.get(ticker) ?? new Map<TradingDate, GapFacts>();
    for (const { tradingDate } of calendars[calendarIdOf(ticker)].sessions(from, to)) own.set(tradingDate, facts);
    map.set(ticker, own);
  }
  return map;
}

/**
 * The same as spans: sessions that follow each other and of which the same is remembered are one. In order of ticker and date.
 *
 * @example
 * const gaps = fromGapMap(map, 60_000, calendars);
 */
export function fromGapMap(map: GapMap, barMs: number, calendars: Calendars): RememberedGap[] {
  return [...map]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([ticker, own]) => {
      const calendar = calendars[calendarIdOf(ticker)];
      const spans: RememberedGap[] = [];
      for (const [date, facts] of [...own].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const last = spans.at(-1);
        if (last !== undefined && calendar.nextSession(last.to).tradingDate === date && isSame(last, facts))
          spans[spans.length - 1] = { ...last, to: date };
        else spans.push({ ticker, from: date, to: date, barMs, ...facts });
      }
      return spans;
    });
}

const isSame = (a: GapFacts, b: GapFacts): boolean =>
  a.reason === b.reason && a.asked === b.asked && a.askedAt === b.askedAt && a.runId === b.runId;
