import type { BarPage, FetchChunk } from '@tickerlake/pipeline';
import type { SentReceipt } from '@tickerlake/pipeline/firehose';
import type { LandedReceipt, LandingRun } from '@tickerlake/pipeline/s3-landing';

/** What landed of a chunk: with the billed records through Firehose, or with the objects' keys directly in S3. */
export type IngestReceipt = SentReceipt | LandedReceipt;

/** Lands all pages of a chunk, or none if fetching fails. */
export type LandChunk = (run: LandingRun, chunk: FetchChunk, pages: AsyncIterable<BarPage>) => Promise<IngestReceipt>;
