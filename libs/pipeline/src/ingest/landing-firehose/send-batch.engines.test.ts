import { Firehose } from '@aws-sdk/client-firehose';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { RigEngines } from '@tickerlake/athena-sql/testing';
import { expect, inject, test } from 'vitest';
import { systemClock } from '../../ports/system-clock.ts';
import { batchRecords, packRecords } from './pack-records.ts';
import { sendBatch } from './send-batch.ts';

const { firehoseEndpoint, s3Endpoint, bucket }: RigEngines = inject('engines');
const settings = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };

const tell = (path: string, body: string): Promise<Response> =>
  fetch(`${firehoseEndpoint}/rig/${path}`, { method: 'POST', body });

test("packed rows arrive in S3 through the SDK's client, each exactly once, even those that first failed", async () => {
  const firehose = new Firehose({ ...settings, endpoint: firehoseEndpoint });
  const s3 = new S3Client({ ...settings, endpoint: s3Endpoint, forcePathStyle: true });
  const stream = `send-batch-${Date.now()}`;
  const prefix = `${stream}/`;
  await firehose.createDeliveryStream({
    DeliveryStreamName: stream,
    ExtendedS3DestinationConfiguration: {
      BucketARN: `arn:aws:s3:::${bucket}`,
      RoleARN: 'arn:aws:iam::123456789012:role/firehose',
      Prefix: prefix,
    },
  });
  const lines = Array.from(
    { length: 5_000 },
    (_, index) => `${JSON.stringify({ n: index, filling: 'x'.repeat(290) })}\n`,
  );
  await tell(
    `firehose-faults?owner=${stream}`,
    JSON.stringify([
      { kind: 'fail-records', indexes: [0], about: stream, times: 2 },
      { kind: 'throttle', about: stream, times: 1 },
    ]),
  );
  let sent = 0;
  for (const batch of batchRecords(packRecords(lines)))
    sent += await sendBatch({ firehose, stream, clock: systemClock, random: () => 0.5 }, batch);
  expect(sent).toBeGreaterThan([...packRecords(lines)].length);
  await tell('firehose-flush', stream);

  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  const texts = await Promise.all(
    Contents.map(
      async ({ Key }) => (await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString() ?? '',
    ),
  );
  expect(
    texts
      .join('')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { n: number }).n)
      .sort((a, b) => a - b),
  ).toEqual(lines.map((_, index) => index));
  await firehose.deleteDeliveryStream({ DeliveryStreamName: stream });
  firehose.destroy();
  s3.destroy();
});
