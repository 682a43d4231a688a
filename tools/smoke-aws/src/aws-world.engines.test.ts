import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { systemClock } from '@tickerlake/pipeline';
import { afterAll, expect, inject, test } from 'vitest';
import { openAwsClients } from './aws-clients.ts';
import { createAwsWorld } from './aws-world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engines: {
      readonly athenaEndpoint: string;
      readonly glueEndpoint: string;
      readonly firehoseEndpoint: string;
      readonly s3Endpoint: string;
      readonly trinoUrl: string;
      readonly bucket: string;
    };
  }
}

const { glueEndpoint, s3Endpoint } = inject('engines');
const settings = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
const s3 = new S3({ ...settings, endpoint: s3Endpoint, forcePathStyle: true });
const glue = new Glue({ ...settings, endpoint: glueEndpoint });
const world = createAwsWorld({
  ...openAwsClients(),
  s3,
  glue,
  clock: systemClock,
  random: Math.random,
  infra: async () => {},
});

afterAll(() => {
  s3.destroy();
  glue.destroy();
});

test('a versioned bucket is removed with all its content, even deleted objects, and no other bucket', async () => {
  const bucket = `tickerlake-smoke-${Date.now()}`;
  await s3.createBucket({ Bucket: `${bucket}-lake` });
  await s3.putBucketVersioning({ Bucket: `${bucket}-lake`, VersioningConfiguration: { Status: 'Enabled' } });
  for (const Body of ['one', 'two']) await s3.putObject({ Bucket: `${bucket}-lake`, Key: 'a', Body });
  await s3.deleteObject({ Bucket: `${bucket}-lake`, Key: 'a' });
  expect(await world.listBuckets(`${bucket}-`)).toEqual([`${bucket}-lake`]);
  await world.removeBucket(`${bucket}-lake`);

  expect(await world.listBuckets(`${bucket}-`)).toEqual([]);
});

test('a database goes, and one that is gone already is not an error', async () => {
  const Name = `smoke_${Date.now()}`;
  await glue.createDatabase({ DatabaseInput: { Name } });
  await world.removeDatabase(Name);
  await world.removeDatabase(Name);

  await expect(glue.getDatabase({ Name })).rejects.toThrow(/not found/i);
});
