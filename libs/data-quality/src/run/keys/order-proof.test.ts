import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeySet } from '../../plan/leaf-plan.ts';
import type { DatasetColumn } from '../../plan/plan-context.ts';
import { columnOf } from '../../sql/names.ts';
import { always, type Predicate } from '../../sql/predicate.ts';
import { openDuckDb, type TableCell } from '../../testing/duckdb-table.ts';
import { createQueryRunner, type QueryRunner } from '../query-runner.ts';
import { orderProofs, proveByOrder } from './order-proof.ts';
import { countKeys, keyOf } from './read-keys.ts';

let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
let runner: QueryRunner;
beforeAll(async () => {
  duckDb = await openDuckDb();
  runner = createQueryRunner(duckDb.db);
});
afterAll(() => duckDb.close());

const keysOf = (columns: readonly DatasetColumn[], filter: Predicate = always): KeySet => ({
  columns: columns.map((column) => ({ ...column, sql: columnOf(column.name) })),
  filter,
  when: 'always',
});

async function proveAndCount(keys: KeySet) {
  const counted = (await countKeys(runner, 'data', [keys])).get(keyOf(keys, runner));
  if (counted === undefined || 'fault' in counted) throw new Error(counted?.fault ?? 'No counts.');
  const [row] = await runner.run(
    sql`SELECT COUNT(*) AS n FROM data ${keys.filter === always ? sql`` : sql`WHERE ${keys.filter}`}`,
  );
  const options = { dialect: { engine: 'duckdb' as const }, rows: Number(row?.['n']), least: 0 };
  return { counted, proved: await proveByOrder(runner, 'data', keys, options) };
}

/** Values of which some are equal though they look different, and some cannot be subtracted. */
const cells: Record<'double' | 'int64' | 'string' | 'timestamp', fc.Arbitrary<TableCell>> = {
  double: fc.constantFrom(null, NaN, Infinity, -Infinity, -0, 0, 1, 2, 5e-324, 1e300),
  int64: fc.constantFrom(null, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n, 2n ** 53n + 1n, 0n, 1n, 2n, 3n),
  string: fc.constantFrom(null, '', 'A', 'a', 'AB', 'Z', 'é', '\u{1F600}', '\uFFFD'),
  timestamp: fc.constantFrom(null, ...[0, 1, 2, 86_400_000].map((ms) => new Date(ms))),
};
const typed = fc.constantFrom('double', 'int64', 'string', 'timestamp');

const table = fc.array(typed, { minLength: 1, maxLength: 3 }).chain((types) => {
  const row = fc.tuple(...types.map((type) => cells[type]));
  const rows = fc.oneof(fc.array(row, { maxLength: 12 }), fc.uniqueArray(row, { maxLength: 12, selector: String }));
  return fc.record({ types: fc.constant(types), rows, sorted: fc.boolean() });
});

describe('what the order of rows proves', () => {
  it('is what counting finds, on any table', { timeout: 30_000 }, async () => {
    let proofs = 0;
    await fc.assert(
      fc.asyncProperty(table, async ({ types, rows, sorted }) => {
        const columns = types.map((type, index): DatasetColumn => ({ name: `c${index}`, type }));
        await duckDb.createTable('data', columns, rows);
        if (sorted) await sql`CREATE OR REPLACE TABLE data AS SELECT * FROM data ORDER BY ALL`.execute(duckDb.db);
        const { counted, proved } = await proveAndCount(keysOf(columns));

        if (proved === null) return;
        proofs += 1;
        expect(proved).toEqual(counted);
      }),
      { numRuns: 150 },
    );
    expect(proofs).toBeGreaterThan(5);
  });

  const columns: readonly DatasetColumn[] = [
    { name: 'ticker', type: 'string' },
    { name: 'bar_start', type: 'int64' },
  ];
  const bar = sql`chr(65 + CAST(i // 5000 AS INTEGER)) AS ticker, 60000 * (i % 5000) AS bar_start, i`;
  const bars = (order: string, more = '') =>
    sql`SELECT ticker, bar_start FROM (SELECT ${bar} FROM range(20000) r(i) ${sql.raw(more)}) ORDER BY ${sql.raw(order)}`;

  it.each([
    { name: 'by ticker and time', rows: bars('i'), isProved: true, isUnique: true },
    { name: 'by time and ticker', rows: bars('bar_start, ticker'), isProved: true, isUnique: true },
    { name: 'in stretches of two threads', rows: bars('(i // 700) % 2, i'), isProved: true, isUnique: true },
    { name: 'at random', rows: bars('hash(i)'), isProved: false, isUnique: true },
    { name: 'downwards, in runs of one row', rows: bars('i DESC'), isProved: true, isUnique: true },
    { name: 'one twice', rows: bars('i', "UNION ALL SELECT 'B', 60000, 5001"), isProved: false, isUnique: false },
    { name: 'the first again', rows: bars('i', "UNION ALL SELECT 'A', 0, 20000"), isProved: false, isUnique: false },
    {
      name: 'one again, far away',
      rows: bars('i', "UNION ALL SELECT 'A', 60000, 9999"),
      isProved: false,
      isUnique: false,
    },
    { name: 'one without a key', rows: bars('i', 'UNION ALL SELECT NULL, NULL, 9'), isProved: false, isUnique: true },
  ])('of 20,000 rows, $name: $isProved', async ({ rows, isProved, isUnique }) => {
    await sql`CREATE OR REPLACE TABLE data AS ${rows}`.execute(duckDb.db);
    const { counted, proved } = await proveAndCount(keysOf(columns));

    expect(proved).toEqual(isProved ? counted : null);
    expect(counted.singles === counted.rows).toBe(isUnique);
  });

  it('is looked for in all rows that the filter leaves, and only in them', async () => {
    await sql`CREATE OR REPLACE TABLE data AS ${bars('i', "UNION ALL SELECT 'A', 60000, 9999")}`.execute(duckDb.db);

    expect((await proveAndCount(keysOf(columns, sql<boolean>`ticker <> 'A'`))).proved?.rows).toBe(15_000);
    expect((await proveAndCount(keysOf(columns, sql<boolean>`ticker = 'A'`))).proved).toBeNull();
  });

  it('is not looked for in few rows, after a count of repeated keys, or on Trino', async () => {
    const keys = keysOf(columns);
    const before = runner.statements.length;

    expect(await proveByOrder(runner, 'data', keys, { dialect: { engine: 'duckdb' }, rows: 99_999 })).toBeNull();
    expect(runner.statements).toHaveLength(before);
    expect(orderProofs('data', keys, { engine: 'athena' })).toEqual([]);
    expect(orderProofs('data', { ...keys, when: 'onFailure' }, { engine: 'duckdb' })).toEqual([]);
  });
});
