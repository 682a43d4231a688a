import { analysisViews, createView } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import type { LakeGround } from './lake-ground.ts';

/**
 * Makes the views of the analysis over the published tables, or replaces them: they read what is published, so that they
 * need nothing of a build, and a program that has learnt more brings its own.
 *
 * @throws the engine's errors; tables and releases are as they were.
 * @example
 * await ensureViews(ground);
 */
export async function ensureViews({ sql, database }: LakeGround): Promise<void> {
  for (const { table, query } of analysisViews(sql.db.withTables<Tables>().withSchema(database))) {
    await sql.build(() => createView({ database, name: table.name }, query));
  }
}
