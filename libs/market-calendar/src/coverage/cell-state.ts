import { type BarGrid, type CountedParts, dueBars } from './expected-bars.ts';
import type { Session, TradingDate } from '../market-calendar.ts';

/**
 * How complete one ticker is on one date. `closed`: no session. `expected`: nothing is missing yet and more bars will
 * follow. `complete`, `partial`, `absent`: all, some or none of the bars due so far. `unavailable`: cannot be fetched
 * (older than the plan's history, before listing, after delisting). Only `partial` and `absent` are gaps.
 */
export type CellState = 'closed' | 'expected' | 'complete' | 'partial' | 'absent' | 'unavailable';

/** The facts from which a cell's state follows. */
export interface CellFacts {
  /** Distinct bars found in the counted hours. */
  readonly bars: number;
  /** Bar size in milliseconds: a divisor of an hour, or a day. */
  readonly barMs: number;
  /** The instant of evaluation, UTC epoch milliseconds. */
  readonly atMs: number;
  /** The plan's delay in milliseconds; default 0. */
  readonly delayMs?: number;
  /** Default `regular`. */
  readonly parts?: CountedParts;
  /** Default `clock`. */
  readonly grid?: BarGrid;
  /** The ticker's first available trading date. */
  readonly availableFrom?: TradingDate;
  /** The ticker's last available trading date. */
  readonly availableTo?: TradingDate;
}

/**
 * The state of a (ticker, session) cell. Thinly traded tickers and halts legitimately leave minutes without a bar, and
 * the cell is still `partial`, so show the share of bars next to it.
 *
 * @param session null when the date has none.
 * @throws {CalendarInputError} for a bar size that is neither a divisor of an hour nor a day.
 * @example
 * cellState(calendar.session('2026-05-20'), { bars: 389, barMs: 60_000, atMs: Date.parse('2026-05-21T00:00Z') }); // 'partial'
 */
export function cellState(session: Session | null, facts: CellFacts): CellState {
  if (session === null) return 'closed';
  const all = dueBars(session, { ...facts, atMs: Infinity });
  if (facts.bars >= all) return 'complete';
  if (!isAvailable(session.tradingDate, facts)) return 'unavailable';
  if (facts.bars >= dueBars(session, facts)) return 'expected';
  return facts.bars === 0 ? 'absent' : 'partial';
}

/**
 * Whether a cell in this state is missing bars.
 *
 * @example
 * isGap('unavailable'); // false
 */
export function isGap(state: CellState): boolean {
  return state === 'partial' || state === 'absent';
}

function isAvailable(date: TradingDate, { availableFrom, availableTo }: CellFacts): boolean {
  return (availableFrom === undefined || date >= availableFrom) && (availableTo === undefined || date <= availableTo);
}
