import { quoteIdentifier } from '@tickerlake/athena-sql';
import { engineType, type Table } from '@tickerlake/record-schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';

/**
 * Creates a table of the registry in an engine, with its rows; instants are ISO texts.
 *
 * @example
 * await makeTable(db, runsTable, runRows(runs));
 */
export async function makeTable(db: Kysely<unknown>, table: Table, rows: readonly object[]): Promise<void> {
  await sql`create table ${sql.ref(table.name)} as select * from ${relationOf(table, rows)}`.execute(db);
}

/**
 * Rows as a relation with a table's columns. All go as one text: a statement with a value for each cell takes DuckDB many times as long.
 *
 * @example
 * sql`select * from ${relationOf(runsTable, runRows(runs))}`
 */
export function relationOf(table: Table, rows: readonly object[]): RawBuilder<unknown> {
  const types = Object.fromEntries(table.columns.map((column) => [column.name, engineType(column, 'duckdb')]));
  const columns = table.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  return sql`(select ${sql.raw(columns)} from (select unnest(from_json(${sql.lit(JSON.stringify(rows))}, ${sql.lit(JSON.stringify([types]))}), recursive := true)))`;
}
