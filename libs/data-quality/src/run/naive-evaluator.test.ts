import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { DatasetColumn } from '../plan/plan-context.ts';
import { openDuckDb } from '../testing/duckdb-table.ts';
import { leafRules } from '../testing/leaf-rules.ts';
import { evaluateNaively, type MemoryRow } from '../testing/naive-evaluator.ts';
import { checkRules } from './check-rules.ts';

const columns: readonly DatasetColumn[] = [
  { name: 'name', type: 'string' },
  { name: 'Größe "in m"', type: 'double' },
  { name: 'count', type: 'int64' },
  { name: 'day', type: 'date' },
];
const double = '"Größe \\"in m\\""';

const texts = ['AAPL', 'aapl', 'MSFT', '', ' ', '\t\n', 'ß', '日本', '👍🏽', "O'Hara", 'a"b', 'NULL', 'é'];
const days = ['2026-05-28', '2026-05-29', '2024-02-29'];
const row: fc.Arbitrary<MemoryRow> = fc.record({
  name: fc.option(
    fc.oneof(
      fc.constantFrom(...texts),
      fc.string({ unit: 'grapheme', maxLength: 3 }).filter((text) => !text.includes('\0')),
    ),
  ),
  'Größe "in m"': fc.option(
    fc.constantFrom(-1.5, 0, 0.5, 1, 2, 3, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  ),
  count: fc.option(fc.integer({ min: -2, max: 5 }).map(BigInt)),
  day: fc.option(fc.constantFrom(...days)),
});

const filters: Readonly<Record<string, (one: MemoryRow) => boolean>> = {
  'count > 1': (one) => one['count'] !== null && Number(one['count']) > 1,
  'name IS NULL': (one) => one['name'] === null,
  "day = DATE '2026-05-28' -- a comment": (one) => one['day'] === '2026-05-28',
  '1 = 0': () => false,
};
const where = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(filters)).map((filter) => ` where "${filter}"`) },
);
const number = fc.constantFrom('-1.5', '0', '0.5', '1', '2', '3', '0.25', '7');
const order = fc.constantFrom('=', '!=', '>', '>=', '<', '<=');

const compared = (operand: fc.Arbitrary<string>, listed: fc.Arbitrary<string> = operand) =>
  fc.oneof(
    fc.tuple(order, operand).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('', 'not '), operand, operand)
      .map(([not, low, high]) => `${not}between ${low} and ${high}`),
    fc
      .tuple(fc.constantFrom('', 'not '), fc.array(listed, { minLength: 1, maxLength: 3 }))
      .map(([not, list]) => `${not}in [${list.join(',')}]`),
  );
const quotedText = fc.constantFrom(...texts).map((text) => `"${text.replace(/(["\\])/g, '\\$1')}"`);
const textOperand = fc.oneof(
  { weight: 4, arbitrary: quotedText },
  { weight: 1, arbitrary: fc.constantFrom('NULL', 'EMPTY', 'WHITESPACES_ONLY') },
);
const textCondition = fc.oneof(
  fc.tuple(fc.constantFrom('=', '!='), quotedText).map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('in', 'not in'), fc.array(textOperand, { minLength: 1, maxLength: 3 }), quotedText)
    .map(([op, list, last]) => `${op} [${[...list, last].join(',')}]`),
  fc
    .tuple(
      fc.constantFrom('matches', 'not matches'),
      fc.constantFrom('"A|AAPL"', '"[A-Z]+"', '".*"', '"."', '"ß|日本"'),
    )
    .map((parts) => parts.join(' ')),
);
const threshold = fc.oneof(
  fc.constant(''),
  compared(number).map((condition) => ` with threshold ${condition}`),
);
const orNull = (operand: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: operand }, { weight: 1, arbitrary: fc.constant('NULL') });
const day = fc.constantFrom(...days).map((text) => `"${text}"`);
const column = fc.constantFrom('"name"', double, '"count"', '"day"');

const rule = fc.oneof(
  fc.tuple(compared(number), where).map(([condition, filter]) => `RowCount ${condition}${filter}`),
  fc.tuple(column, where).map(([name, filter]) => `IsComplete ${name}${filter}`),
  fc
    .tuple(fc.constantFrom('Completeness', 'DistinctValuesCount'), column, compared(number), where)
    .map(([type, name, condition, filter]) => `${type} ${name} ${condition}${filter}`),
  fc
    .tuple(
      fc.constantFrom('Uniqueness', 'UniqueValueRatio'),
      fc.uniqueArray(column, { minLength: 1, maxLength: 3 }),
      compared(number),
      where,
    )
    .map(([type, names, condition, filter]) => `${type} ${names.join(' ')} ${condition}${filter}`),
  fc
    .tuple(fc.uniqueArray(column, { minLength: 1, maxLength: 2 }), where)
    .map(([names, filter]) => `IsUnique ${names.join(' ')}${filter}`),
  fc
    .tuple(
      fc.constantFrom('Mean', 'Sum', 'StandardDeviation'),
      fc.constantFrom(double, '"count"'),
      compared(number),
      where,
    )
    .map(([type, name, condition, filter]) => `${type} ${name} ${condition}${filter}`),
  fc.tuple(compared(number), where).map(([condition, filter]) => `ColumnLength "name" ${condition}${filter}`),
  fc
    .tuple(fc.constantFrom(double, '"count"'), compared(number, orNull(number)), where, threshold)
    .map(([name, condition, filter, share]) => `ColumnValues ${name} ${condition}${filter}${share}`),
  fc
    .tuple(compared(day, orNull(day)), where, threshold)
    .map(([condition, filter, share]) => `ColumnValues "day" ${condition}${filter}${share}`),
  fc
    .tuple(textCondition, where, threshold)
    .map(([condition, filter, share]) => `ColumnValues "name" ${condition}${filter}${share}`),
);

describe('checkRules on DuckDB', () => {
  let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
  beforeAll(async () => {
    duckDb = await openDuckDb();
  });
  afterAll(() => duckDb.close());

  it.each([
    { name: 'any table with NULL, NaN, blanks and other scripts', settings: { numRuns: 100 }, sampleRows: 5 },
    {
      name: 'a table whose deviation depended on the order of rows',
      settings: { numRuns: 150, seed: 32_026_288 },
      sampleRows: 0,
    },
  ])('decides as the naive evaluator does, on $name', async ({ settings, sampleRows }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.array(rule, { minLength: 1, maxLength: 12 }),
        async (rows, rules) => {
          await duckDb.createTable(
            'data',
            columns,
            rows.map((one) => columns.map(({ name }) => one[name] ?? null)),
          );
          const ruleset = parseDqdl(`Rules = [\n${rules.join(',\n')}\n]`);
          const result = await checkRules({
            db: duckDb.db,
            dataset: 'data',
            columns,
            ruleset,
            now: new Date(0),
            sampleRows,
          });
          const expected = leafRules(ruleset.rules).map((one) => evaluateNaively(one, rows, filters));

          expect(result.rules.map(({ dqdl, status, message }) => ({ dqdl, status, message }))).toEqual(
            result.rules.map(({ dqdl, message }, index) => ({ dqdl, status: expected[index]?.status, message })),
          );
          for (const [index, { observed }] of result.rules.entries()) {
            const value = expected[index]?.observed ?? null;
            if (value === null) expect(observed).toBeNull();
            else expect(observed).toBeCloseTo(value, 9);
          }
        },
      ),
      settings,
    );
  });
});
