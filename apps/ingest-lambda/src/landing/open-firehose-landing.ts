import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { type FirehoseApi, sendChunk } from '@tickerlake/pipeline/firehose';
import type { LandChunk } from '../land-chunk.ts';
import type { LandingTools } from './landing-tools.ts';

/**
 * Lands rows through a Firehose stream: they are in S3 when its buffer is written.
 *
 * @throws {FirehoseError} from its calls, when records are still rejected after every retry.
 * @example
 * const landChunk = openFirehoseLanding('raw-bars', tools);
 */
export function openFirehoseLanding(stream: string, { calendars, clock, random, settings }: LandingTools): LandChunk {
  const client = new FirehoseClient(settings);
  const firehose: FirehoseApi = {
    putRecordBatch: (input, options) => client.send(new PutRecordBatchCommand(input), options),
  };
  return (run, chunk, pages) =>
    sendChunk(run, chunk, pages, { calendars, sender: { firehose, stream, clock, random } });
}
