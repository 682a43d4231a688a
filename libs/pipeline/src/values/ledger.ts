import type { TradingDate } from '@tickerlake/market-calendar';
import * as z from 'zod';
import type { Absence } from './absence.ts';
import type { GapReason } from './remembered-gap.ts';

/** What the ledger says of a ticker's session; `closed` are dates without one. */
export const ledgerStates = [
  'fetched',
  'corrected',
  'suspicious',
  'absent',
  'confirmed-empty',
  'out-of-plan',
  'closed',
] as const;

/** What the ledger says of a ticker's session. */
export type LedgerState = (typeof ledgerStates)[number];

/** A session that is not simply there, with what is remembered of it. */
export interface LedgerGap {
  readonly ticker: string;
  readonly tradingDate: TradingDate;
  readonly state: 'suspicious' | 'absent' | 'out-of-plan';
  /** Null of a session that was never asked for. */
  readonly reason: GapReason | null;
  /** Minutes that are missing although their neighbours are busy. */
  readonly missingMinutes: number;
  /** How often the source was asked for it. */
  readonly asked: number;
  /** When it is asked for again; null of one that was never asked for. */
  readonly nextAskAt: Date | null;
  /** Whether a run asks for it now. */
  readonly isDue: boolean;
}

/** Per ticker and session of a range: what is there, what is missing and why, and what has to be asked for. */
export interface Ledger {
  /** Sessions by state, of all tickers. */
  readonly counts: Readonly<Record<LedgerState, number>>;
  /** In order of ticker and date. */
  readonly gaps: readonly LedgerGap[];
  /** Where an earlier run has confirmed that there are no bars. */
  readonly absences: readonly Absence[];
  /** Of each ticker, how many published bars each trading date has. */
  readonly bars: Readonly<Record<string, Readonly<Record<TradingDate, number>>>>;
}

/** What a run needs of a ledger. Plain JSON. */
export interface RunLedger extends Pick<Ledger, 'bars'> {
  readonly gaps: readonly Pick<LedgerGap, 'ticker' | 'tradingDate' | 'state' | 'asked'>[];
}

/**
 * Schema of what a run needs of a ledger, as a workflow keeps it.
 *
 * @example
 * runLedgerSchema.parse(JSON.parse(text)).bars;
 */
export const runLedgerSchema: z.ZodType<RunLedger> = z.object({
  gaps: z.array(
    z.object({
      ticker: z.string(),
      tradingDate: z.string(),
      state: z.enum(['suspicious', 'absent', 'out-of-plan']),
      asked: z.int().nonnegative(),
    }),
  ),
  bars: z.record(z.string(), z.record(z.string(), z.int().positive())),
});
