import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RunFacts } from '../run-rows.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import { historyTableInputs } from './history-table-inputs.ts';
import { recordLakeRun } from './record-lake-run.ts';

const runKey = 'history/runs/2026-05.ndjson.gz';
const correctionKey = 'history/corrections/2026-05.ndjson.gz';
const hour = { ticker: 'AAPL', barStart: '2026-05-01T13:30:00.000Z', oldHourlyVar: 1, newHourlyVar: 1.5 };
const report = {
  calls: 3,
  fetchedBars: 900,
  newBars: 800,
  hours: 14,
  corrections: { bars: 2, hours: 1, maxChange: 0.5, samples: [hour] },
};
const run = (runId: string, facts: Partial<RunFacts> = {}): RunFacts => ({
  runId,
  startedAt: '2026-05-29T21:00:00.000Z',
  endedAt: '2026-05-29T21:01:00.000Z',
  outcome: 'published',
  request: { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29', barMs: 60_000, source: 'simulated' },
  steps: [],
  summary: report,
  dollars: null,
  ...facts,
});
const failed = (runId: string): RunFacts =>
  run(runId, { outcome: 'failed', summary: { stage: 'publish', message: 'Somebody else publishes.' } });

async function rowsOf(objects: Pick<ObjectStore, 'read'>, key: string): Promise<Record<string, unknown>[]> {
  const stored = await objects.read(key);
  const text = stored === null ? '' : gunzipSync(stored.content).toString('utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the end of a run', () => {
  test('is a line of its month in each table, with instants as the engines read them', async () => {
    const objects = createMemoryObjects();
    await recordLakeRun(objects, run('r1'));
    expect(await rowsOf(objects, runKey)).toEqual([
      expect.objectContaining({
        run_id: 'r1',
        started_at: '2026-05-29 21:00:00.000',
        ended_at: '2026-05-29 21:01:00.000',
        outcome: 'published',
        range_from: '2026-05-01',
        dollars: null,
      }),
    ]);
    expect(await rowsOf(objects, correctionKey)).toEqual([
      {
        run_id: 'r1',
        corrected_at: '2026-05-29 21:00:00.000',
        ticker: 'AAPL',
        bar_start: '2026-05-01 13:30:00.000',
        old_hourly_var: 1,
        new_hourly_var: 1.5,
      },
    ]);
    expect(
      historyTableInputs(objects.location).map(({ Name, StorageDescriptor }) => [Name, StorageDescriptor.Location]),
    ).toEqual([
      ['runs', 's3://lake/test/history/runs/'],
      ['corrections', 's3://lake/test/history/corrections/'],
      ['quality_history', 's3://lake/test/history/quality_history/'],
      ['reconciliation', 's3://lake/test/history/reconciliation/'],
      ['bar_differences', 's3://lake/test/history/bar_differences/'],
    ]);
  });

  test('is written once, even if reported repeatedly', async () => {
    const objects = createMemoryObjects();
    await recordLakeRun(objects, run('r1'));
    const before = await objects.read(runKey);
    await recordLakeRun(objects, run('r1'));
    expect(await objects.read(runKey)).toEqual(before);
  });

  test('of a run that failed has its stage and reason, and is replaced when the run was resumed', async () => {
    const objects = createMemoryObjects();
    await recordLakeRun(objects, run('r0'));
    await recordLakeRun(objects, failed('r1'));
    expect((await rowsOf(objects, runKey)).at(-1)).toMatchObject({
      run_id: 'r1',
      outcome: 'failed',
      failed_stage: 'publish',
      reason: 'Somebody else publishes.',
      calls: null,
    });
    expect(await rowsOf(objects, correctionKey)).toHaveLength(1);
    await recordLakeRun(objects, run('r1'));
    expect((await rowsOf(objects, runKey)).map((row) => [row['run_id'], row['outcome']])).toEqual([
      ['r0', 'published'],
      ['r1', 'published'],
    ]);
    expect(await rowsOf(objects, correctionKey)).toHaveLength(2);
  });

  test('of another month is in a separate file', async () => {
    const objects = createMemoryObjects();
    await recordLakeRun(objects, run('r1'));
    await recordLakeRun(objects, run('r2', { startedAt: '2026-06-01T00:00:00.000Z' }));
    expect((await objects.list('history/runs/')).map(({ key }) => key)).toEqual([
      runKey,
      'history/runs/2026-06.ndjson.gz',
    ]);
  });

  test('is not lost when others end at the same time', async () => {
    const objects = createMemoryObjects();
    const ids = Array.from({ length: 8 }, (_, index) => `r${index}`);
    await Promise.all(ids.map((id) => recordLakeRun(objects, run(id))));
    expect((await rowsOf(objects, runKey)).map((row) => row['run_id']).sort()).toEqual(ids);
    expect(await rowsOf(objects, correctionKey)).toHaveLength(ids.length);
  });

  test('asks S3 as often, and for as many bytes, after ten years of months as after one', async () => {
    const after = async (months: number): Promise<{ calls: string[]; bytes: number }> => {
      const objects = createMemoryObjects();
      for (let month = 0; month < months; month += 1)
        await recordLakeRun(
          objects,
          run(`past${month}`, { startedAt: new Date(Date.UTC(2026, 4 - month, 1)).toISOString() }),
        );
      const [calls, sizes]: [string[], number[]] = [[], []];
      await recordLakeRun(
        {
          location: objects.location,
          async read(key) {
            calls.push(`read ${key}`);
            const stored = await objects.read(key);
            sizes.push(stored?.content.length ?? 0);
            return stored;
          },
          async write(key, content, condition) {
            calls.push(`write ${key}`);
            return objects.write(key, content, condition);
          },
        },
        run('now'),
      );
      return { calls, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    };
    const [one, many] = [await after(1), await after(120)];
    expect(one.calls.length).toBeGreaterThan(3);
    expect(many).toEqual(one);
  });

  test('is given up when the file changes under each try', async () => {
    const objects = { ...createMemoryObjects(), write: async () => null };
    await expect(recordLakeRun(objects, run('r1'))).rejects.toMatchObject({
      name: 'StoreError',
      path: `s3://lake/test/${runKey}`,
      transient: true,
    });
  });

  test('keeps columns that a newer program wrote, as they are', async () => {
    const objects = createMemoryObjects();
    const newer = '{"run_id":"r9","later_column":12345678901234567890}';
    await objects.write(runKey, gzipSync(`${newer}\n`));
    await recordLakeRun(objects, run('r1'));
    expect(
      gunzipSync((await objects.read(runKey))?.content ?? new Uint8Array())
        .toString('utf8')
        .split('\n')[0],
    ).toBe(newer);
  });

  test.each([
    { name: 'no gzip', content: '{"run_id":"r1"}' },
    { name: 'no JSON', content: gzipSync('half a li') },
    { name: 'a line without its run', content: gzipSync('{"id":1}\n') },
    { name: 'nothing', content: '' },
    { name: 'half of its bytes', content: gzipSync('{"run_id":"r1"}\n').subarray(0, 20) },
    { name: 'other bytes', content: Buffer.alloc(40, 0xa5) },
  ])(
    'is not written over a file that holds $name: the error names it and the fix, and the other tables have the run',
    async ({ content }) => {
      const objects = createMemoryObjects();
      await objects.write(runKey, content);
      await expect(recordLakeRun(objects, run('r1'))).rejects.toThrow(
        `s3://lake/test/${runKey} does not hold runs as this program writes them: restore an older version of the object, or remove it`,
      );
      expect(Buffer.from((await objects.read(runKey))?.content ?? [])).toEqual(Buffer.from(content));
      expect(await rowsOf(objects, correctionKey)).toHaveLength(1);
      await objects.remove([runKey]);
      await recordLakeRun(objects, run('r1'));
      expect(await rowsOf(objects, runKey)).toHaveLength(1);
      expect(await rowsOf(objects, correctionKey)).toHaveLength(1);
    },
  );
});
