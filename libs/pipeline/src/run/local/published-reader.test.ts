import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSyntheticSource } from '../../testing/synthetic-source.ts';
import { planRun } from '../../request/plan-run.ts';
import { openPublished, type PublishedReader } from './published-reader.ts';
import { createReleaseStore } from '../../storage/releases/release-store.ts';
import { runLocally } from './run-locally.ts';
import { storePaths } from '../../storage/files/store-paths.ts';
import { filesOf } from '../../release/manifest/release-files.ts';
import { findRuns, historyFiles } from '../../history/local/open-run-history.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const clock = { now: () => new Date('2026-06-02T12:00:00Z'), sleep: () => Promise.resolve() };
let root: string;
let reader: PublishedReader;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-reader-'));
  const paths = storePaths(root);
  const request = {
    tickers: ['AAPL', 'MSFT'],
    from: '2026-05-18',
    to: '2026-05-29',
    barMs: 60_000,
    source: 'simulated',
  } as const;
  const source = createSyntheticSource({ calendars, clock, tickers: request.tickers });
  await runLocally({
    paths,
    calendars,
    source,
    clock,
    plan: planRun(request, calendars, null),
    rules: [],
    freshAt: clock.now(),
    keepReleases: 1,
    command: 'test',
    signal: new AbortController().signal,
  });
  const release = await createReleaseStore(paths).current();
  if (release === null) throw new Error('nothing published');
  reader = await openPublished(paths, release);
}, 60_000);
afterAll(async () => {
  await reader.close();
  await rm(root, { recursive: true, force: true });
});

describe('many questions at once', () => {
  // DuckDB ends the rows of one statement, without an error, when another is prepared on its connection. Several chunks of rows each, so that one is being read while another is asked.
  const texts = [
    'select * from bars order by ticker, bar_start',
    'select count(*)::int as n, sum(high) as s from bars',
    "select high from bars where ticker = 'AAPL' order by 1",
    'select max(hourly_var) as m from hourly_volatility',
  ];

  it('get the rows that each gets alone', async () => {
    const alone = [];
    for (const text of texts) alone.push(await reader.query(text));
    expect(alone[0]).toHaveLength(2 * 9 * 390);
    const rounds = await Promise.all(
      Array.from({ length: 3 }, () => Promise.all(texts.map((text) => reader.query(text)))),
    );
    for (const together of rounds) expect(together).toEqual(alone);
  });
});

describe('a file that is damaged after it was opened', () => {
  const paths = () => storePaths(root);
  const readers = {
    queried: (text: string) => reader.query(text),
    streamed: async (text: string) => {
      for await (const { rows } of reader.stream(text)) expect(rows).toBeDefined();
    },
  };
  const files = [
    {
      name: 'of a table',
      path: async () => join(root, filesOf(reader.release).find(({ path }) => path.includes('/bars/'))?.path ?? ''),
      text: 'select sum(high) from bars',
      fix: /tickerlake rebuild/,
    },
    {
      name: 'of the history',
      path: async () => historyFiles(await findRuns(paths())).find((path) => path.endsWith('/runs.parquet')) ?? '',
      text: 'select * from runs',
      fix: /runs\.parquet.*Remove the folder of that file/,
    },
  ];

  it.each(files.flatMap((file) => Object.keys(readers).map((how) => ({ ...file, how: how as keyof typeof readers }))))(
    '$name, $how, fails with the fix',
    async ({ path, text, fix, how }) => {
      const file = await path();
      const bytes = await readFile(file);
      await writeFile(file, Buffer.alloc(bytes.length));
      await expect(readers[how](text)).rejects.toMatchObject({
        name: 'StoreError',
        message: expect.stringMatching(fix),
      });
      await writeFile(file, bytes);
    },
  );
});
