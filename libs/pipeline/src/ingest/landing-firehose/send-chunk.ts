import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import type { ChunkReceipt } from '../chunk-receipt.ts';
import { collectMonths, toReceipt } from '../landed-months.ts';
import type { Calendars } from '../../ports/calendars.ts';
import { batchRecords, packRecords } from './pack-records.ts';
import { type FirehoseSender, sendBatch } from './send-batch.ts';

/** Each line ends with a newline, and JSON contains no others. */
const afterNewline = /(?<=\n)/;

/** What Firehose took of a chunk. */
export interface SentReceipt extends ChunkReceipt {
  /** Records that Firehose took, and all that were sent to it, repetitions included: those are billed. */
  readonly records: number;
  readonly sentRecords: number;
}

/**
 * Fetches a chunk whole, then sends its bars to Firehose as lines of `raw_bars`. Nothing is sent of a chunk
 * whose fetching fails. Sent again after a failure in the middle, some lines arrive twice: the build takes the newest of each.
 *
 * @throws {FirehoseError} when records are not taken after every retry.
 * @throws the source's errors, from `pages`.
 * @example
 * const receipt = await sendChunk({ runId }, chunk, source.fetchBars(chunk, signal), { calendars, sender });
 */
export async function sendChunk(
  run: { readonly runId: string },
  chunk: FetchChunk,
  pages: AsyncIterable<BarPage>,
  to: { readonly calendars: Calendars; readonly sender: FirehoseSender },
): Promise<SentReceipt> {
  const collected = await collectMonths(pages, { runId: run.runId, chunk, calendars: to.calendars });
  const records = [...packRecords([...collected.months.values()].flatMap(({ text }) => text.split(afterNewline)))];
  let sentRecords = 0;
  for (const batch of batchRecords(records)) sentRecords += await sendBatch(to.sender, batch);
  return { ...toReceipt(chunk, collected), records: records.length, sentRecords };
}
