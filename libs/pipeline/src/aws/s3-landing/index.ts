export { createObjectStore, type ObjectStore } from '../../lake/object-store.ts';
export type { S3Api } from '../../lake/s3-api.ts';
export type { LandingRun } from '../../lake/s3-landing.ts';
export { landChunk, type LandedReceipt } from './land-chunk.ts';
