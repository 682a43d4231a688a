import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toLiteral } from '../sql/literal.ts';
import { openDuckDb } from '../testing/open-duckdb.ts';
import { mergePublish, type Publish } from './merge-publish.ts';
import { selectBuildFaults } from './select-build-faults.ts';

const publish: Publish = {
  target: { database: 'mkt', name: 'prod' },
  build: { database: 'mkt', name: 'stage' },
  columns: [
    { name: 'ticker', type: 'string' },
    { name: 'day', type: 'date' },
    { name: 'close', type: 'double' },
    { name: 'run_id', type: 'string' },
  ],
  key: ['ticker', 'day'],
  provenance: ['run_id'],
  period: {
    column: 'day',
    ranges: [
      { from: '2026-05-02', to: '2026-05-04' },
      { from: '2026-05-06', to: '2026-05-07' },
    ],
  },
};
const inside = ['2026-05-02', '2026-05-03', '2026-05-06'];
const outside = ['2026-05-01', '2026-05-04', '2026-05-05', '2026-05-07'];

type Row = readonly [ticker: string | null, day: string, close: number | null, runId: string];

async function openMarket() {
  const { run } = await openDuckDb();
  await run('create schema mkt');
  const load = async (prod: readonly Row[], stage: readonly Row[]): Promise<void> => {
    for (const [name, rows] of [
      ['prod', prod],
      ['stage', stage],
    ] as const) {
      await run(`create or replace table mkt.${name} (ticker varchar, day date, close double, run_id varchar)`);
      if (rows.length > 0)
        await run(
          `insert into mkt.${name} values ${rows.map((row) => `(${row.map(toLiteral).join(', ')})`).join(', ')}`,
        );
    }
  };
  const read = async (): Promise<unknown[][]> =>
    (await run('select * from mkt.prod order by all')).map((row) => Object.values(row));
  return { run, load, read };
}

/** The MERGE is one statement of DuckDB's too, which it says with a number of changed rows. */
describe('mergePublish, executed', () => {
  test('updates changed rows, inserts new ones, deletes gone ones, and leaves unchanged rows and other periods alone', async () => {
    const { run, load, read } = await openMarket();
    await load(
      [
        ['A', '2026-05-02', 1, 'old'],
        ['B', '2026-05-02', 2, 'old'],
        ['C', '2026-05-03', 3, 'old'],
        ['A', '2026-05-05', 5, 'old'],
        ['A', '2026-05-06', null, 'old'],
      ],
      [
        ['A', '2026-05-02', 1, 'new'],
        ['B', '2026-05-02', 2.5, 'new'],
        ['D', '2026-05-03', null, 'new'],
        ['A', '2026-05-06', 6, 'new'],
      ],
    );
    expect(await run(mergePublish(publish))).toEqual([{ Count: 4n }]);
    expect(await read()).toEqual([
      ['A', '2026-05-02', 1, 'old'],
      ['A', '2026-05-05', 5, 'old'],
      ['A', '2026-05-06', 6, 'new'],
      ['B', '2026-05-02', 2.5, 'new'],
      ['D', '2026-05-03', null, 'new'],
    ]);
    expect(await run(mergePublish(publish))).toEqual([{ Count: 0n }]);
  });

  test('makes the periods equal to the build, whatever was there; twice is once', async () => {
    const rowsOf = (days: readonly string[], runId: string) =>
      fc.uniqueArray(
        fc.tuple(
          fc.constantFrom('A', 'B', 'C'),
          fc.constantFrom(...days),
          fc.constantFrom(1, 2, null),
          fc.constant(runId),
        ),
        { selector: ([ticker, day]) => ticker + day },
      );
    const { run, load, read } = await openMarket();
    await fc.assert(
      fc.asyncProperty(rowsOf([...inside, ...outside], 'old'), rowsOf(inside, 'new'), async (prod, stage) => {
        await load(prod, stage);
        await run(mergePublish(publish));
        const present = new Map(prod.map((row) => [row[0] + row[1], row]));
        const kept = stage.map((row) =>
          present.get(row[0] + row[1])?.[2] === row[2] ? present.get(row[0] + row[1]) : row,
        );
        const expected = [...prod.filter(([, day]) => outside.includes(day)), ...kept];
        expect(new Set((await read()).map((row) => JSON.stringify(row)))).toEqual(
          new Set(expected.map((row) => JSON.stringify(row))),
        );
        expect(await run(mergePublish(publish))).toEqual([{ Count: 0n }]);
      }),
      { numRuns: 25 },
    );
  });
});

test('selectBuildFaults counts keys that repeat, keys with NULL and rows outside of the period', async () => {
  const { run, load } = await openMarket();
  await load(
    [],
    [
      ['A', '2026-05-02', 1, 'r'],
      ['A', '2026-05-02', 1, 'r'],
      ['A', '2026-05-02', 2, 'r'],
      [null, '2026-05-03', 1, 'r'],
      ['B', '2026-05-04', 1, 'r'],
    ],
  );
  expect(await run(selectBuildFaults(publish))).toEqual([
    { build_rows: 5n, repeated_rows: 2n, keyless_rows: 1n, outside_rows: 1n },
  ]);
});
