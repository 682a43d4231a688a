import { openTrino, type RigEngines } from '@tickerlake/athena-sql/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { openDuckDbToAsk } from '../ask-duckdb.ts';
import { fuzzEngines } from './fuzz-engines.ts';

const { trinoUrl }: RigEngines = inject('engines');
const { client } = openTrino(trinoUrl);
const duckDb = await openDuckDbToAsk();
afterAll(() => duckDb.close());

test('random expressions are equal on Trino and on the endpoint, or refused', async () => {
  const { equal, different } = await fuzzEngines({ client, duckDb, seed: 20_261_130, count: 200 });
  expect(different).toEqual([]);
  expect(equal).toBeGreaterThan(150);
});
