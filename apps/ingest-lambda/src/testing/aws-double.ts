import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { AwsSettings } from '../aws-settings.ts';
import { answerS3 } from './answer-s3.ts';

const Batch = z.object({ Records: z.array(z.object({ Data: z.string() })) });

/** What the double serves. */
export interface AwsDoubleOptions {
  /** The values of the key, one per read; the last one repeats. */
  readonly keys: readonly string[];
  /** Whether SSM and Secrets Manager respond with 500. */
  readonly isDown?: boolean;
  /** Record indexes that Firehose rejects, per call; after these calls it accepts all. */
  readonly failedRecords?: readonly (readonly number[])[];
}

/** SSM, Secrets Manager, Firehose and S3 on loopback, for the real SDK clients. */
export interface AwsDouble {
  readonly settings: AwsSettings;
  readonly calls: readonly string[];
  /** The lines that Firehose accepted, in order. */
  readonly landed: readonly string[];
  /** The objects in S3, by bucket and key. */
  readonly objects: ReadonlyMap<string, Buffer>;
}

/**
 * Starts the double; it stops with the test.
 *
 * @example
 * const aws = await startAwsDouble({ keys: ['key-1'] });
 */
export async function startAwsDouble({
  keys,
  isDown = false,
  failedRecords = [],
}: AwsDoubleOptions): Promise<AwsDouble> {
  const calls: string[] = [];
  const landed: string[] = [];
  const objects = new Map<string, Buffer>();
  let reads = 0;
  let puts = 0;
  const answer = (name: string, text: string): { readonly status: number; readonly body: object } => {
    const key = keys[Math.min(reads, keys.length - 1)];
    if (name === 'AmazonSSM.GetParameter' || name === 'secretsmanager.GetSecretValue') {
      reads += 1;
      if (isDown) return { status: 500, body: { __type: 'InternalServerError', message: 'try later' } };
      if (key === undefined) return { status: 400, body: { __type: 'ParameterNotFound', message: 'not there' } };
      return {
        status: 200,
        body: name === 'AmazonSSM.GetParameter' ? { Parameter: { Value: key } } : { SecretString: key },
      };
    }
    if (name !== 'Firehose_20150804.PutRecordBatch')
      return { status: 400, body: { __type: 'UnknownOperationException' } };
    const failed = failedRecords[puts] ?? [];
    puts += 1;
    const responses = Batch.parse(JSON.parse(text)).Records.map(({ Data }, index) => {
      if (failed.includes(index)) return { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' };
      landed.push(...Buffer.from(Data, 'base64').toString('utf8').split('\n').filter(Boolean));
      return { RecordId: String(index) };
    });
    return { status: 200, body: { FailedPutCount: failed.length, RequestResponses: responses } };
  };
  const server = createServer((request, response) => void respond(request, response));
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const sent = Buffer.concat(parts);
    const target = request.headers['x-amz-target'];
    if (target === undefined)
      return void response.end(answerS3(objects, request.method ?? '', request.url ?? '', sent));
    calls.push(String(target));
    const { status, body } = answer(String(target), sent.toString('utf8'));
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => void (server.close(() => resolve()), server.closeAllConnections())));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    landed,
    objects,
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    },
  };
}
