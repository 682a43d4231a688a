import type { ChunkReceipt } from '../chunk-receipt.ts';
import { collectMonths, toReceipt } from '../landed-months.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { landMonths, type LandingRun } from './s3-landing.ts';
import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import type { Calendars } from '../../ports/calendars.ts';

/** A chunk's content in S3. */
export interface LandedReceipt extends ChunkReceipt {
  /** The objects, relative to the lake's folder, one a month. */
  readonly keys: readonly string[];
}

/**
 * Fetches a chunk whole, then lands its bars where the table `raw_bars` reads them, as one gzip object a month: what a stream
 * delivers later is there when this returns. If fetching fails, nothing of the chunk is written. The same run and chunk
 * again replaces its objects.
 *
 * @throws {StoreError} when an object cannot be written.
 * @throws the source's errors, from `pages`.
 * @example
 * const receipt = await landChunk({ runId, startedAt }, chunk, source.fetchBars(chunk, signal), { calendars, objects });
 */
export async function landChunk(
  run: LandingRun,
  chunk: FetchChunk,
  pages: AsyncIterable<BarPage>,
  to: { readonly calendars: Calendars; readonly objects: Pick<ObjectStore, 'write' | 'list' | 'remove'> },
): Promise<LandedReceipt> {
  const collected = await collectMonths(pages, { runId: run.runId, chunk, calendars: to.calendars });
  const files = await landMonths(to.objects, run, chunk, collected.months);
  return { ...toReceipt(chunk, collected), keys: files.map((file) => file.path) };
}
