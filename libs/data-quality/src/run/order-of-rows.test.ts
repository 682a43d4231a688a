import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { DatasetColumn } from '../plan/plan-context.ts';
import { openDuckDb, type TableCell } from '../testing/duckdb-table.ts';
import { checkRules } from './check-rules.ts';

const columns: readonly DatasetColumn[] = [
  { name: 'x', type: 'double' },
  { name: 'y', type: 'double' },
  { name: 'n', type: 'int64' },
];

let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
beforeAll(async () => {
  duckDb = await openDuckDb();
});
afterAll(() => duckDb.close());

async function observe(
  rules: string,
  rows: readonly (readonly TableCell[])[],
  of: readonly DatasetColumn[] = columns,
): Promise<(number | null)[]> {
  await duckDb.createTable('data', of, rows);
  const result = await checkRules({
    db: duckDb.db,
    dataset: 'data',
    columns: of,
    ruleset: parseDqdl(`Rules = [ ${rules} ]`),
    now: new Date(0),
    sampleRows: 0,
  });
  expect(result.rules.filter(({ status }) => status === 'error')).toEqual([]);
  return result.rules.map(({ observed }) => observed);
}

const every = ['x', 'y', 'n'].flatMap((name) =>
  ['Sum', 'Mean', 'StandardDeviation', 'Variance', 'Entropy', 'Uniqueness'].map((type) => `${type} "${name}" > 0`),
);
const pairs = ['"x" "y"', '"x" "x"', '"y" "n"', '"n" "n"'].map((names) => `ColumnCorrelation ${names} > 0`);
const rules = [...every, ...pairs].join(', ');
const double = fc.option(
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    fc.constantFrom(0.1, 0.2, 0.3, 1e-9, 1e300, -0.4),
  ),
);
const whole = fc.option(
  fc.oneof(fc.bigInt({ min: -5n, max: 5n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
);

describe('no order of rows changes a statistic', () => {
  it('of any doubles and whole numbers, and each stays in its range', async () => {
    const table = fc.array(fc.tuple(double, double, whole), { minLength: 1, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(
        table.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        async ([rows, shuffled]) => {
          const observed = await observe(rules, rows);

          expect(await observe(rules, shuffled)).toEqual(observed);
          const [correlations, others] = [observed.slice(every.length), observed.slice(0, every.length)];
          expect(correlations.every((value) => value === null || (value >= -1 && value <= 1))).toBe(true);
          expect(
            others.filter((value, index) => !/Sum|Mean/.test(every[index] ?? '') && value !== null && !(value >= 0)),
          ).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each<{
    name: string;
    rule: string;
    x: readonly (number | bigint)[];
    y?: readonly (number | bigint)[];
    observed: number;
  }>([
    { name: 'a deviation of whole numbers', rule: 'StandardDeviation "x" > 0', x: [5n, 5n, 3n, 3n], observed: 1 },
    { name: 'a deviation of doubles', rule: 'StandardDeviation "x" > 0', x: [0.5, 1.5, 1.5, 0.5], observed: 0.5 },
    {
      name: 'a deviation of the largest whole numbers',
      rule: 'StandardDeviation "x" > 0',
      x: [9_223_372_036_854_775_807n, 9_223_372_036_854_775_805n],
      observed: 1,
    },
    {
      name: 'a deviation of the largest doubles',
      rule: 'StandardDeviation "x" > 0',
      x: [1e308, -1e308],
      observed: 1e308,
    },
    { name: 'a variance', rule: 'Variance "x" > 0', x: [1n, 2n, 3n], observed: 2 / 3 },
    { name: 'a mean that rounding moves', rule: 'Mean "x" > 0', x: [0.1, 0.1, 0.1], observed: 0.1 },
    { name: 'a sum that rounding moves', rule: 'Sum "x" > 0', x: [0.1, 0.2, 0.3], observed: 0.6 },
    { name: 'a sum beyond 64 bits', rule: 'Sum "x" > 0', x: [9_223_372_036_854_775_807n, 1n], observed: 2 ** 63 },
    {
      name: 'a correlation with itself',
      rule: 'ColumnCorrelation "x" "y" > 0',
      x: [1n, 1n, 1n, 2n],
      y: [1n, 1n, 1n, 2n],
      observed: 1,
    },
    {
      name: 'a correlation with a multiple',
      rule: 'ColumnCorrelation "x" "y" > 0',
      x: [0.1, 0.2, 0.7],
      y: [-0.2, -0.4, -1.4],
      observed: -1,
    },
    { name: 'the entropy of a constant', rule: 'Entropy "x" > 0', x: [7n, 7n, 7n], observed: 0 },
    { name: 'the entropy of keys that occur once', rule: 'Entropy "x" > 0', x: [1n, 2n, 3n], observed: Math.log(3) },
  ])('$name is exact: $rule of $x', async ({ rule, x, y = x, observed }) => {
    const typed = (name: string, values: typeof x): DatasetColumn => ({
      name,
      type: typeof values[0] === 'bigint' ? 'int64' : 'double',
    });
    const rows = x.map((value, index) => [value, y[index] ?? null]);

    expect(await observe(rule, rows, [typed('x', x), typed('y', y)])).toEqual([observed]);
    expect(await observe(rule, rows.toReversed(), [typed('x', x), typed('y', y)])).toEqual([observed]);
  });
});
