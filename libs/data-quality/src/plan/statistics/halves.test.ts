import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckDb } from '../../testing/duckdb-table.ts';
import { halfArithmetic, type Part } from './halves.ts';

let duckDb: Awaited<ReturnType<typeof openDuckDb>>;
beforeAll(async () => {
  duckDb = await openDuckDb();
});
afterAll(() => duckDb.close());

async function totalOf(parts: readonly Part[]): Promise<bigint> {
  const sums = parts.map((part, index) => sql`CAST(SUM(${part.sql}) AS VARCHAR) AS ${sql.id(`p${index}`)}`);
  const { rows } = await sql<Record<string, string>>`SELECT ${sql.join(sums)} FROM data`.execute(duckDb.db);
  return parts.reduce((total, { shift }, index) => total + (BigInt(rows[0]?.[`p${index}`] ?? 0) << BigInt(shift)), 0n);
}

/** Small numbers, all numbers, and those around the bits where something could overflow. */
const wholes = (bits: 62 | 63) => {
  const most = 2n ** BigInt(bits) - (bits === 63 ? 1n : 0n);
  const edges = [0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 61n, most].flatMap((edge) => [edge - 1n, edge, -edge]);
  const least = -(2n ** BigInt(bits));
  return fc.oneof(
    fc.constantFrom(least, ...edges),
    fc.bigInt({ min: least, max: most }),
    fc.bigInt({ min: -9n, max: 9n }),
  );
};

it.each([
  { engine: 'duckdb' as const, bits: 62 as const },
  { engine: 'duckdb' as const, bits: 63 as const },
  { engine: 'athena' as const, bits: 62 as const },
])('of the numbers of $bits bits, sums and products in the way of $engine are exact', async ({ engine, bits }) => {
  const [x, y] = [sql`x`, sql`y`];
  const { whole, product } = halfArithmetic({ engine }, bits);
  const pair = fc.tuple(wholes(bits), wholes(bits));
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 20 }), async (pairs) => {
      const columns = ['x', 'y'].map((name) => ({ name, type: 'int64' as const }));
      await duckDb.createTable('data', columns, pairs);
      const exact = (one: (pair: readonly [bigint, bigint]) => bigint) =>
        pairs.reduce((total, values) => total + one(values), 0n);

      expect(await totalOf(whole(x))).toBe(exact(([one]) => one));
      expect(await totalOf(product(x, x))).toBe(exact(([one]) => one * one));
      expect(await totalOf(product(x, y))).toBe(exact(([one, other]) => one * other));
    }),
    { numRuns: 30 },
  );
});
