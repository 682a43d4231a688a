import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import { collectMonths } from '../../landed-months.ts';
import type { Calendars } from '../../workflow/plan-run.ts';
import { batchRecords, packRecords } from './pack-records.ts';
import { type FirehoseSender, sendBatch } from './send-batch.ts';

/** Each row ends with its newline, and JSON has no other. */
const afterNewline = /(?<=\n)/;

/** What Firehose took of a chunk: what the landed rows are held against. */
export interface SentReceipt {
  readonly chunkId: string;
  readonly ticker: string;
  readonly calls: number;
  readonly rows: number;
  /** Trading date to rows, as fetched. */
  readonly rowsByDate: Readonly<Record<string, number>>;
  /** The vendor's ids of the answers. */
  readonly requestIds: readonly string[];
  /** Records that Firehose took, and all that were sent to it, repetitions included: those are billed. */
  readonly records: number;
  readonly sentRecords: number;
  readonly bytes: number;
}

/**
 * Fetches a chunk whole, then sends its bars to Firehose as newline-delimited rows of `raw_bars`. Nothing is sent of a chunk
 * whose fetching fails. Sent again after a failure in the middle, some rows arrive twice: the build takes the newest of each.
 *
 * @throws {FirehoseError} when records are not taken after every retry.
 * @throws the source's errors, from `pages`.
 * @example
 * const receipt = await sendChunk({ runId }, chunk, source.fetchBars(chunk, signal), { calendars, sender });
 */
export async function sendChunk(
  run: { readonly runId: string }, chunk: FetchChunk, pages: AsyncIterable<BarPage>, to: { readonly calendars: Calendars; readonly sender: FirehoseSender },
): Promise<SentReceipt> {
  const { calls, requestIds, months } = await collectMonths(pages, { runId: run.runId, chunk, calendars: to.calendars });
  const lines = [...months.values()].flatMap(({ text }) => text.split(afterNewline));
  const rowsByDate = Object.fromEntries([...months.values()].flatMap((month) => Object.entries(month.rowsByDate)));
  const records = [...packRecords(lines)];
  let sentRecords = 0;
  for (const batch of batchRecords(records)) sentRecords += await sendBatch(to.sender, batch);
  const bytes = records.reduce((sum, record) => sum + record.length, 0);
  return { chunkId: chunk.id, ticker: chunk.ticker, calls, rows: lines.length, rowsByDate, requestIds, records: records.length, sentRecords, bytes };
}
