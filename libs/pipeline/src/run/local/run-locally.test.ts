import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDqdl } from '@tickerlake/data-quality';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { StoreError } from '../../values/errors.ts';
import { stepName } from '../../values/step.ts';
import type { RunFacts } from '../../history/run-rows.ts';
import { systemClock } from '../../ports/system-clock.ts';
import { createSyntheticSource } from '../../testing/synthetic-source.ts';
import { planRun } from '../../request/plan-run.ts';
import { createLocalLanding } from '../../ingest/landing-files/local-landing.ts';
import { recentRuns } from '../../history/local/recent-runs.ts';
import { createLocalWarehouse } from './local-warehouse.ts';
import { type LocalRun, runLocally } from './run-locally.ts';
import { storePaths } from '../../storage/files/store-paths.ts';
import { verifyStore } from './verify-store.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const passing = [{ dataset: 'hourly_volatility', ruleset: parseDqdl('Rules = [ IsComplete "hourly_var" ]') }];
const failing = [{ dataset: 'hourly_volatility', ruleset: parseDqdl('Rules = [ RowCount > 1000 ]') }];

/** A store, empty or a copy, a day's run on it, and the calls to its history. */
async function open(copied?: string) {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-run-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  if (copied !== undefined) await cp(copied, root, { recursive: true });
  const paths = storePaths(root);
  const told: RunFacts[] = [];
  const notices: string[] = [];
  const source = createSyntheticSource({ calendars, clock: systemClock, tickers: ['AAPL'] });
  const plan = planRun(
    { tickers: ['AAPL'], from: '2026-05-04', to: '2026-05-04', barMs: 1_800_000, source: 'simulated' },
    calendars,
    null,
  );
  const run = (options: Partial<LocalRun> = {}) =>
    runLocally({
      paths,
      calendars,
      source,
      clock: systemClock,
      plan,
      rules: passing,
      freshAt: new Date('2026-05-04T20:00:00Z'),
      keepReleases: 2,
      command: 'test',
      signal: new AbortController().signal,
      history: { record: async (facts) => void told.push(facts) },
      onNotice: (text) => void notices.push(text),
      ...options,
    });
  const file = async (folder: string, end: string): Promise<string> => {
    const names = (await readdir(join(root, folder), { recursive: true })).filter((name) => name.endsWith(end)).sort();
    return join(root, folder, names[0] ?? 'none');
  };
  return { run, told, notices, file, source, paths, landing: createLocalLanding(paths, calendars) };
}

const lost = new StoreError('The bucket is out of reach.', { path: 's3://lake/', transient: true });

describe("a run's history", () => {
  test('gets the end of a run, with its steps', async () => {
    const { run, told } = await open();
    const report = await run();
    expect(told).toEqual([
      expect.objectContaining({
        runId: report.runId,
        outcome: 'published',
        endedAt: expect.any(String),
        dollars: null,
        summary: expect.objectContaining({ hours: 7 }),
      }),
    ]);
    expect(told[0]?.steps.map(({ step }) => stepName(step))).toEqual(
      expect.arrayContaining(['verify', 'stage 2026-05', 'check', 'publish', 'tidy']),
    );
  });

  test('gets the cost of the run when it is counted', async () => {
    const { run, told } = await open();
    await run({ spent: () => 0.25 });
    expect(told[0]?.dollars).toBe(0.25);
  });

  test('gets the checks that stopped a run', async () => {
    const { run, told } = await open();
    await expect(run({ rules: failing })).rejects.toThrow();
    expect(told).toEqual([
      expect.objectContaining({ outcome: 'checks-failed', summary: { message: expect.stringContaining('RowCount') } }),
    ]);
  });

  test('gets where and why a run failed, and again after it is resumed', async () => {
    const { run, told, landing } = await open();
    await expect(run({ landing: { ...landing, verify: () => Promise.reject(lost) } })).rejects.toBe(lost);
    expect(told).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        endedAt: expect.any(String),
        summary: { stage: 'verify', message: 'The bucket is out of reach.' },
      }),
    ]);
    await run();
    expect(told.map(({ runId, outcome }) => [runId, outcome])).toEqual([
      [told[0]?.runId, 'failed'],
      [told[0]?.runId, 'published'],
    ]);
  });

  test('gets nothing of a run that was stopped by hand', async () => {
    const { run, told, landing } = await open();
    const stop = new AbortController();
    const verify = async () => {
      stop.abort(new Error('Ctrl-C'));
      return [];
    };
    await expect(run({ landing: { ...landing, verify }, signal: stop.signal })).rejects.toThrow('Ctrl-C');
    expect(told).toEqual([]);
  });

  test('that cannot be written causes a notice: the release stays published', async () => {
    const { run, notices } = await open();
    expect(await run({ history: { record: () => Promise.reject(lost) } })).toMatchObject({ outcome: 'published' });
    expect(notices).toEqual(['the history of the lake lacks this run: The bucket is out of reach.']);
  });

  test('on this machine that cannot be written causes a notice, and the next run writes it', async () => {
    const { run, notices, paths } = await open();
    await writeFile(paths.history, 'in the way');
    expect(await run()).toMatchObject({ outcome: 'published' });
    expect(notices).toEqual([
      expect.stringMatching(/^the runs could not be added to the history: .* The next run tries again\.$/),
    ]);
    expect(await recentRuns(paths, 5)).toEqual([expect.objectContaining({ outcome: 'published' })]);
    await rm(paths.history);
    await run();
    expect((await recentRuns(paths, 5)).map(({ outcome }) => outcome)).toEqual(['unchanged', 'published']);
    expect(await readdir(paths.runs)).toEqual([]);
  });
});

describe('a run that is resumed', () => {
  const damages = [
    { name: 'missing', spoil: (path: string) => rm(path) },
    { name: 'empty', spoil: (path: string) => truncate(path, 0) },
    { name: 'cut short', spoil: (path: string) => truncate(path, 20) },
    { name: 'garbage', spoil: (path: string) => writeFile(path, 'garbage') },
    {
      name: 'a folder',
      spoil: async (path: string) => {
        await rm(path);
        await mkdir(join(path, 'inside'), { recursive: true });
      },
    },
  ] as const;

  let stopped = '';
  afterAll(() => rm(stopped, { recursive: true, force: true }));

  /** A store whose run stopped after its builds, as a killed one would: a copy of the first that was made. */
  async function stopBeforeCheck() {
    if (stopped === '') {
      const first = await open();
      const warehouse = createLocalWarehouse(first.paths, calendars);
      await expect(first.run({ warehouse: { ...warehouse, check: () => Promise.reject(lost) } })).rejects.toBe(lost);
      await warehouse.close();
      stopped = await mkdtemp(join(tmpdir(), 'tickerlake-stopped-'));
      await cp(first.paths.root, stopped, { recursive: true });
    }
    const store = await open(stopped);
    let fetched = 0;
    const counting = {
      ...store.source,
      fetchBars: (...args: Parameters<typeof store.source.fetchBars>) => {
        fetched += 1;
        return store.source.fetchBars(...args);
      },
    };
    return { ...store, runAgain: async () => ({ report: await store.run({ source: counting }), fetched }) };
  }

  test('reuses existing files unchanged', async () => {
    const { runAgain } = await stopBeforeCheck();
    expect(await runAgain()).toMatchObject({ report: { outcome: 'published', hours: 7 }, fetched: 0 });
  });

  test.each(damages)('fetches a chunk again if its landed file is $name', async ({ spoil }) => {
    const { runAgain, file, notices } = await stopBeforeCheck();
    await spoil(await file('landing', '.ndjson.gz'));
    expect(await runAgain()).toMatchObject({ report: { outcome: 'published', hours: 7 }, fetched: 1 });
    expect(notices).toContainEqual(expect.stringMatching(/AAPL.*It is fetched again\.$/));
  });

  test.each(damages)('builds a month again whose file is $name', async ({ spoil }) => {
    const { runAgain, file, paths } = await stopBeforeCheck();
    await spoil(await file('.builds/bars', '.data'));
    expect(await runAgain()).toMatchObject({ report: { outcome: 'published', hours: 7 }, fetched: 0 });
    expect((await verifyStore(paths, {})).faults).toEqual([]);
  });
});
