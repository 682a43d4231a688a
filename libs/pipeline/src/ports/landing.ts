import type { BarFindings } from '../values/bar-findings.ts';
import type { FetchChunk, BarPage } from './bar-source.ts';
import type { Month } from '../values/month.ts';

/** A landed file or object that builds read. */
export interface LandedPart {
  readonly path: string;
  /** Whose rows it holds; absent when it holds those of several. */
  readonly ticker?: string;
  /** This run's rows in it, by month of the trading date. */
  readonly rowsByMonth: Readonly<Record<Month, number>>;
  /** Of a file that a receipt names. */
  readonly bytes?: number;
  readonly sha256?: string;
}

/** A landed file: newline-delimited JSON, lines of `raw_bars`, of one ticker and one month of trading dates. */
export interface LandedFile {
  readonly path: string;
  readonly month: Month;
  readonly bytes: number;
  readonly sha256: string;
  /** Trading date to rows, as fetched. */
  readonly rowsByDate: Readonly<Record<string, number>>;
}

/** What one chunk landed, recorded before anything reads it. */
export interface LandingReceipt {
  readonly chunkId: string;
  readonly ticker: string;
  readonly calls: number;
  readonly rows: number;
  /** Absent in the journal of an older version. */
  readonly findings?: BarFindings;
  readonly files: readonly LandedFile[];
  /** Why the source refuses the ticker, when the run holds it back. */
  readonly refused?: string;
}

/** A file that differs from its receipt. */
export interface LandingMismatch {
  readonly ticker: string;
  readonly dates: readonly string[];
  readonly path: string;
  readonly reason: string;
}

/** Where fetched bars arrive: append-only, never edited. */
export interface Landing {
  /** Lands the pages of a chunk. The same run and chunk again replaces its files whole: no double, no mix. */
  land(
    run: { readonly runId: string; readonly startedAt: Date },
    chunk: FetchChunk,
    pages: AsyncIterable<BarPage>,
  ): Promise<LandingReceipt>;
  /** Compares the landed files with the receipts. */
  verify(receipts: readonly LandingReceipt[]): Promise<readonly LandingMismatch[]>;
}
