import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { OwnRuleType } from '../plan/plan-context.ts';
import type { DatasetColumn } from '../plan/plan-context.ts';
import { plainDatabase } from '../sql/plain-database.ts';
import { checkRules } from './check-rules.ts';
import { describeColumns } from './describe-columns.ts';

/** As in a project without the other libraries: its own client, a plain function. */
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const db = plainDatabase('duckdb', async (statement) => (await connection.runAndReadAll(statement)).getRowObjectsJS());

let columns: readonly DatasetColumn[];
beforeAll(async () => {
  await connection.run(`CREATE SCHEMA shop`);
  await connection.run(`SET TimeZone = 'America/New_York'`);
  await connection.run(`CREATE TABLE shop.orders AS SELECT * FROM (VALUES
    (1::SMALLINT, 1.10::DECIMAL(10, 2), 0.5::FLOAT, '09:30'::TIME, '2026-05-29 20:00:00Z'::TIMESTAMPTZ, 'ab'::BLOB, [1, 2], {'a': 1}),
    (2::SMALLINT, 2.20::DECIMAL(10, 2), 1.5::FLOAT, '10:30'::TIME, '2026-05-29 18:00:00Z'::TIMESTAMPTZ, ''::BLOB, [3], {'a': 2}),
    (3::SMALLINT, NULL, 'NaN'::FLOAT, NULL, NULL, NULL, NULL, NULL)
  ) AS t(small, price, ratio, clock, "at", bytes, list, record)`);
  columns = await describeColumns(db, 'shop.orders');
});
afterAll(() => connection.closeSync());

it('describeColumns reads names and types from the engine', () => {
  expect(columns).toEqual([
    { name: 'small', type: 'int16' },
    { name: 'price', type: 'decimal' },
    { name: 'ratio', type: 'float' },
    { name: 'clock', type: 'time' },
    { name: 'at', type: 'timestamptz' },
    { name: 'bytes', type: 'binary' },
    { name: 'list', type: 'array' },
    { name: 'record', type: 'struct' },
  ]);
});

it.each([
  { dataset: 'shop.nothing', says: 'There is no table shop.nothing' },
  { dataset: 'elsewhere.orders', says: 'There is no table elsewhere.orders' },
])('describeColumns says that $dataset does not exist', async ({ dataset, says }) => {
  await expect(describeColumns(db, dataset)).rejects.toThrow(says);
});

const check = (rules: string, ruleTypes: readonly OwnRuleType[] = []) =>
  checkRules({
    db,
    dataset: 'shop.orders',
    columns,
    ruleset: parseDqdl(`Rules = [ ${rules} ]`, { unknownTypes: 'keep' }),
    now: new Date('2026-05-29T21:00:00Z'),
    ruleTypes,
  });

describe('rules on the types that tables have', () => {
  it.each([
    { rule: 'Mean "price" = 1.65 with tolerance = 0.000001', status: 'pass' },
    { rule: 'Sum "small" = 6', status: 'pass' },
    { rule: 'Sum "ratio" = 2', status: 'pass' },
    { rule: 'ColumnValues "price" > 1 where "price IS NOT NULL"', status: 'pass' },
    { rule: 'ColumnValues "ratio" >= 0.5 where "small < 3"', status: 'pass' },
    { rule: 'ColumnValues "ratio" >= 0', status: 'fail' },
    { rule: 'IsComplete "clock" where "small < 3"', status: 'pass' },
    { rule: 'Completeness "list" > 0.6', status: 'pass' },
    { rule: 'Completeness "record" > 0.6', status: 'pass' },
    { rule: 'IsUnique "bytes"', status: 'pass' },
    { rule: 'DistinctValuesCount "clock" = 2', status: 'pass' },
    { rule: 'DataFreshness "at" <= 3 hours where "bytes IS NOT NULL"', status: 'pass' },
    { rule: 'DataFreshness "at" <= 2 hours where "bytes IS NOT NULL"', status: 'fail' },
    { rule: 'ColumnValues "at" > (now() - 4 hours) with threshold > 0.6', status: 'pass' },
    { rule: 'ColumnLength "list" between 0 and 3 where "list IS NOT NULL"', status: 'pass' },
    { rule: 'ColumnLength "bytes" in [0, 2]', status: 'pass' },
    { rule: 'Mean "list" > 0', status: 'error' },
    { rule: 'ColumnValues "clock" = 5', status: 'error' },
    { rule: 'ColumnLength "record" > 0', status: 'error' },
  ])('$rule: $status', async ({ rule, status }) => {
    expect((await check(rule)).rules[0]).toMatchObject({ status });
  });

  it('rows that failed are shown, whatever their types', async () => {
    const { rules } = await check('IsComplete "list"');

    expect(rules[0]?.sample).toMatchObject([{ small: 3, list: null, record: null }]);
  });
});

describe('a rule type of one’s own', () => {
  const evenShare: OwnRuleType = {
    name: 'EvenShare',
    query: ({ dataset, parameters: [column], where, options }) => {
      if (column === undefined) throw new Error('EvenShare needs a column.');
      return `SELECT AVG(CASE WHEN "${column}" % ${options['by'] ?? '2'} = 0 THEN 1.0 ELSE 0.0 END) FROM ${dataset} WHERE ${where ?? 'TRUE'}`;
    },
  };

  it.each([
    {
      rule: 'EvenShare "small" > 0.3',
      found: { status: 'pass', series: { 'EvenShare "small"': expect.closeTo(1 / 3) } },
    },
    { rule: 'EvenShare "small" > 0.9', found: { status: 'fail', observed: expect.closeTo(1 / 3) } },
    { rule: 'EvenShare "small" = 1 with by = 1', found: { status: 'pass' } },
    { rule: 'EvenShare "small" = 1 where "small = 2"', found: { status: 'pass' } },
    { rule: 'EvenShare = 1', found: { status: 'error', message: expect.stringContaining('needs a column') } },
    { rule: 'EvenShare "list" > 0', found: { status: 'error' } },
    { rule: 'EvenShare "small"', found: { status: 'error' } },
    { rule: 'OddShare "small" > 0', found: { status: 'error', message: expect.stringContaining('no rule type') } },
  ])('$rule', async ({ rule, found }) => {
    expect((await check(rule, [evenShare])).rules[0]).toMatchObject(found);
  });
});
