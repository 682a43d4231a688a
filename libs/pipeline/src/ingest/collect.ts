import type { TradingDate } from '@tickerlake/market-calendar';
import type { BarFindings } from '../values/bar-findings.ts';
import type { HeldBack } from '../values/held-back.ts';
import type { LandedPart } from '../ports/landing.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';

/** What a run fetched, and is known to have landed. */
export interface Collected {
  readonly calls: number;
  readonly rows: number;
  /** Requested, but without a bar. */
  readonly tickersWithoutBars: readonly string[];
  /** Of each ticker, how many bars each trading date has. */
  readonly rowsByTicker: Readonly<Record<string, Readonly<Record<TradingDate, number>>>>;
  /** Requested, but refused by the source, and why: the run holds them back. */
  readonly refused: readonly HeldBack[];
  readonly parts: readonly LandedPart[];
  readonly findings: BarFindings;
  /** Whether this run landed something again because it was damaged since: then nothing that was built of it holds. */
  readonly isLandedAgain?: boolean;
}

/**
 * Fetches the bars of a run's plan into the landing, and verifies that they arrived: on one machine by
 * fetching and writing files, on AWS by asking a Lambda and waiting for Firehose.
 */
export type Collect = (context: WorkflowContext, run: PipelineRun) => Promise<Collected>;
