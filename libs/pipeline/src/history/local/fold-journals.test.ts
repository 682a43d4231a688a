import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { correctionsTable, qualityHistoryTable, runsTable } from '@tickerlake/record-schema';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type DuckDbSession, openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { foldJournals } from './fold-journals.ts';
import { listSegments } from './history-segments.ts';
import { findRuns, openRunHistory, toHistoryDamage } from './open-run-history.ts';
import { recentRuns } from './recent-runs.ts';
import { createRunJournal, type RunJournal, type RunOutcome } from './run-journal.ts';
import { type StorePaths, storePaths } from '../../storage/files/store-paths.ts';

const request = {
  tickers: ['AAPL', 'MSFT'],
  from: '2026-05-01',
  to: '2026-05-29',
  barMs: 60_000,
  source: 'simulated',
} as const;
const hour = { ticker: 'AAPL', barStart: '2026-05-01T13:30:00.000Z', oldHourlyVar: 1, newHourlyVar: 1.5 };
const rule = {
  id: '0123456789abcdef',
  dqdl: 'IsComplete "it\'s"',
  severity: 'error',
  status: 'pass',
  observed: 1,
  expected: '= 1',
  message: 'Complete.',
  sample: [{ a: 1 }],
};

/** A run to write down: its end, how many rules it checked and hours it corrected. */
interface PastRun {
  readonly outcome: RunOutcome | null;
  readonly rules: number;
  readonly corrected: number;
}

async function openStore(): Promise<{ readonly paths: StorePaths; readonly journal: RunJournal }> {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-fold-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const paths = storePaths(root);
  return { paths, journal: createRunJournal(paths) };
}

/** Runs as a program writes them that folds nothing, an hour apart. */
async function writeRuns(journal: RunJournal, runs: readonly PastRun[], first = 0): Promise<void> {
  for (const [index, run] of runs.entries()) {
    const number = first + index;
    const at = new Date(Date.UTC(2026, 4, 1, number));
    const runId = `r${String(number).padStart(5, '0')}`;
    await journal.start(runId, at, request);
    await journal.recordStep(runId, { step: { stage: 'check', part: 'time' }, at, ms: 1, result: at.toISOString() });
    const rules = Array.from({ length: run.rules }, (_, rank) => ({ ...rule, id: `${rank}` }));
    await journal.recordStep(runId, {
      step: { stage: 'check' },
      at,
      ms: 7.4,
      result: { results: [{ dataset: 'hourly_volatility', rules }] },
    });
    const report = {
      calls: 3,
      fetchedBars: 900,
      newBars: 800,
      hours: 14,
      corrections: { bars: 2, hours: 1, maxChange: 0.5, samples: Array.from({ length: run.corrected }, () => hour) },
    };
    if (run.outcome !== null)
      await journal.end(
        runId,
        at,
        run.outcome,
        run.outcome === 'checks-failed' ? { message: 'a rule failed' } : report,
      );
  }
}

const published = { outcome: 'published', rules: 2, corrected: 1 } as const;
const repeated = (count: number): PastRun[] => Array.from({ length: count }, () => published);

/** One engine for all tests: starting one takes longer than the rest of a test. */
let engine: DuckDbSession<unknown>;
beforeAll(async () => {
  engine = await openDuckDb<unknown>({ tempDirectory: join(tmpdir(), 'tickerlake-fold-duckdb') });
});
afterAll(() => engine.close());
afterEach(closeHistory);

const tables = [runsTable, correctionsTable, qualityHistoryTable];

async function closeHistory(): Promise<void> {
  for (const { name } of tables) await sql`drop view if exists ${sql.ref(name)}`.execute(engine.db);
}

/** Every row of the three tables, as texts in a fixed order. */
async function readHistory(paths: StorePaths): Promise<Record<string, string[]>> {
  await closeHistory();
  await openRunHistory(engine.db, await findRuns(paths));
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{
      line: string;
    }>`select to_json(t)::varchar as line from ${sql.ref(name)} t order by line`.execute(engine.db);
    all[name] = rows.map((row) => row.line);
  }
  return all;
}

const foldersOf = (paths: StorePaths): Promise<string[]> => readdir(paths.history).then((names) => names.sort());
const spans = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 17));
const killed = new Error('killed');

describe('folding journals', () => {
  test(
    'keeps every row of the history unchanged, wherever it is interrupted and resumed',
    { timeout: 120_000 },
    async () => {
      const run = fc.record({
        outcome: fc.constantFrom<RunOutcome[]>('published', 'unchanged', 'checks-failed', 'abandoned'),
        rules: fc.nat(3),
        corrected: fc.nat(2),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(run, { minLength: 1, maxLength: 13 }),
          fc.integer({ min: 1, max: 4 }),
          fc.nat(13),
          fc.boolean(),
          async (runs, segmentRuns, removals, isOneOpen) => {
            const { paths, journal } = await openStore();
            await writeRuns(journal, isOneOpen ? [...runs, { outcome: null, rules: 1, corrected: 0 }] : runs);
            const before = await readHistory(paths);

            let left = removals;
            const remove: RunJournal['remove'] = async (ids) => {
              for (const id of ids) {
                if (left === 0) throw killed;
                left -= 1;
                await journal.remove([id]);
              }
            };
            await foldJournals(paths, { ...journal, remove }, segmentRuns).catch((error: unknown) =>
              expect(error).toBe(killed),
            );
            expect(await readHistory(paths)).toEqual(before);
            await foldJournals(paths, journal, segmentRuns);
            expect(await readHistory(paths)).toEqual(before);
            expect(await journal.ids()).toHaveLength(isOneOpen ? 1 : 0);
          },
        ),
        // The first merges.
        { numRuns: 8, examples: [[repeated(12), 1, 11, true]] },
      );
    },
  );

  test.each([
    { name: 'nothing', runs: [], folders: [] },
    { name: 'a run', runs: repeated(1), folders: ['00000001-00000001'] },
    { name: 'a full segment', runs: repeated(3), folders: ['00000001-00000003'] },
    { name: 'a run more', runs: repeated(4), folders: ['00000001-00000003', '00000004-00000004'] },
    {
      name: 'runs that cannot be resumed and one that can',
      runs: [
        published,
        { outcome: 'abandoned', rules: 0, corrected: 0 },
        { outcome: null, rules: 0, corrected: 0 },
      ] satisfies PastRun[],
      folders: ['00000001-00000002'],
    },
  ])('of $name makes segments of three', async ({ runs, folders }) => {
    const { paths, journal } = await openStore();
    await writeRuns(journal, runs);
    await foldJournals(paths, journal, 3);
    expect(spans((await listSegments(paths)).current.map(({ folder }) => basename(folder)))).toEqual(folders);
  });

  test('after each run keeps the newest segment, the one it replaced, and the full ones before', async () => {
    const { paths, journal } = await openStore();
    for (let number = 0; number < 8; number += 1) {
      await writeRuns(journal, [published], number);
      expect(await foldJournals(paths, journal, 3)).toBe(1);
    }
    expect(spans(await foldersOf(paths))).toEqual([
      '00000001-00000003',
      '00000004-00000006',
      '00000007-00000007',
      '00000007-00000008',
    ]);
    expect(await journal.ids()).toEqual([]);
    expect((await readHistory(paths))['runs']).toHaveLength(8);
  });

  test('makes ten full segments one, and the runs of those it replaced count once', async () => {
    const { paths, journal } = await openStore();
    await writeRuns(journal, repeated(9));
    await foldJournals(paths, journal, 1);
    expect(await foldersOf(paths)).toHaveLength(9);
    await writeRuns(journal, repeated(2), 9);
    const before = await readHistory(paths);
    await foldJournals(paths, { ...journal, ids: async () => ['r00009'] }, 1);
    expect(spans((await listSegments(paths)).current.map(({ folder }) => basename(folder)))).toEqual([
      '00000001-00000010',
    ]);
    expect(await foldersOf(paths)).toHaveLength(11);
    expect(await readHistory(paths)).toEqual(before);
    await foldJournals(paths, journal, 1);
    expect(spans(await foldersOf(paths))).toEqual(['00000001-00000010', '00000011-00000011']);
    expect(await readHistory(paths)).toEqual(before);
    expect((await recentRuns(paths, 3)).map(({ runId }) => runId)).toEqual(['r00010', 'r00009', 'r00008']);
  });

  test('of ten full segments one of which is damaged names it, and loses no run', async () => {
    const { paths, journal } = await openStore();
    await writeRuns(journal, repeated(9));
    await foldJournals(paths, journal, 1);
    const [damaged] = await foldersOf(paths);
    await writeFile(join(paths.history, damaged ?? '', 'runs.parquet'), 'rotten');
    await writeRuns(journal, [published], 9);
    await expect(foldJournals(paths, journal, 1)).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringMatching(/00000001-00000001-\w+\/runs\.parquet.*Remove the folder of that file/),
    });
    await rm(join(paths.history, damaged ?? ''), { recursive: true });
    expect((await readHistory(paths))['runs']).toHaveLength(9);
    await writeRuns(journal, [published], 10);
    await foldJournals(paths, journal, 1);
    expect(spans((await listSegments(paths)).current.map(({ folder }) => basename(folder)))).toEqual([
      '00000002-00000011',
    ]);
    expect((await readHistory(paths))['runs']).toHaveLength(10);
  });

  test('numbers runs in the order in which they end, regardless of their clocks', async () => {
    const { paths, journal } = await openStore();
    await writeRuns(journal, [published], 90_000);
    await foldJournals(paths, journal);
    await writeRuns(journal, repeated(2));
    await foldJournals(paths, journal);
    expect((await recentRuns(paths, 2)).map(({ runId }) => runId)).toEqual(['r00001', 'r00000']);
    await writeRuns(journal, [{ outcome: null, rules: 0, corrected: 0 }], 2);
    expect(await recentRuns(paths, 2)).toEqual([
      expect.objectContaining({ runId: 'r00002', outcome: null, endedAt: null }),
      expect.objectContaining({
        runId: 'r00001',
        startedAt: '2026-05-01T01:00:00.000Z',
        endedAt: '2026-05-01T01:00:00.000Z',
        outcome: 'published',
        request,
      }),
    ]);
  });

  test('begins again after a draft that a killed run left', async () => {
    const { paths, journal } = await openStore();
    await writeRuns(journal, repeated(2));
    const before = await readHistory(paths);
    const draft = join(paths.history, '00000001-00000002-00000000.tmp');
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, 'runs.parquet'), 'half a file');
    expect(await readHistory(paths)).toEqual(before);
    await foldJournals(paths, journal);
    expect(spans(await foldersOf(paths))).toEqual(['00000001-00000002']);
    expect(await readHistory(paths)).toEqual(before);
  });

  test('reads segments whose columns an older program wrote', async () => {
    const { paths, journal } = await openStore();
    await writeRuns(journal, repeated(2));
    await foldJournals(paths, journal, 2);
    const [segment] = (await listSegments(paths)).current;
    await cp(segment?.folder ?? '', join(paths.history, '00000001-00000002-0123abcd'), { recursive: true });
    await rm(segment?.folder ?? '', { recursive: true });
    await writeRuns(journal, [published], 2);
    await foldJournals(paths, journal, 2);
    expect((await readHistory(paths))['runs']).toHaveLength(3);
  });

  test.each([
    { name: 'a first line that a crash cut short', text: '\n{"kind":"started","runI', isRemoved: true },
    { name: 'nothing', text: '', isRemoved: true },
    {
      name: 'a damaged first line and more after it',
      text: '\n{"kind":"star\n{"kind":"step","name":"ingest","at":"2026-06-01T00:00:00.000Z","ms":1}',
      isRemoved: false,
    },
  ])('of a journal with $name: removed is $isRemoved', async ({ text, isRemoved }) => {
    const { paths, journal } = await openStore();
    await mkdir(paths.runs, { recursive: true });
    await writeFile(paths.journal('run-x'), text);
    await foldJournals(paths, journal);
    expect(await journal.ids()).toEqual(isRemoved ? [] : ['run-x']);
  });

  test.each(['runs', 'corrections', 'quality_history'])(
    'names a damaged segment, and loses no journal: %s',
    async (table) => {
      const { paths, journal } = await openStore();
      await writeRuns(journal, repeated(2));
      await foldJournals(paths, journal);
      const [segment] = (await listSegments(paths)).current;
      await writeFile(join(segment?.folder ?? '', `${table}.parquet`), 'rotten');
      await writeRuns(journal, [published], 2);
      await expect(foldJournals(paths, journal)).rejects.toMatchObject({
        name: 'StoreError',
        message: expect.stringMatching(
          new RegExp(`cannot be read: .*${table}\\.parquet.*Remove the folder of that file`),
        ),
      });
      expect(await journal.ids()).toEqual(['r00002']);
    },
  );

  test.each(['first', 'last'])(
    'stops only the table whose %s file is damaged, with the fix said once',
    async (which) => {
      const { paths, journal } = await openStore();
      await writeRuns(journal, repeated(4));
      await foldJournals(paths, journal, 2);
      const segment = (await listSegments(paths)).current.at(which === 'first' ? 0 : -1);
      await writeFile(join(segment?.folder ?? '', 'quality_history.parquet'), 'rotten');
      const runs = await findRuns(paths);
      await openRunHistory(engine.db, runs);
      expect((await sql`select * from runs`.execute(engine.db)).rows).toHaveLength(4);
      const error = await sql`select * from quality_history`.execute(engine.db).catch((cause: unknown) => cause);
      expect(await toHistoryDamage(runs, error)).toMatchObject({
        name: 'StoreError',
        message: expect.stringMatching(
          /^The history of runs in \S+ cannot be read: Invalid Input Error: File '\S+quality_history\.parquet' too small to be a Parquet file\. Remove the folder of that file: [^.]+\. Nothing else needs it\.$/,
        ),
      });
    },
  );
});
