export type { FirehoseAnswer, FirehoseApi } from './firehose-api.ts';
export { FirehoseError } from './firehose-error.ts';
export { batchRecords, maxBatchBytes, maxBatchRecords, maxRecordBytes, packRecords } from './pack-records.ts';
export { type FirehoseSender, sendBatch } from './send-batch.ts';
export { sendChunk, type SentReceipt } from './send-chunk.ts';
