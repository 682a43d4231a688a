import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { openDuckDb } from '../testing/open-duckdb.ts';
import { openTrino } from '../testing/open-trino.ts';
import { toInputRows } from './expression-case.ts';
import { sweeps } from './sweep.ts';

const { db: trino } = openTrino<unknown>(inject('engines').trinoUrl);

/** Doubles within the tolerance are as if equal; the rest must be. */
function isAlike(one: unknown, other: unknown, tolerance: number): boolean {
  if (typeof one === 'number' && typeof other === 'number' && tolerance > 0)
    return Object.is(one, other) || Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  return (
    one === other || (typeof one === 'number' && typeof other === 'number' && Number.isNaN(one) && Number.isNaN(other))
  );
}

describe('drawn rows give the same on DuckDB and Trino', () => {
  test.each(sweeps)('$name', async ({ given, expressions, tolerance, name }) => {
    const { db: duckDb, connection } = await openDuckDb();
    const entries = Object.entries(expressions);
    const select = (db: typeof trino) => {
      const query = db
        .selectFrom(toInputRows(given))
        .select(entries.map(([, expression], column) => sql`${expression}`.as(`v${column}`)));
      return (name === 'aggregates' ? query : query.orderBy('i')).execute();
    };
    const [onDuckDb, onTrino] = [await select(duckDb), await select(trino)];
    connection.closeSync();
    const differences = onDuckDb.flatMap((row, index) =>
      entries.flatMap(([label], column) => {
        const [one, other]: unknown[] = [row[`v${column}`], onTrino[index]?.[`v${column}`]];
        if (isAlike(one, other, tolerance)) return [];
        const input = Object.entries(given).map(
          ([key, values]) =>
            `${key}=${JSON.stringify(typeof values[index] === 'bigint' ? String(values[index]) : Object.is(values[index], -0) ? '-0' : Number.isFinite(values[index]) ? values[index] : String(values[index]))}`,
        );
        return [
          `${label}: ${String(one)} on DuckDB, ${String(other)} on Trino, for ${name === 'aggregates' ? 'all' : input.join(' ')}`,
        ];
      }),
    );
    expect(onTrino).toHaveLength(onDuckDb.length);
    expect(differences).toEqual([]);
  });
});
