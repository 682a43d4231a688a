import type { BarPage, FetchChunk } from '@tickerlake/pipeline';
import type { SentReceipt } from '@tickerlake/pipeline/firehose';
import type { LandedReceipt, LandingRun } from '@tickerlake/pipeline/s3-landing';

/** What landed of a chunk: with the billed records through Firehose, or with the objects' keys directly in S3. */
export type IngestReceipt = SentReceipt | LandedReceipt | RefusedReceipt;

/** A ticker that the vendor refuses for good: nothing of it landed. */
export interface RefusedReceipt {
  readonly chunkId: string;
  readonly ticker: string;
  readonly calls: number;
  readonly rows: 0;
  readonly rowsByDate: Readonly<Record<string, number>>;
  readonly requestIds: readonly string[];
  readonly bytes: 0;
  /** In the vendor's words. */
  readonly refused: string;
}

/** Lands all pages of a chunk, or none if fetching fails. */
export type LandChunk = (run: LandingRun, chunk: FetchChunk, pages: AsyncIterable<BarPage>) => Promise<IngestReceipt>;
