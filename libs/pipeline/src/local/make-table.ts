import { quoteIdentifier } from '@tickerlake/athena-sql';
import { engineType, type Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';

/**
 * Makes a table of the registry in an engine, with its rows; instants are ISO texts. All rows go as one text: a statement with a
 * value for each cell takes DuckDB many times as long.
 *
 * @example
 * await makeTable(db, runsTable, runRows(runs));
 */
export async function makeTable(db: Kysely<unknown>, table: Table, rows: readonly object[]): Promise<void> {
  const types = Object.fromEntries(table.columns.map((column) => [column.name, engineType(column, 'duckdb')]));
  const columns = table.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  await sql`create table ${sql.ref(table.name)} as select ${sql.raw(columns)}
    from (select unnest(from_json(${JSON.stringify(rows)}, ${JSON.stringify([types])}), recursive := true))`.execute(db);
}
