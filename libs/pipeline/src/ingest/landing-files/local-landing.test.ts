import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { landedBars } from '@tickerlake/record-schema';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import type { LandingReceipt } from '../../ports/landing.ts';
import { sumFindings } from '../../values/bar-findings.ts';
import { createLocalLanding } from './local-landing.ts';
import { storePaths } from '../../storage/files/store-paths.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const run = { runId: 'r1', startedAt: new Date('2026-06-02T12:00:00Z') };
const chunk: FetchChunk = {
  id: 'AAPL-2026-05-28',
  ticker: 'AAPL',
  from: '2026-05-28',
  to: '2026-06-01',
  barMs: 60_000,
};

/** A page of bars that start at these UTC instants, in the order given. */
const pageAt = (...instants: string[]): BarPage => ({
  ticker: 'AAPL',
  barMs: 60_000,
  adjusted: false,
  requestId: 'q1',
  fetchedAtMs: 1,
  bars: instants.map((instant, index) => ({ t: Date.parse(instant), o: 10 + index, h: 12, l: 9, c: 11, v: 100 })),
});
async function* pagesOf(...pages: readonly BarPage[]): AsyncIterable<BarPage> {
  yield* pages;
}

async function openLanding() {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-landing-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const landing = createLocalLanding(storePaths(root), calendars);
  const files = async () =>
    (await readdir(join(root, 'landing'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const rowsOf = async (receipt: LandingReceipt) => {
    const texts = await Promise.all(
      receipt.files.map(async (file) => gunzipSync(await readFile(join(root, file.path))).toString('utf8')),
    );
    return texts.flatMap((text) => text.trimEnd().split('\n')).flatMap((line) => landedBars(JSON.parse(line)));
  };
  return { root, landing, files, rowsOf };
}

const twoMonths = [
  pageAt('2026-05-28T13:30:00Z', '2026-05-28T13:31:00Z', '2026-05-29T13:30:00Z'),
  pageAt('2026-06-01T13:30:00Z'),
];

describe('landing a chunk', () => {
  it('writes a file per month, counts rows by trading date, and keeps every bar', async () => {
    const { landing, rowsOf } = await openLanding();
    const receipt = await landing.land(run, chunk, pagesOf(...twoMonths));

    expect(receipt).toMatchObject({ chunkId: chunk.id, ticker: 'AAPL', calls: 2, rows: 4 });
    expect(receipt.files.map(({ month, rowsByDate }) => ({ month, rowsByDate }))).toEqual([
      { month: '2026-05', rowsByDate: { '2026-05-28': 2, '2026-05-29': 1 } },
      { month: '2026-06', rowsByDate: { '2026-06-01': 1 } },
    ]);
    expect(receipt.files[0]?.path).toBe(
      join('landing', 'raw_bars', 'dt=2026-06-02', 'run=r1', 'month=2026-05', 'AAPL-2026-05-28.ndjson.gz'),
    );
    expect((await rowsOf(receipt)).map((row) => row.bar_start_ms)).toEqual(
      twoMonths.flatMap((page) => page.bars.map((bar) => bar.t)),
    );
  });

  it('counts a bar of the evening, which is the next day in UTC, for its New York date', async () => {
    const { landing } = await openLanding();
    const winter = { ...chunk, from: '2026-01-30', to: '2026-01-30' };
    const receipt = await landing.land(run, winter, pagesOf(pageAt('2026-01-31T00:30:00Z')));
    expect(receipt.files.map(({ month, rowsByDate }) => ({ month, rowsByDate }))).toEqual([
      { month: '2026-01', rowsByDate: { '2026-01-30': 1 } },
    ]);
  });

  it('omits bars of dates that were not requested', async () => {
    const { landing } = await openLanding();
    const receipt = await landing.land(run, { ...chunk, from: '2026-05-29', to: '2026-05-29' }, pagesOf(...twoMonths));
    expect(receipt).toMatchObject({ rows: 1, files: [{ rowsByDate: { '2026-05-29': 1 } }] });
  });

  it('lands nothing for a chunk without bars', async () => {
    const { landing } = await openLanding();
    expect(await landing.land(run, chunk, pagesOf())).toEqual({
      chunkId: chunk.id,
      ticker: 'AAPL',
      calls: 0,
      rows: 0,
      findings: sumFindings([]),
      files: [],
    });
  });

  it('again replaces its files whole, and leaves no draft', async () => {
    const { landing, files, rowsOf } = await openLanding();
    await landing.land(run, chunk, pagesOf(...twoMonths));
    const again = await landing.land(run, chunk, pagesOf(...twoMonths));
    expect(await files()).toHaveLength(2);
    expect(await rowsOf(again)).toHaveLength(4);
    expect(await landing.verify([again])).toEqual([]);
  });

  it('leaves no file of a fetch that failed half way', async () => {
    const { landing, root } = await openLanding();
    async function* broken(): AsyncIterable<BarPage> {
      yield* twoMonths;
      throw new Error('the vendor hung up');
    }
    await expect(landing.land(run, chunk, broken())).rejects.toThrow('the vendor hung up');
    expect(await readdir(root)).toEqual([]);
  });
});

describe('verifying what landed', () => {
  test.each([
    { name: 'missing', spoil: (path: string) => rm(path), reason: 'missing' },
    { name: 'cut off', spoil: (path: string) => truncate(path, 20), reason: 'it has 20 bytes instead of' },
    { name: 'empty', spoil: (path: string) => truncate(path, 0), reason: 'it has 0 bytes instead of' },
    {
      name: 'altered in one bit',
      spoil: async (path: string) => {
        const content = await readFile(path);
        content.writeUInt8(content.readUInt8(30) ^ 1, 30);
        await writeFile(path, content);
      },
      reason: 'its content was changed',
    },
  ])('names the file that is $name, its ticker and its dates', async ({ spoil, reason }) => {
    const { landing, root } = await openLanding();
    const receipt = await landing.land(run, chunk, pagesOf(...twoMonths));
    expect(await landing.verify([receipt])).toEqual([]);
    const path = receipt.files[0]?.path ?? '';
    await spoil(join(root, path));

    expect(await landing.verify([receipt])).toEqual([
      { ticker: 'AAPL', dates: ['2026-05-28', '2026-05-29'], path, reason: expect.stringContaining(reason) },
    ]);
  });
});
