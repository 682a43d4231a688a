import { type BarGrid, type CountedParts, dueBars } from './expected-bars.ts';
import type { Session, TradingDate } from './market-calendar.ts';

/**
 * What there is of one ticker on one date. `closed`: no session. `expected`: nothing is missing yet and more is to come.
 * `complete`, `partial`, `absent`: of the bars that are due. `unavailable`: not to be had (the plan's history, before
 * listing, after delisting). Only `partial` and `absent` are gaps.
 */
export type CellState = 'closed' | 'expected' | 'complete' | 'partial' | 'absent' | 'unavailable';

/** What is known of a cell. */
export interface CellFacts {
  /** Distinct bars that were found in the counted hours. */
  readonly bars: number;
  /** Their length in milliseconds: one that divides an hour, or a day. */
  readonly barMs: number;
  /** The instant at which the cell is looked at, UTC epoch milliseconds. */
  readonly atMs: number;
  /** How late the plan serves bars, in milliseconds; 0 unless said. */
  readonly delayMs?: number;
  /** `regular` unless said. */
  readonly parts?: CountedParts;
  /** `clock` unless said. */
  readonly grid?: BarGrid;
  /** The first trading date that can be had of the ticker. */
  readonly availableFrom?: TradingDate;
  /** The last trading date that can be had of the ticker. */
  readonly availableTo?: TradingDate;
}

/**
 * The state of a (ticker, session) cell. A missing minute of a thin ticker, or in a halt, is legal and still makes the cell
 * `partial`: show the share beside it.
 *
 * @param session null for a date without one.
 * @throws {CalendarInputError} for a bar length that neither divides an hour nor is a day.
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
 * Whether a cell in this state lacks bars that should be there.
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
