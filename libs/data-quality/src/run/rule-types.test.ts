import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { FilePort } from '../files/file-port.ts';
import type { DatasetColumn, Reference } from '../plan/plan-context.ts';
import type { RuleStatus } from '../result/quality-result.ts';
import { openDuckDb } from '../testing/duckdb-table.ts';
import { checkRules, type CheckOptions } from './check-rules.ts';
import { explainRules } from './explain-rules.ts';

const columns: readonly DatasetColumn[] = [
  { name: 'id', type: 'int64' },
  { name: 'text', type: 'string' },
  { name: 'x', type: 'double' },
  { name: 'n', type: 'int32' },
  { name: 'day', type: 'date' },
  { name: 'flag', type: 'boolean' },
];
const references: Readonly<Record<string, Reference>> = {
  orders: {
    dataset: 'ref_orders',
    columns: [
      { name: 'id', type: 'int64' },
      { name: 'code', type: 'string' },
      { name: 'x', type: 'double' },
    ],
  },
  twin: { dataset: 'ref_twin', columns },
  none: { dataset: 'ref_none', columns: [{ name: 'id', type: 'int64' }] },
};

let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
beforeAll(async () => {
  duckDb = await openDuckDb();
  await duckDb.createTable('data', columns, [
    [1n, '1.5', 1, 0, '2026-05-01', true],
    [2n, '2024-02-29', 2, 5, '2026-05-02', false],
    [3n, '007', 3, 0, null, true],
    [4n, null, Number.NaN, null, '2026-05-04', null],
    [5n, 'yes', 10, 7, '2026-05-05', true],
    [5n, 'yes', 10, 7, '2026-05-05', true],
  ]);
  await duckDb.createTable('ref_orders', references['orders']?.columns ?? [], [
    [1n, '1.5', 1],
    [2n, 'yes', 2],
    [3n, null, 4],
  ]);
  await duckDb.createTable('ref_twin', columns, [
    [1n, '1.5', 1, 0, '2026-05-01', true],
    [2n, 'else', 2, 5, '2026-05-02', false],
  ]);
  await duckDb.createTable('ref_none', references['none']?.columns ?? [], []);
  await duckDb.createTable('unique_rows', columns, [
    [1n, '1.5', 1, 0, '2026-05-01', true],
    [2n, 'b', 2, 5, '2026-05-02', false],
    [3n, null, 3, 0, null, true],
  ]);
});
afterAll(() => duckDb.close());

const changed = new Date('2026-05-29T13:00:00Z');
const content: Readonly<Record<string, readonly [text: string, bytes: number, modifiedAt: Date]>> = {
  '/in/a.csv': ['same', 100, changed],
  '/in/b.csv': ['same', 2048, new Date('2026-05-28T13:00:00Z')],
  '/in/c.csv': ['other', 4096, new Date('2026-05-01T00:00:00Z')],
  '/copy/a.csv': ['same', 100, changed],
  '/copy/b.csv': ['same', 100, changed],
  '/copy/c.csv': ['changed', 100, changed],
};
const files: FilePort = {
  list: async (path) => {
    const found = Object.entries(content).filter(([name]) => name === path || name.startsWith(`${path}/`));
    if (found.length === 0) throw new Error(`${path} does not exist.`);
    return Promise.resolve(found.map(([name, [, bytes, modifiedAt]]) => ({ path: name, bytes, modifiedAt })));
  },
  checksum: async (path, algorithm) => Promise.resolve(`${algorithm}:${content[path]?.[0]}`.toLowerCase()),
};

const optionsOf = (rules: string, dataset = 'data'): CheckOptions<unknown> => ({
  db: duckDb.db,
  dataset,
  columns,
  references,
  files,
  ruleset: parseDqdl(`Rules = [ ${rules} ]`, { file: 'types.dqdl' }),
  now: new Date('2026-05-29T14:00:00Z'),
});

async function resultOf(rule: string, dataset?: string) {
  const { rules } = await checkRules(optionsOf(rule, dataset));
  return rules[0];
}

interface Case {
  readonly rule: string;
  readonly status: RuleStatus;
  readonly observed?: number;
  readonly says?: string;
  readonly dataset?: string;
}

const near = (value: number | undefined) => (value === undefined ? expect.anything() : expect.closeTo(value, 12));

describe.each<{ group: string; cases: readonly Case[] }>([
  {
    group: 'one number of a column',
    cases: [
      { rule: 'ZerosCount "n" = 2', status: 'pass', observed: 2 },
      { rule: 'ZerosCount "n" = 0 where "id > 3"', status: 'pass', observed: 0 },
      { rule: 'ZerosCount "text" = 0', status: 'error' },
      { rule: 'Range "x" = 9', status: 'pass', observed: 9 },
      { rule: 'Range "n" <= 7', status: 'pass', observed: 7 },
      { rule: 'Range "x" > 0 where "id = 4"', status: 'fail', says: 'no finite value' },
      // 1, 2, 3, 10, 10: quartiles at the places 1 and 3.
      { rule: 'InterquartileRange "x" = 8', status: 'pass', observed: 8 },
      // 1, 2, 3, 10: the places 0.75 and 2.25.
      { rule: 'InterquartileRange "x" > 0 where "id < 5 or n is null"', status: 'pass', observed: 1 },
      { rule: 'InterquartileRange "x" = 0 where "id = 1"', status: 'pass', observed: 0 },
      { rule: 'InterquartileRange "x" = 0 where "id = 4"', status: 'fail', says: 'no finite value' },
      { rule: 'Skewness "x" = 0 where "id < 4"', status: 'pass', observed: 0 },
      { rule: 'Skewness "x" = 0 where "id = 5"', status: 'pass', observed: 0 },
      { rule: 'Skewness "x" > 0', status: 'pass', observed: 0.33142912057380813 },
      { rule: 'Kurtosis "x" < 0 where "id < 4"', status: 'pass', observed: -1.5 },
      { rule: 'Kurtosis "n" < 0', status: 'pass' },
      { rule: 'Variance "n" = 10.16', status: 'pass', observed: 10.16 },
      { rule: 'DuplicateRowCount = 2', status: 'pass', observed: 2 },
      { rule: 'DuplicateRowCount "n" = 4', status: 'pass', observed: 4 },
      { rule: 'DuplicateRowCount "id" "x" = 0 where "id < 5"', status: 'pass', observed: 0 },
    ],
  },
  {
    group: 'ColumnDataType',
    cases: [
      { rule: 'ColumnDataType "text" = "INTEGER" where "id = 3"', status: 'pass' },
      { rule: 'ColumnDataType "text" = "integer" where "id = 1"', status: 'fail' },
      { rule: 'ColumnDataType "text" = "DOUBLE" where "id in (1, 3)"', status: 'pass' },
      { rule: 'ColumnDataType "text" = "DATE" where "id = 2"', status: 'pass' },
      { rule: 'ColumnDataType "text" = "TIMESTAMP" where "id = 2"', status: 'pass' },
      { rule: 'ColumnDataType "text" = "BOOLEAN" where "id = 5"', status: 'pass' },
      { rule: 'ColumnDataType "text" = "DECIMAL(2,1)" where "id = 1"', status: 'pass' },
      { rule: 'ColumnDataType "text" = "DECIMAL(1,1)" where "id = 1"', status: 'fail' },
      { rule: 'ColumnDataType "text" = "LONG" where "id = 4"', status: 'fail' },
      { rule: 'ColumnDataType "text" != "LONG" where "id <> 3"', status: 'pass' },
      { rule: 'ColumnDataType "text" = "LONG" with threshold > 0.1', status: 'pass', observed: 1 / 6 },
      { rule: 'ColumnDataType "id" = "INTEGER"', status: 'pass' },
      { rule: 'ColumnDataType "x" = "INTEGER" where "id <> 4"', status: 'pass' },
      { rule: 'ColumnDataType "x" = "LONG"', status: 'fail' },
      { rule: 'ColumnDataType "day" = "DATE" where "day is not null"', status: 'pass' },
      { rule: 'ColumnDataType "flag" = "DATE"', status: 'fail' },
      { rule: 'ColumnDataType "text" = "DATE" with format = "dd.MM.yyyy"', status: 'error', says: 'is not a format' },
      { rule: 'ColumnDataType "text" in ["DATE", "LONG"]', status: 'error' },
      { rule: 'ColumnDataType "text" = "DECIMAL(1,2)"', status: 'error', says: 'Unrecognized data type' },
    ],
  },
  {
    group: 'other tables',
    cases: [
      { rule: 'RowCountMatch "orders" = 2', status: 'pass', observed: 2 },
      { rule: 'RowCountMatch "none" = 1', status: 'fail', says: 'The table "none" is empty.' },
      { rule: 'RowCountMatch "order" = 1', status: 'error', says: 'Did you mean "orders"?' },
      { rule: 'AggregateMatch "sum(n)" "sum(orders.x)" > 2.7', status: 'pass', observed: 19 / 7 },
      { rule: 'AggregateMatch "AVG(n)" "avg(n)" = 1.0', status: 'pass', observed: 1 },
      { rule: 'AggregateMatch "sum(n)" "sum(none.id)" = 1', status: 'fail' },
      { rule: 'AggregateMatch "max(n)" "max(n)" = 1', status: 'error', says: 'compares sum(..) and avg(..)' },
      { rule: 'AggregateMatch "sum(m)" "sum(n)" = 1', status: 'error', says: 'does not exist' },
      { rule: 'ReferentialIntegrity "id" "orders.id" = 0.5', status: 'pass', observed: 0.5 },
      { rule: 'ReferentialIntegrity "id,text" "orders.{id,code}" > 0', status: 'pass', observed: 1 / 6 },
      { rule: 'ReferentialIntegrity "text" "orders.code" = 1', status: 'fail', observed: 0.5 },
      { rule: 'ReferentialIntegrity "text" "orders.id" = 1', status: 'error', says: 'cannot be compared' },
      { rule: 'ReferentialIntegrity "id" "id" = 1', status: 'error', says: 'is not a column of another table' },
      { rule: 'ReferentialIntegrity "id,x" "orders.id" = 1', status: 'error', says: '2 columns' },
      { rule: 'DatasetMatch "orders" "id" "x" > 0.6', status: 'pass', observed: 2 / 3, dataset: 'unique_rows' },
      { rule: 'DatasetMatch "orders" "id" "text->code" = 1', status: 'fail', observed: 2 / 3, dataset: 'unique_rows' },
      { rule: 'DatasetMatch "twin" "id" >= 0.3', status: 'pass', observed: 1 / 3, dataset: 'unique_rows' },
      { rule: 'DatasetMatch "twin" "id" = 1', status: 'error', says: '1 key occur more than once' },
      { rule: 'SchemaMatch "twin" = 1', status: 'pass', observed: 1 },
      { rule: 'SchemaMatch "orders" >= 0', status: 'fail', says: 'data has 6 columns and orders 3' },
    ],
  },
  {
    group: 'files',
    cases: [
      { rule: 'FileFreshness "/in/a.csv" > (now() - 2 hours)', status: 'pass', observed: 1 },
      { rule: 'FileFreshness "/in" > (now() - 3 days)', status: 'fail', observed: 2 / 3 },
      { rule: 'FileFreshness "/in" > (now() - 3 days) with threshold > 0.5', status: 'pass' },
      { rule: 'FileFreshness "/in" > (now() - 3 days) with recentFiles = 2', status: 'pass', observed: 1 },
      { rule: 'FileFreshness "/in" >= "2026-05-29" with recentFiles = 1', status: 'pass' },
      { rule: 'FileFreshness "/in/a.csv" between "2026-05-28" and "2026-05-30"', status: 'pass' },
      { rule: 'FileFreshness "/in/a.csv" > "12:59"', status: 'pass' },
      { rule: 'FileFreshness "/in/a.csv" > "9:30 AM" with timeZone = "America/New_York"', status: 'fail' },
      { rule: 'FileFreshness "/in/a.csv" > "8:30 AM" with timeZone = "America/New_York"', status: 'pass' },
      {
        rule: 'FileFreshness "/in/a.csv" > "09:30" with timeZone = "Nowhere/City"',
        status: 'error',
        says: 'no time zone',
      },
      { rule: 'FileFreshness "/out" > "09:30"', status: 'error', says: '/out does not exist' },
      { rule: 'FileFreshness > "09:30"', status: 'error', says: 'needs the path' },
      { rule: 'FileSize "/in" >= 100', status: 'pass' },
      { rule: 'FileSize "/in/b.csv" = 2 KB', status: 'pass' },
      { rule: 'FileSize "/in" between 1 KB and 5 KB with threshold > 0.6', status: 'pass', observed: 2 / 3 },
      { rule: 'FileUniqueness "/in" > 0.3', status: 'pass', observed: 1 / 3 },
      { rule: 'FileMatch "/in/a.csv" "/copy/a.csv"', status: 'pass' },
      { rule: 'FileMatch "/in" "/copy"', status: 'fail', says: '1 file does not match' },
      { rule: 'FileMatch "/in/a.csv" in ["MD5:SAME"] with hashAlgorithm = "MD5"', status: 'pass' },
      { rule: 'FileMatch "/in/a.csv" in ["x"]', status: 'fail' },
      { rule: 'FileMatch "/in/a.csv" in ["x"] with hashAlgorithm = "CRC"', status: 'error', says: 'is one of' },
    ],
  },
])('$group', ({ cases }) => {
  it.each(cases)('$rule: $status', async ({ rule, status, observed, says, dataset }) => {
    const result = await resultOf(rule, dataset);

    expect(result).toMatchObject({ status, ...(observed === undefined ? {} : { observed: near(observed) }) });
    if (says !== undefined) expect(result?.message).toContain(says);
  });
});

it('shows rows that are not in the other table', async () => {
  const result = await resultOf('ReferentialIntegrity "id" "orders.id" = 1 ');

  expect(result?.sample.map(({ id }) => id)).toEqual([4n, 5n, 5n]);
});

it('compares tables with one scan for each of them, and explains the same statements', async () => {
  const rules =
    'RowCount > 0, RowCountMatch "orders" > 0, AggregateMatch "sum(n)" "sum(orders.id)" > 0, RowCountMatch "twin" > 0';
  const { statements } = await checkRules(optionsOf(rules));
  const explained = explainRules(optionsOf(rules)).flatMap(({ text, when }) => (when === 'always' ? [text] : []));

  // A plan of what the statistics of files may answer, for the two tables that are added up, and a scan of each table.
  expect(explained).toHaveLength(5);
  expect(statements).toEqual(expect.arrayContaining([...explained]));
  // Exact sums are a second scan of the two tables that are added up.
  expect(statements).toHaveLength(7);
});

it('a file rule without access to files is one error', async () => {
  const { files: _, ...options } = optionsOf('FileSize "/in" > 1, RowCount > 0');

  expect((await checkRules(options)).rules.map(({ status }) => status)).toEqual(['error', 'pass']);
});
