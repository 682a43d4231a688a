import type { BarPage, FetchChunk } from '@tickerlake/pipeline';
import type { SentReceipt } from '@tickerlake/pipeline/firehose';
import type { LandedReceipt, LandingRun } from '@tickerlake/pipeline/s3-landing';

/** What was landed of a chunk; through Firehose with the records that are billed, straight in S3 with the objects' keys. */
export type IngestReceipt = SentReceipt | LandedReceipt;

/** Lands a chunk's pages whole, or nothing of a chunk whose fetching fails. */
export type LandChunk = (run: LandingRun, chunk: FetchChunk, pages: AsyncIterable<BarPage>) => Promise<IngestReceipt>;
