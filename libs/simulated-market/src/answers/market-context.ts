import { type SessionDays } from '../bars/session-day.ts';
import { type TickerBars } from '../bars/ticker-bars.ts';
import { type SplitLedger } from '../events/split-ledger.ts';
import { type TextBuffer } from '../json/bar-writer.ts';
import { type TickerProfile } from '../tickers/ticker-profile.ts';
import { type MarketFaults } from './market-faults.ts';
import { type PlanBehaviour } from './plan-behaviour.ts';

/** The data that every endpoint reads. */
export interface MarketContext {
  readonly profiles: readonly TickerProfile[];
  readonly ledger: SplitLedger;
  readonly plan: PlanBehaviour;
  readonly faults: MarketFaults;
  readonly stockDays: SessionDays;
  readonly continuousDays: SessionDays;
  readonly buffer: TextBuffer;
  /** The bars of a ticker; `undefined` for an unknown ticker. */
  barsOf(ticker: string): TickerBars | undefined;
}

/** One parsed request. */
export interface ApiRequest {
  readonly url: URL;
  /** The variable parts of the path, decoded. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly requestId: string;
  /** Where `next_url` points. */
  readonly origin: string;
  readonly nowMs: number;
}

/** A body as bytes, or as a value to be printed as JSON. */
export type AnswerBody = Uint8Array<ArrayBuffer> | object;

/** One endpoint: a path with variable parts in braces, and its handler. */
export interface Endpoint {
  readonly path: string;
  answer(request: ApiRequest, market: MarketContext): AnswerBody;
}
