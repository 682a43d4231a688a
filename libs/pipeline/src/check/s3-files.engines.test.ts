import { S3 } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createS3Files } from './s3-files.ts';
import { filePortCases } from './testing/file-port-cases.ts';

const { s3Endpoint, bucket } = inject('engines');
const s3 = new S3({
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  endpoint: s3Endpoint,
  forcePathStyle: true,
});
const folder = `files_${process.pid}_${Date.now()}`;
// S3 keeps whole seconds.
const since = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 1_000);

beforeAll(async () => {
  for (const [name, text] of [
    ['in/a.txt', 'abc'],
    ['in/deep/', ''],
    ['in/deep/b.txt', ''],
    ['index.txt', 'x'],
  ] as const)
    await s3.putObject({ Bucket: bucket, Key: `${folder}/${name}`, Body: Buffer.from(text) });
});

describe('files in S3', () =>
  filePortCases(async () => ({ files: createS3Files(s3), folder: `s3://${bucket}/${folder}`, since })));

it.each([
  { path: 'folder', says: 'folder is not in S3: write s3://bucket/folder/' },
  { path: 's3://no-such-bucket-of-ours/x', says: 'S3: could not list s3://no-such-bucket-of-ours/x: NoSuchBucket' },
])('$path is refused', async ({ path, says }) => {
  await expect(createS3Files(s3).list(path)).rejects.toThrow(says);
});
