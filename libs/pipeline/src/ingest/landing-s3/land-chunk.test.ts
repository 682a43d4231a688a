import { gunzipSync } from 'node:zlib';
import { landedBars } from '@tickerlake/record-schema';
import { expect, test } from 'vitest';
import { sumFindings } from '../../values/bar-findings.ts';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import { createS3Landing } from './s3-landing.ts';
import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import { landChunk } from './land-chunk.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const run = { runId: 'r1', startedAt: new Date('2026-06-02T23:59:59Z') };
const chunk: FetchChunk = {
  id: 'AAPL-2026-05-28',
  ticker: 'AAPL',
  from: '2026-05-28',
  to: '2026-06-01',
  barMs: 60_000,
};
const page = (requestId: string, ...instants: string[]): BarPage => ({
  ticker: 'AAPL',
  barMs: 60_000,
  adjusted: false,
  requestId,
  fetchedAtMs: 1,
  bars: instants.map((instant) => ({ t: Date.parse(instant), o: 10, h: 12, l: 9, c: 11, v: 100 })),
});
async function* pagesOf(...pages: readonly (BarPage | Error)[]): AsyncIterable<BarPage> {
  for (const each of pages) {
    if (each instanceof Error) throw each;
    yield each;
  }
}
const may = page('q1', '2026-05-28T13:30:00Z', '2026-05-29T13:30:00Z', '2026-05-29T13:31:00Z');
const june = page('q2', '2026-06-01T13:30:00Z');

test('a chunk is written as by the landing port, and the receipt counts its rows', async () => {
  const [objects, other] = [createMemoryObjects(), createMemoryObjects()];
  const receipt = await landChunk(run, chunk, pagesOf(may, june), { calendars, objects });
  const stored = await Promise.all(
    receipt.keys.map(async (key) =>
      gunzipSync((await objects.read(key))?.content ?? new Uint8Array()).toString('utf8'),
    ),
  );
  const rows = stored
    .join('')
    .trimEnd()
    .split('\n')
    .flatMap((line) => landedBars(JSON.parse(line)));

  expect(receipt).toEqual({
    chunkId: chunk.id,
    ticker: 'AAPL',
    calls: 2,
    rows: rows.length,
    rowsByDate: { '2026-05-28': 1, '2026-05-29': 2, '2026-06-01': 1 },
    requestIds: ['q1', 'q2'],
    findings: sumFindings([]),
    bytes: stored.join('').length,
    keys: ['2026-05', '2026-06'].map((month) => `landing/raw_bars/2026-06-02/r1/AAPL-2026-05-28/${month}.ndjson.gz`),
  });
  expect(rows.map((row) => row.bar_start_ms)).toEqual([...may.bars, ...june.bars].map((bar) => bar.t));
  const { files } = await createS3Landing(other, calendars).land(run, chunk, pagesOf(may, june));
  expect(files.map((file) => file.path)).toEqual(receipt.keys);
});

test('landing the same run and chunk again replaces its objects, and keeps those of others', async () => {
  const objects = createMemoryObjects();
  const to = { calendars, objects };
  await landChunk({ ...run, runId: 'r0' }, chunk, pagesOf(may), to);
  await landChunk(run, chunk, pagesOf(may, june), to);
  const { keys } = await landChunk(run, chunk, pagesOf(june), to);
  expect((await objects.list('')).map(({ key }) => key)).toEqual([expect.stringContaining('/r0/'), ...keys]);
  expect(keys).toEqual([expect.stringContaining('2026-06')]);
});

test('a chunk whose fetch fails in the middle leaves nothing', async () => {
  const objects = createMemoryObjects();
  const lost = new Error('the second page is lost');
  await expect(landChunk(run, chunk, pagesOf(may, lost), { calendars, objects })).rejects.toBe(lost);
  expect(await objects.list('')).toEqual([]);
});
