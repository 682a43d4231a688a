export { createObjectStore, type ObjectStore } from '../../storage/objects/object-store.ts';
export type { S3Api } from '../../storage/objects/s3-api.ts';
export type { LandingRun } from './s3-landing.ts';
export { landChunk, type LandedReceipt } from './land-chunk.ts';
