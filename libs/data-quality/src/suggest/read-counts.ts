import { sql } from 'kysely';
import type { QueryRunner } from '../run/query-runner.ts';
import { readNumber } from '../run/read-number.ts';
import { columnOf, datasetOf } from '../sql/names.ts';
import type { ColumnProfile } from './table-profile.ts';

/** The most columns that `GROUPING` takes on Trino and Athena. */
const mostColumns = 30;

/**
 * The values of the first 30 columns with their row counts, in one scan, without NULL.
 *
 * @example
 * (await readCounts(runner, 'hourly', ['ticker'])).get('ticker'); // [{ value: 'AAPL', rows: 130 }, ..]
 */
export async function readCounts(
  runner: QueryRunner,
  dataset: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<ColumnProfile['counts']>>> {
  const names = columns.slice(0, mostColumns);
  if (names.length === 0) return new Map();
  const ids = names.map(columnOf);
  const value = sql`COALESCE(${sql.join([...ids, sql`NULL`])})`;
  const rows = await runner.run(
    sql`SELECT GROUPING(${sql.join(ids)}) AS "g", ${value} AS "v", COUNT(*) AS "n" FROM ${datasetOf(dataset)}
      GROUP BY GROUPING SETS (${sql.join(ids.map((id) => sql`(${id})`))}) HAVING ${value} IS NOT NULL ORDER BY "n" DESC, "v"`,
  );
  return new Map(
    names.map((name, index) => {
      // GROUPING sets a bit for every column that is not grouped; the first column is the highest bit.
      const mask = 2 ** names.length - 1 - 2 ** (names.length - 1 - index);
      return [
        name,
        rows.flatMap((row) =>
          readNumber(row['g']) === mask ? [{ value: String(row['v']), rows: readNumber(row['n']) ?? 0 }] : [],
        ),
      ] as const;
    }),
  );
}
