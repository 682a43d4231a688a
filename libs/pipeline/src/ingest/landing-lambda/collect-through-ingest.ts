import { sumFindings } from '../../ports/bar-findings.ts';
import type { Collect } from '../collect.ts';
import { silentTickers } from '../collect-chunks.ts';
import { awaitLanded, type LandedWait } from './await-landed.ts';
import { fetchChunks } from './fetch-chunks.ts';
import type { InvokeIngest } from './ingest-answer.ts';

/** Who fetches, how fast, and where it lands. */
export interface IngestGround extends LandedWait {
  readonly ingest: InvokeIngest;
  /** The vendor's quota: chunks asked of one invocation. */
  readonly callsPerMinute: number;
}

/**
 * Collects through the ingest Lambda: it fetches and sends, Firehose or S3 lands, and the landed objects are counted before anybody
 * reads them.
 *
 * @throws as `fetchChunks` and `awaitLanded`.
 * @example
 * const report = await runPipeline(context, run, { collect: collectThroughIngest({ ingest, callsPerMinute: 5, ...wait }), warehouse });
 */
export function collectThroughIngest(ground: IngestGround): Collect {
  return async (context, run) => {
    const receipts = await fetchChunks(context, run, ground.ingest, ground.callsPerMinute);
    const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
    const calls = receipts.reduce((sum, receipt) => sum + receipt.calls, 0);
    const parts = rows === 0 ? [] : await awaitLanded(context, run, receipts, ground);
    return {
      calls,
      rows,
      silentTickers: silentTickers(receipts),
      parts,
      findings: sumFindings(receipts.flatMap(({ findings }) => findings ?? [])),
    };
  };
}
