import { afterAll, expect, it } from 'vitest';
import { compareVerdicts } from '../testing/compare-verdicts.ts';
import { openDuckDb } from '../testing/duckdb-table.ts';
import { sparkCases } from '../testing/spark-cases.ts';

const duckDb = await openDuckDb();
afterAll(duckDb.close);

it('1,500 rules on 100 random tables have the verdicts and metrics of Spark, or a difference that DECISIONS.md explains', async () => {
  const { unexplained, explained } = await compareVerdicts(sparkCases(), duckDb);

  expect(unexplained).toEqual([]);
  expect(explained).toEqual({
    'NULL differs from a text': 1,
    'NULL has the length 0': 6,
    'NULL in a primary key': 11,
    'NULL is not a value': 17,
    'NULL is outside of no range': 1,
    NaN: 21,
    'a filter that leaves nothing': 119,
    'a fraction is not a whole number': 6,
    'a metric without a value': 18,
    'a query without a number': 1,
    'an empty table': 23,
    blanks: 1,
    'equal means and sums': 1,
    escapes: 2,
    'excluded lengths': 2,
    extremes: 32,
    patterns: 23,
    'rows of a query': 23,
    thresholds: 26,
    'very large numbers': 2,
  });
}, 120_000);
