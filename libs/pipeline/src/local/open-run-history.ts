import { quoteIdentifier } from '@tickerlake/athena-sql';
import { correctionsTable, engineType, qualityHistoryTable, runsTable, type Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { qualityHistoryRows } from '../quality-history-rows.ts';
import { correctionRows, type RunFacts, runRows } from '../run-rows.ts';

/**
 * Makes the tables `runs`, `corrections` and `quality_history` in an engine, from the journal of this machine.
 *
 * @example
 * await openRunHistory(db, await createRunJournal(paths).runs());
 */
export async function openRunHistory(db: Kysely<unknown>, runs: readonly RunFacts[]): Promise<void> {
  await makeTable(db, runsTable, runRows(runs));
  await makeTable(db, correctionsTable, correctionRows(runs));
  await makeTable(db, qualityHistoryTable, qualityHistoryRows(runs));
}

/** All rows as one text: a statement with a value for each cell takes DuckDB many times as long. */
async function makeTable(db: Kysely<unknown>, table: Table, rows: readonly object[]): Promise<void> {
  const types = Object.fromEntries(table.columns.map((column) => [column.name, engineType(column, 'duckdb')]));
  const columns = table.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  await sql`create table ${sql.ref(table.name)} as select ${sql.raw(columns)}
    from (select unnest(from_json(${JSON.stringify(rows)}, ${JSON.stringify([types])}), recursive := true))`.execute(db);
}
