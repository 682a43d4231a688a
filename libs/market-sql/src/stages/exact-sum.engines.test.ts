import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { openDuckDb, openTrino } from '@tickerlake/athena-sql/testing';
import { sumExactly } from './testing/sum-exactly.ts';

test('exact sums have the same bits on Trino as on DuckDB', { timeout: 120_000 }, async () => {
  const [{ db: onTrino }, { db: onDuckDb }] = [openTrino(inject('engines').trinoUrl), await openDuckDb()];
  const summand = fc.oneof(
    fc.double({ min: 0, max: 1e-9, noNaN: true }),
    fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
    fc.double({ min: 1e9, max: 1e30, noNaN: true }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(summand, { minLength: 1, maxLength: 100 }), async (values) => {
      expect(await sumExactly(onTrino, values)).toBe(await sumExactly(onDuckDb, [...values].reverse()));
    }),
    { numRuns: 20 },
  );
});
