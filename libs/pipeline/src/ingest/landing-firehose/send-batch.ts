import { backoff } from '@tickerlake/athena-sql/backoff';
import type { Clock } from '../../ports/clock.ts';
import type { FirehoseApi } from './firehose-api.ts';
import { FirehoseError } from './firehose-error.ts';

/** Where and how records are sent. */
export interface FirehoseSender {
  readonly firehose: FirehoseApi;
  readonly stream: string;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  readonly signal?: AbortSignal;
}

const maxRounds = 10;
const waitsMs = { first: 100, longest: 5_000 };
/** What cannot become better by sending it again. */
const finalCodes = new Set([
  'ResourceNotFoundException',
  'InvalidArgumentException',
  'InvalidKMSResourceException',
  'AccessDeniedException',
  'ValidationException',
  'UnrecognizedClientException',
  'ExpiredTokenException',
  'InvalidSignatureException',
]);

/**
 * Sends a batch until every record is taken: of an answer with failures only the failed records go again, by their index,
 * after a growing wait with full jitter. A record without its own answer counts as failed; a duplicate is harmless.
 *
 * @returns the records that were sent, repetitions included: what is billed.
 * @throws {FirehoseError} after ten rounds, or at once if a retry cannot help.
 * @throws the signal's reason when aborted.
 * @example
 * const sent = await sendBatch({ firehose, stream: 'raw-bars', clock: systemClock, random: Math.random }, batch);
 */
export async function sendBatch(sender: FirehoseSender, batch: readonly Uint8Array[]): Promise<number> {
  let waiting = batch;
  let sent = 0;
  let code = 'none';
  let cause: unknown;
  for (let round = 0; round < maxRounds; round += 1) {
    if (round > 0) await sender.clock.sleep(sender.random() * backoff(round, waitsMs), sender.signal);
    sender.signal?.throwIfAborted();
    sent += waiting.length;
    try {
      const answer = await put(sender, waiting);
      const responses = answer.RequestResponses ?? [];
      const failed = waiting.filter(
        (_, index) => responses[index]?.RecordId === undefined || responses[index].ErrorCode !== undefined,
      );
      code = responses.find((response) => response.ErrorCode !== undefined)?.ErrorCode ?? 'no answer for a record';
      cause = undefined;
      if (failed.length === 0) return sent;
      waiting = failed;
    } catch (error) {
      sender.signal?.throwIfAborted();
      cause = error;
      code = error instanceof Error ? error.name : String(error);
      if (finalCodes.has(code)) throw refusal(sender, waiting.length, code, cause);
    }
  }
  throw new FirehoseError(
    `Firehose stream ${sender.stream} did not take ${waiting.length} of ${batch.length} records in ${maxRounds} rounds, last: ${code}. Is its quota too small? The chunk can be sent again.`,
    { stream: sender.stream, failedRecords: waiting.length, code, transient: true, cause },
  );
}

function put(sender: FirehoseSender, records: readonly Uint8Array[]) {
  const input = { DeliveryStreamName: sender.stream, Records: records.map((Data) => ({ Data })) };
  return sender.firehose.putRecordBatch(input, sender.signal === undefined ? {} : { abortSignal: sender.signal });
}

function refusal(sender: FirehoseSender, failedRecords: number, code: string, cause: unknown): FirehoseError {
  return new FirehoseError(
    `Firehose refused the records for stream ${sender.stream}: ${code}. Check its name, the region and the role's firehose:PutRecordBatch; sending again does not help.`,
    {
      stream: sender.stream,
      failedRecords,
      code,
      transient: false,
      cause,
    },
  );
}
