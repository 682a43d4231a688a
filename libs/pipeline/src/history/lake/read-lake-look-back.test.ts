import { expect, test } from 'vitest';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import type { RunFacts } from '../run-rows.ts';
import { createLakeQualityMemory } from './lake-quality-memory.ts';
import { readLakeLookBack } from './read-lake-look-back.ts';
import { recordLakeRun } from './record-lake-run.ts';

/** A run that measured so many rows on a day. */
const run = (runId: string, day: string, rows: number, outcome: RunFacts['outcome'] = 'published'): RunFacts => ({
  runId,
  startedAt: `${day}T21:00:00.000Z`,
  endedAt: `${day}T21:01:00.000Z`,
  outcome,
  request: { tickers: ['AAPL'], from: day, to: day, barMs: 60_000, source: 'simulated' },
  summary: { stage: 'check', message: 'Too few rows.' },
  dollars: null,
  steps: [
    { step: { stage: 'check', part: 'time' }, ms: 1, result: `${day}T21:00:30.000Z` },
    {
      step: { stage: 'check' },
      ms: 1,
      result: {
        results: [
          {
            dataset: 'bars',
            rules: [
              {
                id: '0123456789abcdef',
                dqdl: 'RowCount > 0',
                severity: 'error',
                status: 'pass',
                observed: rows,
                expected: '> 0',
                message: '',
                sample: [],
                series: { RowCount: rows },
              },
            ],
          },
        ],
        resultsPart: {},
      },
    },
  ],
});

test('the newest published runs come first, from the files of several months', async () => {
  const objects = createMemoryObjects();
  for (const facts of [
    run('a', '2026-04-30', 10),
    run('b', '2026-05-28', 20),
    run('c', '2026-05-29', 30, 'checks-failed'),
    run('d', '2026-05-29', 40),
  ])
    await recordLakeRun(objects, facts);
  const history = await readLakeLookBack(objects);

  expect(await history('bars')('RowCount', 9)).toEqual([
    { at: new Date('2026-05-29T21:00:00.000Z'), value: 40 },
    { at: new Date('2026-05-28T21:00:00.000Z'), value: 20 },
    { at: new Date('2026-04-30T21:00:00.000Z'), value: 10 },
  ]);
  expect(await history('coverage')('RowCount', 9)).toEqual([]);
});

test('a run that published nothing counts once its value is accepted', async () => {
  const objects = createMemoryObjects();
  await recordLakeRun(objects, run('a', '2026-05-28', 20));
  await recordLakeRun(objects, run('b', '2026-05-29', 90, 'checks-failed'));
  const memory = createLakeQualityMemory(objects);
  expect((await memory.runs()).map(({ runId }) => runId)).toEqual(['b', 'a']);
  expect(await memory.rules('b')).toMatchObject([{ dataset: 'bars', rule: 'RowCount > 0', series: { RowCount: 90 } }]);

  const { known, replace } = await memory.openAccepted();
  expect(known).toBeNull();
  await replace([{ dataset: 'bars', series: 'RowCount', runId: 'b', acceptedAt: '2026-05-30T00:00:00.000Z' }]);

  expect(await (await readLakeLookBack(objects))('bars')('RowCount', 9)).toEqual([
    { at: new Date('2026-05-29T21:00:00.000Z'), value: 90, isAccepted: true },
    { at: new Date('2026-05-28T21:00:00.000Z'), value: 20 },
  ]);
});

test('a lake without a history has none', async () => {
  expect(await (await readLakeLookBack(createMemoryObjects()))('bars')('RowCount', 9)).toEqual([]);
});
