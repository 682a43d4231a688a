import type { TradingDate } from '@tickerlake/market-calendar';
import type { SourceName } from '../values/source-name.ts';

/** A run with every choice made: what the plan is built from, and what makes two runs the same run. */
export interface RunRequest {
  readonly tickers: readonly string[];
  readonly from: TradingDate;
  readonly to: TradingDate;
  readonly barMs: number;
  readonly source: SourceName;
  /** What it asks for: by default everything of the range; otherwise what the ledger lacks of it, or the gaps of what is published. */
  readonly asks?: 'lacking' | 'gaps' | undefined;
}
