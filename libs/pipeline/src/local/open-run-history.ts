import { quoteIdentifier } from '@tickerlake/athena-sql';
import { correctionsTable, engineType, runsTable, type Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { correctionRows, type RunFacts, runRows } from '../run-rows.ts';

/**
 * Makes the tables `runs` and `corrections` in an engine, from the journal of this machine.
 *
 * @example
 * await openRunHistory(db, await createRunJournal(paths).runs());
 */
export async function openRunHistory(db: Kysely<unknown>, runs: readonly RunFacts[]): Promise<void> {
  await makeTable(db, runsTable, runRows(runs));
  await makeTable(db, correctionsTable, correctionRows(runs));
}

async function makeTable(db: Kysely<unknown>, table: Table, rows: readonly Readonly<Record<string, string | number | null>>[]): Promise<void> {
  const columns = table.columns.map((column) => `${quoteIdentifier(column.name)} ${engineType(column, 'duckdb')}`);
  await sql`create table ${sql.ref(table.name)} (${sql.raw(columns.join(', '))})`.execute(db);
  if (rows.length === 0) return;
  const values = rows.map((row) => sql`(${sql.join(table.columns.map((column) => toCell(column.type, row[column.name] ?? null)))})`);
  await sql`insert into ${sql.ref(table.name)} values ${sql.join(values)}`.execute(db);
}

function toCell(type: Table['columns'][number]['type'], value: string | number | null) {
  return type === 'timestamp' && typeof value === 'string' ? sql`${new Date(value)}` : sql`${value}`;
}
