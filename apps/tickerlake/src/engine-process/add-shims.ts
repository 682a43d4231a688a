import { duckDbShims } from '@tickerlake/athena-plugin';
import { type Kysely, sql } from 'kysely';

/**
 * Makes the functions of Trino that panels use known to a DuckDB.
 *
 * @example
 * const reader = await openPublished(paths, release, { setUp: addShims });
 */
export async function addShims(db: Kysely<unknown>): Promise<void> {
  for (const statement of duckDbShims) await sql.raw(statement).execute(db);
}
