import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseDqdl } from '../../dqdl/parse-dqdl.ts';
import type { DatasetColumn } from '../../plan/plan-context.ts';
import type { QualityResult } from '../../result/quality-result.ts';
import { openDuckDb, type TableCell } from '../../testing/duckdb-table.ts';
import { checkRules } from '../check-rules.ts';

const columns: readonly DatasetColumn[] = [
  { name: 'ticker', type: 'string' },
  { name: 'x', type: 'double' },
  { name: 'y', type: 'double' },
  { name: 'n', type: 'int64' },
];
const rules = [
  'RowCount > 0, IsComplete "ticker", IsComplete "x", Completeness "n" > 0.5, IsComplete "y" with nan = "missing"',
  ...['x', 'y', 'n'].flatMap((name) =>
    ['Sum', 'Mean', 'StandardDeviation', 'Variance', 'Range'].map((type) => `${type} "${name}" > 0`),
  ),
  'Mean "x" > 0 where "n > 0", ColumnCorrelation "x" "y" > 0, ColumnCorrelation "x" "x" > 0, ColumnCorrelation "x" "n" > 0',
  'DistinctValuesCount "ticker" > 0, IsUnique "ticker" "n", IsPrimaryKey "ticker" "x", IsUnique "n", ColumnValues "x" > 0',
  'ColumnValues "ticker" in ["A", "B"], ColumnValues "ticker" not in ["A", "B"], ColumnValues "ticker" in ["A", NULL]',
].join(', ');

let folder: string;
let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statistics-'));
  duckDb = await openDuckDb();
});
afterAll(async () => {
  duckDb.close();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;

/** A table, and a view of the same rows in a file, whose statistics DuckDB answers from. */
async function checkBoth(
  rows: readonly (readonly TableCell[])[],
): Promise<{ table: QualityResult; file: QualityResult }> {
  await duckDb.createTable('data', columns, rows);
  const file = sql.lit(join(folder, `${(files += 1)}.parquet`));
  await sql`COPY data TO ${file} (ROW_GROUP_SIZE 2048)`.execute(duckDb.db);
  await sql`CREATE OR REPLACE VIEW file AS SELECT * FROM read_parquet(${file})`.execute(duckDb.db);
  const check = async (dataset: string) =>
    checkRules({
      db: duckDb.db,
      dataset,
      columns,
      ruleset: parseDqdl(`Rules = [ ${rules} ]`),
      now: new Date(0),
      sampleRows: 0,
    });
  return { table: await check('data'), file: await check('file') };
}

const double = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, NaN, Infinity, -Infinity, -0, 0, 5e-324, 1e300, 1e15 + 0.5, 64, -128),
  },
);
const ordinary = fc.double({ noNaN: true, noDefaultInfinity: true, min: 1, max: 1e3 });
const whole = fc.oneof(
  fc.constantFrom(null, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n, 0n),
  fc.bigInt({ min: -9n, max: 9n }),
);
const ticker = fc.constantFrom(null, '', 'A', 'B', 'é');
const hostile = fc.tuple(ticker, double, double, whole);
const tame = fc.tuple(fc.constantFrom('A', 'B'), ordinary, fc.oneof(ordinary, double), whole);

describe('rules on files with statistics', () => {
  it('give the results of the same rows in a table', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(hostile, tame), { maxLength: 8 }),
        fc.array(tame, { maxLength: 8 }),
        async (...all) => {
          for (const rows of all) {
            const { table, file } = await checkBoth(rows);

            expect(file.rules).toEqual(table.rules);
          }
        },
      ),
      { numRuns: 6 },
    );
  });

  it.each<{ name: string; x: readonly (number | null)[]; isShorter: boolean }>([
    { name: 'prices', x: [101.5, 99.25, 100], isShorter: true },
    { name: 'prices with NULL', x: [101.5, null, 100], isShorter: true },
    { name: 'negative numbers', x: [-3, -2, -1.5], isShorter: true },
    { name: 'small values with a large one', x: [1e9, 1e-9, 0.1], isShorter: true },
    { name: 'NaN, of which statistics say nothing', x: [101.5, NaN, 100], isShorter: false },
    { name: 'an infinity', x: [101.5, -Infinity, 100], isShorter: false },
    { name: 'zeros', x: [0, -0, 0], isShorter: false },
    { name: 'NULL only', x: [null, null], isShorter: false },
    { name: 'numbers near the end of the range', x: [1.7e308, -1.7e308], isShorter: true },
    { name: 'the smallest numbers', x: [5e-324, 1e-310], isShorter: false },
    { name: 'no rows', x: [], isShorter: false },
  ])('read $name in one scan: $isShorter', async ({ x, isShorter }) => {
    const { table, file } = await checkBoth(x.map((value, index) => ['A', value, 1, BigInt(index)]));

    expect(file.rules).toEqual(table.rules);
    expect(file.statements.some((text) => text.includes('MAX(ABS(CASE WHEN isfinite("x") THEN "x" END))'))).toBe(
      !isShorter,
    );
  });

  it('are measured without statistics when a file came before the scan', async () => {
    const writer = await openDuckDb();
    onTestFinished(() => writer.close());
    const write = (name: string, first: number) =>
      sql`COPY (SELECT 'A' AS ticker, CAST(${sql.lit(first)} + i AS DOUBLE) AS x, 1E0 AS y, ${sql.lit(first)} + i AS n FROM range(10) r(i))
        TO ${sql.lit(join(folder, `grown-${name}.parquet`))}`.execute(writer.db);
    await write('1', 0);
    await sql`CREATE OR REPLACE VIEW grown AS SELECT * FROM read_parquet(${sql.lit(join(folder, 'grown-*.parquet'))})`.execute(
      duckDb.db,
    );
    let reads = 0;
    const growing = duckDb.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if ('m0' in (result.rows[0] ?? {})) reads += 1;
        if (reads === 1) await write('2', 100);
        return result;
      },
    });
    const { rules: found } = await checkRules({
      db: growing,
      dataset: 'grown',
      columns,
      ruleset: parseDqdl('Rules = [ RowCount > 0, ColumnValues "x" < 20, Mean "x" > 0, IsComplete "n" ]'),
      now: new Date(0),
      sampleRows: 0,
    });

    expect(found.map(({ observed }) => observed)).toEqual([20, 0.5, 54.5, 1]);
  });
});
