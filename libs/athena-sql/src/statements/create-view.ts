import { type TableName, toQueryName } from './table-name.ts';
import { type SqlText, toSqlText } from './typed-column.ts';

/**
 * Makes a view, or replaces it atomically; database and view are named apart (Kysely's `createView('a.b')` makes them one
 * name). The query should name its tables with their database: a view has no default database.
 *
 * Shows: `create or replace view "mkt"."rolling" as <query>`
 *
 * @throws {SqlCompileError} unless the names are lower_snake.
 * @example
 * const sql = createView({ database: 'mkt', name: 'rolling' }, 'select * from "mkt"."bars"');
 */
export function createView(view: TableName, query: SqlText): string {
  return `create or replace view ${toQueryName(view)} as ${toSqlText(query)}`;
}
