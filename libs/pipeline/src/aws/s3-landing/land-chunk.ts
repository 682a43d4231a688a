import { collectMonths } from '../../landed-months.ts';
import type { ObjectStore } from '../../lake/object-store.ts';
import { landMonths, type LandingRun } from '../../lake/s3-landing.ts';
import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import type { Calendars } from '../../workflow/plan-run.ts';

/** What stands in S3 of a chunk: what the landed rows are held against. */
export interface LandedReceipt {
  readonly chunkId: string;
  readonly ticker: string;
  readonly calls: number;
  readonly rows: number;
  /** Trading date to rows, as fetched. */
  readonly rowsByDate: Readonly<Record<string, number>>;
  /** The vendor's ids of the answers. */
  readonly requestIds: readonly string[];
  /** The rows before compression, as a receipt of Firehose counts them. */
  readonly bytes: number;
  /** The objects, relative to the lake's folder, one a month. */
  readonly keys: readonly string[];
}

/**
 * Fetches a chunk whole, then lands its bars where the table `raw_bars` reads them, as one gzip object a month: what a stream
 * would bring later is there when this returns. Nothing is written of a chunk whose fetching fails. The same run and chunk
 * again replaces its objects.
 *
 * @throws {StoreError} when an object cannot be written.
 * @throws the source's errors, from `pages`.
 * @example
 * const receipt = await landChunk({ runId, startedAt }, chunk, source.fetchBars(chunk, signal), { calendars, objects });
 */
export async function landChunk(
  run: LandingRun, chunk: FetchChunk, pages: AsyncIterable<BarPage>, to: { readonly calendars: Calendars; readonly objects: Pick<ObjectStore, 'write' | 'list' | 'remove'> },
): Promise<LandedReceipt> {
  const { calls, requestIds, months } = await collectMonths(pages, { runId: run.runId, chunk, calendars: to.calendars });
  const files = await landMonths(to.objects, run, chunk, months);
  const rowsByDate = Object.fromEntries(files.flatMap((file) => Object.entries(file.rowsByDate)));
  return {
    chunkId: chunk.id,
    ticker: chunk.ticker,
    calls,
    rows: Object.values(rowsByDate).reduce((sum, count) => sum + count, 0),
    rowsByDate,
    requestIds,
    bytes: [...months.values()].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    keys: files.map((file) => file.path),
  };
}
