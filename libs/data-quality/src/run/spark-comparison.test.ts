import { afterAll, expect, it } from 'vitest';
import { compareVerdicts } from '../testing/compare-verdicts.ts';
import { openDuckDb } from '../testing/duckdb-table.ts';
import { sparkCases } from '../testing/spark-cases.ts';

const duckDb = await openDuckDb();
afterAll(duckDb.close);

it('one of five random tables has the verdicts and metrics of Spark, or a difference that DECISIONS.md explains', async () => {
  const some = sparkCases().filter(({ tableName }) => tableName.endsWith('5') || tableName.endsWith('0'));
  expect(some.length).toBeGreaterThan(250);

  expect((await compareVerdicts(some, duckDb)).unexplained).toEqual([]);
});
