import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';

/**
 * Names a relation for the rest of a build; nothing is computed until it is read.
 *
 * @example
 * await nameView(db, 'staged_bars', readParquet(barsTable, files));
 */
export async function nameView<Database>(
  db: Kysely<Database>,
  name: string,
  relation: RawBuilder<unknown>,
): Promise<void> {
  await sql`create or replace temp view ${sql.ref(name)} as select * from ${relation}`.execute(db);
}

/**
 * Computes a relation once for the rest of a build.
 *
 * @example
 * await nameTable(db, 'changed_bars', changedBars(db));
 */
export async function nameTable<Database>(
  db: Kysely<Database>,
  name: keyof Database & string,
  query: Compilable,
): Promise<void> {
  await sql`create temp table ${sql.ref(name)} as ${sql.raw(query.compile().sql)}`.execute(db);
}
