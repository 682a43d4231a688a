import { gzipSync } from 'node:zlib';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { createCalendars } from '../../ports/calendars.ts';
import { systemClock } from '../../ports/system-clock.ts';
import { dayPath, flatFileHeader } from '../testing/flat-files.ts';
import { flatFileBucket } from './flat-file-bucket.ts';
import { createFlatFileSource } from './flatfile-source.ts';

const { s3Endpoint, bucket } = inject('engines');
const s3 = new S3({
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  endpoint: s3Endpoint,
  forcePathStyle: true,
});
const folder = `flat_${process.pid}_${Date.now()}`;
const { signal } = new AbortController();

test('days come from S3, and a truncated one is refused', async () => {
  const text = `${flatFileHeader}\nAAPL,4930,200.29,200.5,200.63,200.29,1744810200000000000,129\n`;
  const put = (date: string, content: Uint8Array) =>
    s3.putObject({ Bucket: bucket, Key: `${folder}/${dayPath(date)}`, Body: content });
  await put('2025-04-16', gzipSync(text));
  await put('2025-04-17', gzipSync(text).subarray(0, 40));
  const scratch = await mkdtemp(join(tmpdir(), 'tickerlake-'));
  const source = createFlatFileSource({
    place: flatFileBucket(s3, `s3://${bucket}/${folder}`),
    calendars: createCalendars({}),
    clock: systemClock,
    scratch,
    openEngine: () => openDuckDb<unknown>({ tempDirectory: scratch }),
  });
  onTestFinished(async () => {
    await source.finish?.();
    await rm(scratch, { recursive: true, force: true });
  });
  const starts = async (date: string): Promise<number[]> => {
    const found: number[] = [];
    const chunk = { id: 'c', ticker: 'AAPL', from: date, to: date, barMs: 60_000 };
    for await (const { bars } of source.fetchBars(chunk, signal)) found.push(...bars.map(({ t }) => t));
    return found;
  };
  expect(await starts('2025-04-16')).toEqual([1_744_810_200_000]);
  expect(await starts('2025-04-18')).toEqual([]);
  await expect(starts('2025-04-17')).rejects.toThrow(
    `s3://${bucket}/${folder}/${dayPath('2025-04-17')}: it is cut short. Get the file of 2025-04-17 again`,
  );
});
