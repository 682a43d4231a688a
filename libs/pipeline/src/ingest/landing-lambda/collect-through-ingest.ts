import { sumFindings } from '../../values/bar-findings.ts';
import type { Collect } from '../collect.ts';
import { rowsByTicker, tickersWithoutBars } from '../collect-chunks.ts';
import { refusedTickers } from '../refused-tickers.ts';
import { waitForDelivery, type DeliveryWait } from './wait-for-delivery.ts';
import { fetchChunks } from './fetch-chunks.ts';
import type { InvokeIngest } from './ingest-answer.ts';

/** Who fetches, how fast, and where it lands. */
export interface IngestOptions extends DeliveryWait {
  readonly ingest: InvokeIngest;
  /** The vendor's quota: the number of chunks in one invocation. */
  readonly callsPerMinute: number;
}

/**
 * Collects through the ingest Lambda: it fetches and sends, Firehose or S3 lands, and the landed objects are counted before any step
 * reads them.
 *
 * @throws as `fetchChunks` and `waitForDelivery`.
 * @example
 * const report = await runPipeline(context, run, { collect: collectThroughIngest({ ingest, callsPerMinute: 5, ...wait }), warehouse });
 */
export function collectThroughIngest(options: IngestOptions): Collect {
  return async (context, run) => {
    const receipts = await fetchChunks(context, run, options.ingest, options.callsPerMinute);
    const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
    const calls = receipts.reduce((sum, receipt) => sum + receipt.calls, 0);
    const parts = rows === 0 ? [] : await waitForDelivery(context, run, receipts, options);
    return {
      calls,
      rows,
      tickersWithoutBars: tickersWithoutBars(receipts.filter(({ refused }) => refused === undefined)),
      refused: refusedTickers(receipts),
      rowsByTicker: rowsByTicker(receipts),
      parts,
      findings: sumFindings(receipts.flatMap(({ findings }) => findings ?? [])),
    };
  };
}
