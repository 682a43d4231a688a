/** A record holds at most so many bytes (before base64); Firehose refuses more. */
export const maxRecordBytes = 1_000 * 1024;
/** A call holds at most so many records ... */
export const maxBatchRecords = 500;
/** ... and so many bytes. */
export const maxBatchBytes = 4 * 1024 ** 2;

/**
 * Packs lines of JSON into records as large as allowed: Firehose bills every record as a multiple of 5 KB, and joins
 * records without a delimiter, so each line ends with its own newline.
 *
 * @param lines each ends with `\n`.
 * @throws {RangeError} for a line that is over the limit by itself, or without its newline.
 * @example
 * for (const record of packRecords(['{"a":1}\n', '{"a":2}\n'])) send(record); // one record of 16 bytes
 */
export function* packRecords(lines: Iterable<string>): Generator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for (const line of lines) {
    if (!line.endsWith('\n'))
      throw new RangeError(`A row without its newline would be joined with the next one: ${line.slice(0, 100)}`);
    const bytes = encoder.encode(line);
    if (bytes.length > maxRecordBytes)
      throw new RangeError(
        `A row of ${bytes.length} bytes is over Firehose's ${maxRecordBytes} a record: ${line.slice(0, 100)}`,
      );
    if (heldBytes + bytes.length > maxRecordBytes) {
      yield concatenate(held, heldBytes);
      held = [];
      heldBytes = 0;
    }
    held.push(bytes);
    heldBytes += bytes.length;
  }
  if (heldBytes > 0) yield concatenate(held, heldBytes);
}

/**
 * Groups records into calls of at most 500 records and 4 MiB.
 *
 * @example
 * for (const batch of batchRecords(packRecords(lines))) await sendBatch(batch);
 */
export function* batchRecords(records: Iterable<Uint8Array>): Generator<Uint8Array[], void, undefined> {
  let batch: Uint8Array[] = [];
  let batchBytes = 0;
  for (const record of records) {
    if (batch.length === maxBatchRecords || batchBytes + record.length > maxBatchBytes) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(record);
    batchBytes += record.length;
  }
  if (batch.length > 0) yield batch;
}

function concatenate(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
