import * as z from 'zod';

/** Firehose's limits: records and bytes of a call, bytes of a record before base64. Source: Firehose developer guide, "Quota". */
export const maxRecords = 500;
export const maxCallBytes = 4 * 2 ** 20;
export const maxRecordBytes = 1_000 * 2 ** 10;

const recordSchema = z.object({ Data: z.base64() });
const oneSchema = z
  .object({ DeliveryStreamName: z.string(), Record: recordSchema })
  .transform(({ DeliveryStreamName, Record }) => ({ DeliveryStreamName, Records: [Record] }));
const batchSchema = z.object({ DeliveryStreamName: z.string(), Records: z.array(recordSchema).min(1) });

/** A call that Firehose refuses. */
export class PutRefusal extends Error {
  override readonly name = 'PutRefusal';
  readonly type:
    'InvalidArgumentException' | 'ValidationException' | 'ResourceNotFoundException' | 'ServiceUnavailableException';

  constructor(type: PutRefusal['type'], message: string) {
    super(message);
    this.type = type;
  }
}

/** The decoded records of a call. */
export interface PutRequest {
  readonly stream: string;
  readonly records: readonly Buffer[];
}

/**
 * Parses the body of PutRecord or PutRecordBatch and enforces Firehose's limits.
 *
 * @throws {PutRefusal} over a limit; the whole call is refused.
 *
 * @example
 * parsePut('PutRecord', { DeliveryStreamName: 's', Record: { Data: 'eA==' } }).records.length; // 1
 */
export function parsePut(action: 'PutRecord' | 'PutRecordBatch', body: unknown): PutRequest {
  const input = (action === 'PutRecord' ? oneSchema : batchSchema).safeParse(body);
  if (!input.success)
    throw new PutRefusal('ValidationException', `1 validation error detected: ${z.prettifyError(input.error)}`);
  const records = input.data.Records.map(({ Data }) => Buffer.from(Data, 'base64'));
  if (records.length > maxRecords)
    throw refuse(
      `'records' failed to satisfy constraint: Member must have length less than or equal to ${maxRecords}; it has ${records.length}`,
    );
  const large = records.find((record) => record.length > maxRecordBytes);
  if (large !== undefined)
    throw refuse(
      `'record.data' failed to satisfy constraint: Member must have length less than or equal to ${maxRecordBytes}; it has ${large.length}`,
    );
  const bytes = records.reduce((sum, record) => sum + record.length, 0);
  if (bytes > maxCallBytes)
    throw new PutRefusal('InvalidArgumentException', `Records size exceeds 4 MB limit: ${bytes} bytes.`);
  return { stream: input.data.DeliveryStreamName, records };
}

const refuse = (message: string): PutRefusal =>
  new PutRefusal('ValidationException', `1 validation error detected: Value at ${message}`);
