import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { S3 } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newYorkParts } from '../../explain/clock-text.ts';
import type { BarPage, BarSource, FetchChunk } from '../../ports/bar-source.ts';
import { dayPath, flatFileHeader, openFlatFolder } from '../testing/flat-files.ts';
import { flatFileBucket } from './flat-file-bucket.ts';

const { signal } = new AbortController();
const date = '2025-04-16';
const path = dayPath(date);
const chunk: FetchChunk = { id: 'c', ticker: 'AAPL', from: date, to: date, barMs: 60_000 };
const line = (minute: number, ticker = 'AAPL'): string =>
  `${ticker},4930,200.29,200.5,200.63,200.29,${1_744_810_200_000 + minute * 60_000}000000,129\n`;
const good = `${flatFileHeader}\n${line(0)}${line(0, 'MSFT')}${line(1)}`;

async function pagesOf(source: BarSource, asked: FetchChunk = chunk): Promise<BarPage[]> {
  const pages: BarPage[] = [];
  for await (const page of source.fetchBars(asked, signal)) pages.push(page);
  return pages;
}

describe('a file that cannot be used is named with its line and the next step, and no bar of it is given:', () => {
  const packed = gzipSync(
    flatFileHeader + '\n' + Array.from({ length: 2_000 }, (_, index) => line(index % 300)).join(''),
  );
  test.each([
    { name: 'cut short', content: packed.subarray(0, packed.length / 2), says: 'it is cut short' },
    { name: 'cut after its last line', content: packed.subarray(0, -8), says: 'it is cut short' },
    { name: 'no gzip', content: Buffer.from(good), says: 'it is not a gzip file' },
    { name: 'empty', content: new Uint8Array(), says: ', line 1: it is empty' },
    { name: 'empty inside', content: '', says: ', line 1: it is empty' },
    {
      name: 'without a column',
      content: good.replace('window_start', 'start'),
      says: ', line 1: its header has no column window_start',
    },
    {
      name: 'with its header in other case',
      content: good.replace('ticker', 'Ticker'),
      says: ', line 1: its header has the column "Ticker", which the vendor writes ticker',
    },
    { name: 'with a byte order mark', content: `\u{FEFF}${good}`, says: ', line 1: it begins with a byte order mark' },
    {
      name: 'with a decimal comma',
      content: `${good}${line(2).replace('200.29', '200,29')}`,
      says: ', line 5: it has 9 values and the header 8 columns: a decimal comma',
    },
    {
      name: 'with a quoted decimal comma',
      content: `${good}${line(2).replace('200.29', '"200,29"')}`,
      says: ', line 5: its open is "200,29", not a number with a decimal point',
    },
    { name: 'with a cut line', content: `${good}AAPL,10,200`, says: ', line 5: it has 3 values' },
    { name: 'with a bar without a price', content: `${good}${line(2).replace('200.5,', ',')}`, says: 'a bar of AAPL' },
    {
      name: 'of another day',
      content: good.replaceAll('17448', '17449'),
      says: 'it has a bar of 2025-04-17T17:16:40.000Z, so it is not the file of its name',
    },
  ])('$name', async ({ content, says }) => {
    const { source, folder, scratch } = await openFlatFolder({ [path]: content });
    await expect(pagesOf(source)).rejects.toThrow(`${join(folder, path)}${says.startsWith(',') ? '' : ': '}${says}`);
    await expect(pagesOf(source)).rejects.toThrow(/then run the same command again/);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('a day twice', async () => {
    const { source, folder } = await openFlatFolder({ [path]: good, [path.replace('.csv', ' (1).csv')]: good });
    await expect(pagesOf(source)).rejects.toThrow(`is a second file of ${date}, besides ${join(folder, '')}`);
  });

  test.skipIf(process.getuid?.() === 0)('no permission', async () => {
    const { source, folder } = await openFlatFolder({ [path]: good });
    await chmod(join(folder, path), 0);
    await expect(pagesOf(source)).rejects.toThrow(`${join(folder, path)} cannot be read: permission denied`);
  });

  test('a wrong key of S3', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(403, { 'Content-Type': 'application/xml' });
      response.end('<Error><Code>InvalidAccessKeyId</Code><Message>The key does not exist.</Message></Error>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const s3 = new S3({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'wrong-id', secretAccessKey: 'wrong-secret' },
    });
    const listing = flatFileBucket(s3, 's3://flatfiles').list('us_stocks_sip/minute_aggs_v1/2025/04', signal);
    await expect(listing).rejects.toThrow(
      /^s3:\/\/flatfiles\/us_stocks_sip\/minute_aggs_v1\/2025\/04 cannot be read: InvalidAccessKeyId.*FLATFILES_ACCESS_KEY_ID/,
    );
    await expect(listing).rejects.not.toThrow(/wrong-/);
  });
});

test('a file is read once for all tickers of a run, and again only when the vendor replaced it', async () => {
  const { source, folder, scratch } = await openFlatFolder({ [path]: good });
  source.prepare?.([chunk, { ...chunk, ticker: 'MSFT' }]);
  const [page] = await pagesOf(source);
  expect(page?.requestId).toMatch(/^us_stocks_sip\/minute_aggs_v1\/2025\/04\/2025-04-16\.csv\.gz sha256:[0-9a-f]{64}$/);
  expect(page?.bars.map(({ t }) => t)).toEqual([1_744_810_200_000, 1_744_810_260_000]);
  expect(await pagesOf(source, { ...chunk, ticker: 'MSFT' })).toHaveLength(1);
  expect(await readdir(scratch)).toHaveLength(1);
  await writeFile(join(folder, path), gzipSync(`${good}${line(2)}`));
  expect((await pagesOf(source))[0]?.bars).toHaveLength(3);
  await source.finish?.();
  await expect(stat(scratch)).rejects.toThrow('ENOENT');
});

test('the estimate counts files and bytes, and names the sessions without a file', async () => {
  const { source } = await openFlatFolder({ [path]: good });
  const estimate = await source.estimate?.([{ ...chunk, from: '2025-04-15', to: '2025-04-17' }], signal);
  expect(estimate?.calls).toBe(1);
  expect(estimate?.note).toMatch(
    /^1 file with \d+ bytes is read once for all tickers, in about 1 s\. There is no file of 2025-04-15, 2025-04-17\.$/,
  );
});

const recorded = join(import.meta.dirname, '../../../../../../shared/market-data/recorded');

describe.skipIf(!existsSync(recorded))('recorded files (skipped: ../shared/market-data is absent)', () => {
  test('minutes of 2025-04-16 are pre-market minutes of that session', async () => {
    const text = await readFile(join(recorded, 'flatfile-minute-aggs-AAPL-2025-04-16.csv'), 'utf8');
    const { source } = await openFlatFolder({ [path]: text });
    const bars = (await pagesOf(source)).flatMap((page) => page.bars);
    expect(bars).toHaveLength(12);
    expect(newYorkParts(bars[0]?.t ?? 0)).toEqual({ weekday: 'Wed', date, time: '04:35' });
    expect(bars[0]).toEqual({ t: 1_744_792_500_000, o: 200.29, c: 200.5, h: 200.63, l: 200.29, v: 4_930, n: 129 });
  });

  test('day bars of 2024-03-07 are totals of that session', async () => {
    const text = await readFile(join(recorded, 'flatfile-day-aggs-2024-03-07.csv'), 'utf8');
    const { source } = await openFlatFolder({ [dayPath('2024-03-07', 'day_aggs_v1')]: text });
    const totals = await source.fetchTotals?.('2024-03-07', signal);
    expect(totals?.bars.find(({ ticker }) => ticker === 'AA')).toEqual({
      ...{ ticker: 'AA', o: 28.86, h: 30.1, l: 28.86, c: 29.87, v: 7_740_525 },
    });
  });
});
