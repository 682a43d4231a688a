import { gzipSync } from 'node:zlib';
import type { Delivery } from './delivery-buffer.ts';
import { evaluatePrefix, formatInstant } from './evaluate-prefix.ts';

/** An object that Firehose writes. */
export interface DeliveredObject {
  readonly key: string;
  readonly body: Buffer;
}

/**
 * The object of a delivery: the records concatenated, separated only if the stream appends newlines, under
 * `<prefix><stream>-1-yyyy-MM-dd-HH-mm-ss-<id><extension>`.
 *
 * @throws {RangeError} for a prefix that can't be evaluated.
 *
 * @example
 * toObject(delivery, '6f1c').key; // 'raw/2026/11/20/14/bars-1-2026-11-20-14-30-00-6f1c.gz'
 */
export function toObject({ settings, records, arrivedAt }: Delivery, id: string): DeliveredObject {
  const newline = Buffer.from('\n');
  const joined = Buffer.concat(settings.appendsDelimiter ? records.flatMap((record) => [record, newline]) : records);
  const prefix = evaluatePrefix(settings.prefix, { arrivedAt, random: id.slice(0, 11) });
  return {
    key: `${prefix}${toName(settings.name, arrivedAt, id)}${settings.extension}`,
    body: settings.isGzip ? gzipSync(joined) : joined,
  };
}

/**
 * The object of failed records: one line of JSON each, with `rawData` in base64, under the stream's error prefix.
 *
 * @throws {RangeError} for a prefix that can't be evaluated.
 *
 * @example
 * toErrorObject(delivery, '6f1c').key; // 'errors/processing-failed/2026/11/20/14/bars-1-2026-11-20-14-30-00-6f1c'
 */
export function toErrorObject({ settings, records, arrivedAt }: Delivery, id: string): DeliveredObject {
  const errorType = 'processing-failed';
  const prefix = settings.errorPrefix.includes('!{') ? settings.errorPrefix : `${settings.errorPrefix}${errorType}/`;
  const lines = records.map(
    (record) =>
      `${JSON.stringify({ attemptsMade: 1, arrivalTimestamp: arrivedAt.getTime(), errorCode: 'Injected', errorMessage: 'An injected fault', rawData: record.toString('base64') })}\n`,
  );
  return {
    key: `${evaluatePrefix(prefix, { arrivedAt, random: id.slice(0, 11), errorType })}${toName(settings.name, arrivedAt, id)}`,
    body: Buffer.from(lines.join('')),
  };
}

const toName = (stream: string, arrivedAt: Date, id: string): string =>
  `${stream}-1-${formatInstant('yyyy-MM-dd-HH-mm-ss', arrivedAt)}-${id}`;
