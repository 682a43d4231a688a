import { type RawBuilder, sql } from 'kysely';
import { SqlCompileError } from './errors.ts';

/**
 * Any name, quoted: the one place where identifiers are written, Kysely's own included. Names that others gave are read as they
 * are (`"Größe ""in m"""`); what this project creates goes through `quoteIdentifier`.
 *
 * @throws {SqlCompileError} for an empty name and one with a NUL character.
 * @example
 * quoteName('order "x"'); // '"order ""x"""'
 */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\u0000'))
    throw new SqlCompileError('An empty name, or one with a NUL character, cannot be quoted.');
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A quoted name that every engine accepts, for created objects. Glue folds names to lower case and DuckDB keeps the case apart,
 * so only lower_snake names are accepted.
 *
 * @throws {SqlCompileError} for any other name.
 * @example
 * quoteIdentifier('trading_date'); // '"trading_date"'
 */
export function quoteIdentifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) {
    throw new SqlCompileError(`"${name}" is not a portable name: use lower-case letters, digits and _.`);
  }
  return quoteName(name);
}

/**
 * A table's name with its database, and its catalogue where there are several. Kysely itself drops the third part of
 * `selectFrom('catalog.database.table')` silently, before any compiler can see it.
 *
 * Shows: `"awsdatacatalog"."market"."bars"`
 *
 * @throws {SqlCompileError} for a part that is not a portable name.
 * @example
 * db.selectFrom(qualifiedName<Bars>('awsdatacatalog', 'market', 'bars').as('b')).select('b.close');
 */
export function qualifiedName<Row>(
  ...parts: readonly [database: string, table: string] | readonly [catalog: string, database: string, table: string]
): RawBuilder<Row> {
  return sql.raw<Row>(parts.map(quoteIdentifier).join('.'));
}
